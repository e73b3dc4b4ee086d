import { isArray, isObject, type JsonObject } from '../../json/json.ts';
import { quoted, recorded } from '../evidence.ts';
import type { Check } from '../families/family.ts';
import { evidenceFor } from '../models/capabilities/capability.ts';
import { ASSISTANT_FIRST, vercel } from '../models/capabilities/claude-evidence.ts';
import { FIRMS_LIST } from '../models/capabilities/claude-measured.ts';
import type { Evidence } from '../problem.ts';
import {
  about,
  begunAnswer,
  blocksOf,
  contentOf,
  found,
  lacking,
  messagesOf,
  standing,
  unlessModelDoes,
} from './request.ts';

const NO_START = [
  quoted('pydantic/pydantic-ai', 4495, '2026-03-02'),
  quoted('elastic/kibana', 246393, '2025-12-15'),
  quoted(
    'aws-solutions-library-samples/guidance-for-multi-provider-generative-ai-gateway-on-aws',
    123,
    '2025-05-13',
  ),
];

const startsWithUser: Check = (body, { modelId, row }) => {
  const [first] = messagesOf(body);
  // A prompt resource brings its own messages.
  if (modelId.includes(':prompt/') || (first && first.role !== 'assistant')) return [];
  // Claude is seen to take a conversation that it begins itself.
  if (first && row.assistantFirst?.is === true) return [];
  return [
    found({
      pointer: first ? '/messages/0/role' : '',
      key: first ? 'role' : 'messages',
      sentence:
        'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
      why: 'The first message must be the user\u2019s.',
      source: first ? [...NO_START, ASSISTANT_FIRST] : NO_START,
    }),
  ];
};

const TURNS = [
  quoted('microsoft/semantic-kernel', 10281, '2025-01-23'),
  quoted('langgenius/dify', 10976, '2024-11-22'),
  quoted('langchain-ai/langchain-aws', 130, '2024-08-01'),
];
/** Last seen to be refused in January 2025; two messages of one role were recorded as taken in August 2025. */
const ALTERNATES_UNTIL = '2025-03';

const alternates: Check = (body, { asOf }) => {
  if (asOf === null || asOf >= ALTERNATES_UNTIL) return [];
  const messages = messagesOf(body);
  const at = messages.findIndex(({ role }, i) => i > 0 && role === messages[i - 1]?.role);
  if (at < 0) return [];
  return [
    found({
      pointer: `/messages/${at}/role`,
      sentence:
        'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
      why: 'Until early 2025 two messages of one role could not follow each other on Converse.',
      source: TURNS,
    }),
  ];
};

const emptyContent: Check = (body) =>
  messagesOf(body).flatMap((message, i) =>
    isArray(message.content ?? null) && contentOf(message).length === 0
      ? [
          found({
            pointer: `/messages/${i}/content`,
            sentence: `The content field in the Message object at messages.${i} is empty. Add a ContentBlock object to the content field and try again.`,
            why: 'A message needs at least one content block.',
            source: [
              vercel('amazon-bedrock-empty-message-validation-error', '2026-08-05'),
              quoted('archestra-ai/archestra', 4220),
            ],
          }),
        ]
      : [],
  );

const BLANK_BESIDE = recorded(
  'pydantic/pydantic-ai',
  'tests/models/cassettes/test_bedrock/test_bedrock_cache_write_and_read.yaml',
  '2026-01',
);

const isFilled = (block: JsonObject): boolean =>
  !Object.hasOwn(block, 'cachePoint') && !(typeof block.text === 'string' && block.text.trim() === '');

/** First seen as Claude's own answer; until then Converse told of blank text to Claude too. */
const CLAUDES_SINCE = '2026-05';
const isOptimized = ({ performanceConfig }: JsonObject): boolean =>
  isObject(performanceConfig ?? null) && (performanceConfig as JsonObject).latency === 'optimized';

/** Claude is handed blank text and answers it in its own words; for others it counts beside other content. */
const blankText: Check = (body, { row, asOf }) =>
  row.ownValidator?.is === true && (asOf === null || asOf >= CLAUDES_SINCE) && !isOptimized(body)
    ? []
    : messagesOf(body).flatMap((message, i) => {
        const blocks = contentOf(message);
        const filled = blocks.some(isFilled);
        return blocks.flatMap(({ text }, j) => {
          if (typeof text !== 'string' || text.trim() !== '' || (filled && text !== '')) return [];
          const pointer = `/messages/${i}/content/${j}`;
          return [
            found({
              pointer: `${pointer}/text`,
              sentence: `The text field in the ContentBlock object at messages.${i}.content.${j} is blank. Add text to the text field, and try again.`,
              why: 'A text block needs a character; white space alone is taken beside other content only.',
              source: [
                quoted('aws/aws-sdk-net', 4015, '2025-09-20'),
                quoted('aws-samples/bedrock-engineer', 8, '2024-12'),
                quoted('langchain-ai/langchainjs', 5960, '2024-07-02'),
                BLANK_BESIDE,
              ],
              fixes: [{ kind: 'drop', pointer }],
            }),
          ];
        });
      });

