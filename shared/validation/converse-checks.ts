import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Check, Finding } from './families/family.ts';
import { aboveLimit, LIMIT_SOURCE } from './models/output-limit.ts';

type Described = Pick<Finding, 'pointer' | 'sentence' | 'why' | 'source'> & Partial<Finding>;

const found = (described: Described): Finding => ({
  key: described.pointer.split('/').at(-1) ?? null,
  confirmed: true,
  fixes: [],
  ...described,
});

const messagesOf = ({ messages }: JsonObject): readonly JsonObject[] =>
  isArray(messages ?? null)
    ? (messages as readonly Json[]).map((message) => (isObject(message) ? message : {}))
    : [];
const contentOf = ({ content }: JsonObject): readonly JsonObject[] =>
  isArray(content ?? null) ? (content as readonly Json[]).map((block) => (isObject(block) ? block : {})) : [];
const blocksOf = (body: JsonObject) =>
  messagesOf(body).flatMap((message, i) =>
    contentOf(message).map((block, j) => ({
      block,
      pointer: `/messages/${i}/content/${j}`,
      path: `messages.${i}.content.${j}`,
    })),
  );

const startsWithUser: Check = (body, { modelId }) => {
  const [first] = messagesOf(body);
  // A prompt resource brings its own messages.
  if (modelId.includes(':prompt/') || (first && first.role !== 'assistant')) return [];
  return [
    found({
      pointer: first ? '/messages/0/role' : '',
      key: first ? 'role' : 'messages',
      sentence:
        'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
      why: 'The first message must be the user\u2019s.',
      source: 'kibana #246393, guidance-for-multi-provider-generative-ai-gateway-on-aws #123',
    }),
  ];
};

const alternates: Check = (body) => {
  const messages = messagesOf(body);
  const at = messages.findIndex((message, i) => i > 0 && message.role === messages[i - 1]?.role);
  if (at < 0) return [];
  return [
    found({
      pointer: `/messages/${at}/role`,
      sentence:
        'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
      why: 'Two messages of one role in a row were refused in 2024 and 2025; some models take them now.',
      source: 'semantic-kernel #10281, Portkey gateway #748',
      confirmed: false,
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
            source: 'archestra #4220',
          }),
        ]
      : [],
  );

const blankText: Check = (body) =>
  blocksOf(body).flatMap(({ block, pointer, path }) =>
    typeof block.text === 'string' && block.text.trim() === ''
      ? [
          found({
            pointer: `${pointer}/text`,
            sentence: `The text field in the ContentBlock object at ${path} is blank. Add text to the text field, and try again.`,
            why: 'A text block needs more than white space.',
            source: 'bedrock-engineer #8',
            fixes: [{ kind: 'drop', pointer }],
          }),
        ]
      : [],
  );

const documentsNeedText: Check = (body) =>
  messagesOf(body).flatMap((message, i) => {
    const blocks = contentOf(message);
    if (!blocks.some((block) => 'document' in block) || blocks.some((block) => 'text' in block)) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: 'A text block must be included when using documents.',
        why: 'A message with a document needs a text block beside it.',
        source: 'archestra #4220',
      }),
    ];
  });

const toolsDefined: Check = (body) => {
  if (isObject(body.toolConfig ?? null)) return [];
  const used = blocksOf(body).find(({ block }) => 'toolUse' in block || 'toolResult' in block);
  if (!used) return [];
  return [
    found({
      pointer: used.pointer,
      key: 'toolConfig',
      sentence: 'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
      why: 'A conversation that used tools must name them again.',
      source: 'dify #17545, onyx #7842',
    }),
  ];
};

