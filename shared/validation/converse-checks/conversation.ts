import { isArray } from '../../json/json.ts';
import type { Check } from '../families/family.ts';
import { blocksOf, contentOf, found, messagesOf } from './request.ts';

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

/** Rules about messages and their blocks. */
export const CONVERSATION_CHECKS: readonly Check[] = [
  emptyContent,
  blankText,
  startsWithUser,
  alternates,
  documentsNeedText,
];