const blankGuarded: Check = (body) =>
  blocksOf(body).flatMap(({ block, pointer, path }) => {
    const guarded = isObject(block.guardContent ?? null) ? (block.guardContent as JsonObject).text : null;
    const { text } = isObject(guarded ?? null) ? (guarded as JsonObject) : {};
    if (typeof text !== 'string' || text.trim() !== '') return [];
    return [
      found({
        pointer: `${pointer}/guardContent/text/text`,
        sentence: `The guard content field in the ContentBlock object at ${path} is blank. Add text to the guard content field, and try again.`,
        why: 'What a guardrail is to look at needs a character that is no white space.',
        source: [quoted('strands-agents/harness-sdk', 4602, '2026-10')],
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });

const documentsNeedText: Check = (body) =>
  messagesOf(body).flatMap((message, i) => {
    const blocks = contentOf(message);
    if (!blocks.some((block) => 'document' in block) || blocks.some((block) => 'text' in block)) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence:
          'A text block must be included when using documents. Add a text block and retry your request.',
        why: 'A message with a document needs a text block beside it.',
        source: [quoted('BerriAI/litellm', 36499, '2026-08-11'), FIRMS_LIST],
      }),
    ];
  });

const SUMMARY: Evidence = {
  source: 'public journal of an agent: thoughts in a summary that was the user\u2019s',
  url: null,
  date: '2026-08-31',
  grade: 'quoted',
};

/** Models that take no reasoning back are told of the user's, whoever's it is. */
const userReasoning: Check = (body, { row }) => {
  const back = row.reasoningBack;
  const refused = back?.is === false ? back : undefined;
  return messagesOf(body).flatMap((message, i) => {
    const looked = refused !== undefined || message.role === 'user';
    const at = looked ? contentOf(message).findIndex((block) => 'reasoningContent' in block) : -1;
    if (at < 0) return [];
    const pointer = `/messages/${i}/content/${at}`;
    return [
      found({
        pointer,
        key: 'reasoningContent',
        sentence:
          'User messages cannot contain reasoning content. Please remove the reasoning content and try again.',
        why: refused ? 'The model takes no reasoning back.' : 'Reasoning is the assistant\u2019s.',
        source: refused ? evidenceFor(refused) : [SUMMARY],
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });
};

const NO_SIGNATURE = 'reasoningContent.reasoningText.signature';
const NO_REASONING = 'reasoningContent.reasoningText.text';

const reasoningTextOf = ({ reasoningContent }: JsonObject): JsonObject => {
  const reasoning = isObject(reasoningContent ?? null) ? (reasoningContent as JsonObject) : {};
  return isObject(reasoning.reasoningText ?? null) ? (reasoning.reasoningText as JsonObject) : {};
};

const reasoningBack: Check = (body, { row }) => {
  const lacks = row.lacks;
  if (!lacks?.is.includes(NO_REASONING)) return [];
  return blocksOf(body).flatMap(({ block, pointer }) => {
    if (!Object.hasOwn(reasoningTextOf(block), 'text')) return [];
    return [
      standing(lacks, {
        pointer: `${pointer}/reasoningContent/reasoningText/text`,
        sentence: `This model doesn't support the ${NO_REASONING} field for assistant messages. Remove ${NO_REASONING} and try again.`,
        why: 'The model does not take its own reasoning back.',
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });
};

const signature: Check = (body, { row }) => {
  const lacks = row.lacks;
  if (!lacks?.is.includes(NO_SIGNATURE)) return [];
  return blocksOf(body).flatMap(({ block, pointer }) => {
    if (!Object.hasOwn(reasoningTextOf(block), 'signature')) return [];
    const place = `${pointer}/reasoningContent/reasoningText/signature`;
    return [
      standing(lacks, {
        pointer: place,
        sentence: lacking(NO_SIGNATURE),
        why: 'Only models that sign their reasoning take it back signed.',
        fixes: [{ kind: 'drop', pointer: place }],
      }),
    ];
  });
};

const history: Check = (body, { row }) => {
  const allowed = row.history;
  if (!allowed || allowed.is || messagesOf(body).length < 2) return [];
  return [
    standing(allowed, {
      pointer: '/messages',
      sentence:
        "This model doesn't support conversation history. Try again with input that only includes one user message.",
      why: 'The model completes one prompt.',
    }),
  ];
};

const lastTurn = begunAnswer(
  ({ prefill }) => prefill,
  'The model that you are using requires the last turn in the conversation to be a user message. Add a user message to the conversation and try again.',
);

/** Rules about messages and their blocks. */
export const CONVERSATION_CHECKS: readonly Check[] = [
  emptyContent,
  blankText,
  startsWithUser,
  alternates,
  about(['reasoningContent'], userReasoning),
  about(['guardContent'], blankGuarded),
  about(['document'], documentsNeedText),
  about(['reasoningContent'], reasoningBack),
  about(['reasoningContent'], signature),
  history,
  unlessModelDoes(lastTurn),
];