function toolSchema(json: Json | undefined, i: number): readonly Finding[] {
  const pointer = `/toolConfig/tools/${i}/toolSpec/inputSchema/json`;
  const path = pointer.slice(1).replace(/\//g, '.');
  if (json === undefined) return [];
  if (!isObject(json))
    return [
      found({
        pointer,
        sentence: `The format of the value at ${path} is invalid. Provide a json object for the field and try again.`,
        why: 'The schema must be a JSON object, not text that holds one.',
        source: 'aws-sdk-net #3377',
      }),
    ];
  if (json.type === 'object') return [];
  return [
    found({
      pointer: 'type' in json ? `${pointer}/type` : pointer,
      key: 'type',
      sentence: `The value at ${path}.type must be one of the following: object.`,
      why: 'The input of a tool is an object.',
      source: 'spring-ai-alibaba #3082',
      fixes: [{ kind: 'set', pointer: `${pointer}/type`, value: 'object' }],
    }),
  ];
}

const toolSchemas: Check = ({ toolConfig }) => {
  const tools = isObject(toolConfig ?? null) ? (toolConfig as JsonObject).tools : undefined;
  if (!isArray(tools ?? null)) return [];
  return (tools as readonly Json[]).flatMap((tool, i) => {
    const spec = isObject(tool) && isObject(tool.toolSpec) ? tool.toolSpec : {};
    return isObject(spec.inputSchema) ? toolSchema(spec.inputSchema.json, i) : [];
  });
};

const idsOf = (message: JsonObject | undefined, member: 'toolUse' | 'toolResult'): readonly Json[] =>
  contentOf(message ?? {}).flatMap((block) => {
    const tool = block[member];
    return isObject(tool ?? null) ? [(tool as JsonObject).toolUseId ?? null] : [];
  });

const toolResults: Check = (body) => {
  const messages = messagesOf(body);
  return messages.flatMap((message, i) => {
    const answered = idsOf(message, 'toolResult');
    const missing = i === 0 ? [] : idsOf(messages[i - 1], 'toolUse').filter((id) => !answered.includes(id));
    if (missing.length === 0) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `Expected toolResult blocks at messages.${i}.content for the following Ids: ${missing.join(', ')}`,
        why: 'All results of one turn\u2019s tool calls belong into the message right after it.',
        source: 'zeroclaw PR #1476, timothy PR #33',
      }),
    ];
  });
};

const RESULTS_ALONE = /^(meta\.llama3-3|mistral\.mistral-large)/;

const resultsAlone: Check = (body, { base }) => {
  if (!RESULTS_ALONE.test(base)) return [];
  return messagesOf(body).flatMap((message, i) => {
    const blocks = contentOf(message);
    const results = blocks.filter((block) => 'toolResult' in block).length;
    if (results === 0 || results === blocks.length) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `messages.${i}.content: Conversation blocks and tool result blocks cannot be provided in the same turn.`,
        why: 'This model takes a turn of tool results or a turn of conversation, not both in one.',
        source: 'browser-use #710 (Llama 3.3, Mistral Large)',
      }),
    ];
  });
};

const NO_SYSTEM = /^mistral\.(mistral-7b|mixtral)/;

const systemMessages: Check = ({ system }, { base }) =>
  NO_SYSTEM.test(base) && isArray(system ?? null) && (system as readonly Json[]).length > 0
    ? [
        found({
          pointer: '/system',
          sentence:
            "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.",
          why: 'The prompt template of this model has no place for a system message.',
          source: 'instructor #1753',
          fixes: [{ kind: 'drop', pointer: '/system' }],
        }),
      ]
    : [];

const answerLength: Check = ({ inferenceConfig }, { base }) => {
  const above = aboveLimit(
    base,
    isObject(inferenceConfig ?? null) ? (inferenceConfig as JsonObject).maxTokens : 0,
  );
  if (!above) return [];
  const pointer = '/inferenceConfig/maxTokens';
  return [
    found({
      pointer,
      sentence: above.sentence,
      why: 'The model gives no longer answers.',
      source: LIMIT_SOURCE,
      fixes: [{ kind: 'set', pointer, value: above.limit }],
    }),
  ];
};

const NO_STOP_SEQUENCES = /^(qwen\.qwen3|openai\.gpt-oss|moonshot\.)/;

const stopSequences: Check = ({ inferenceConfig }, { base }) => {
  const set = isObject(inferenceConfig ?? null) && 'stopSequences' in (inferenceConfig as JsonObject);
  if (!set || !NO_STOP_SEQUENCES.test(base)) return [];
  const pointer = '/inferenceConfig/stopSequences';
  return [
    found({
      pointer,
      sentence: "This model doesn't support the stopSequences field. Remove stopSequences and try again.",
      why: 'The model takes no stop sequences on Bedrock.',
      source: 'dify-official-plugins #1767 (Qwen3), crewAI #3317 (gpt-oss), LiteLLM refuses stop for Kimi',
      fixes: [{ kind: 'drop', pointer }],
    }),
  ];
};

/** What Converse checks by hand once the members have the right shape. */
export const CONVERSE_CHECKS: readonly Check[] = [
  emptyContent,
  blankText,
  startsWithUser,
  alternates,
  documentsNeedText,
  toolsDefined,
  toolResults,
  resultsAlone,
  toolSchemas,
  systemMessages,
  stopSequences,
  answerLength,
];
