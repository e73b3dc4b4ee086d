import { isArray, isObject, type JsonObject } from '../../../../json/json.ts';
import type { Pointer } from '../../../../json/pointer.ts';
import { isRenewed } from '../../../dialects/renewed.ts';
import { quoted } from '../../../evidence.ts';
import { DOCUMENTS_BY_CONVERSE_ALONE, pydantic } from '../../../models/capabilities/claude-evidence.ts';
import { FIRMS_LIST, OWN_API, OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import type { Check, Finding } from '../../family.ts';
import { about, blocksOf, found, isEmpty, messagesOf, placedBlocks, systemBlocksOf } from './found.ts';
import { SYSTEM_CHECKS } from './system-places.ts';

const lastOf = (body: JsonObject): { readonly message: JsonObject; readonly at: number } => {
  const messages = messagesOf(body);
  return { message: messages.at(-1) ?? {}, at: messages.length - 1 };
};

/** Converse looks at the first message itself. */
const userFirst: Check = (body, { row, operation }) => {
  const needed = row.userFirst;
  if (!needed?.is || !operation.startsWith('Invoke') || messagesOf(body)[0]?.role !== 'assistant') return [];
  return [
    found({
      pointer: '/messages/0/role',
      sentence: 'messages: first message must use the "user" role',
      why: 'Claude 3 does not take a conversation that it begins itself.',
      source: needed.evidence,
    }),
  ];
};

/** Said of the models whose conversation must begin with the user's message. */
const prefillWithTools: Check = (body, { row }) => {
  const { message, at } = lastOf(body);
  const tools = isArray(body.tools ?? null) ? (body.tools as readonly unknown[]) : [];
  if (!row.userFirst?.is || tools.length === 0 || message.role !== 'assistant') return [];
  return [
    found({
      pointer: `/messages/${at}`,
      key: 'messages',
      sentence:
        'Your API request included an `assistant` message in the final position, which would pre-fill the `assistant` response. When using tools, pre-filling the `assistant` response is not supported.',
      why: 'Claude 3 goes on with an answer that was begun for it, but not where it has tools.',
      source: [quoted('langchain-ai/langchain-aws', 124, '2024-08-09')],
      fixes: [{ kind: 'drop', pointer: `/messages/${at}` }],
    }),
  ];
};

const prefill: Check = (body, { row }) => {
  const allowed = row.prefill;
  const { message, at } = lastOf(body);
  if (!allowed || allowed.is || message.role !== 'assistant') return [];
  return [
    found({
      pointer: `/messages/${at}`,
      key: 'messages',
      sentence:
        'This model does not support assistant message prefill. The conversation must end with a user message.',
      why: 'From Claude 4.6 on an answer cannot be begun for the model.',
      source: allowed.evidence,
      fixes: [{ kind: 'drop', pointer: `/messages/${at}` }],
    }),
  ];
};

const trailingSpace: Check = (body) => {
  const { message, at } = lastOf(body);
  if (message.role !== 'assistant') return [];
  const blocks = blocksOf(message);
  const closing = typeof message.content === 'string' ? message.content : blocks.at(-1)?.text;
  if (typeof closing !== 'string' || !/\s$/.test(closing)) return [];
  const inside = typeof message.content === 'string' ? '' : `/${blocks.length - 1}/text`;
  const pointer = `/messages/${at}/content${inside}`;
  return [
    found({
      pointer,
      sentence: 'messages: final assistant content cannot end with trailing whitespace',
      why: 'The model goes on right after the last character of a begun answer.',
      source: [
        quoted('anomalyco/opencode', 48846, '2026-09-13'),
        quoted('aws/aws-sdk-net', 4015, '2025-09-20'),
        quoted('langchain-ai/langchain-aws', 599, '2025-08-28'),
      ],
      fixes: [{ kind: 'set', pointer, value: closing.trimEnd() }],
    }),
  ];
};

const BLANK = [
  quoted('NousResearch/hermes-agent', 64858, '2026-07'),
  quoted('NousResearch/hermes-agent', 61318, '2026-07'),
];

const EMPTY = [
  quoted('anomalyco/opencode', 48846, '2026-09-13'),
  quoted('NousResearch/hermes-agent', 55092, '2026-06-29'),
  quoted('anomalyco/opencode', 22364),
];

const cachedNothing: Check = (body) => {
  const isCached = ({ text, cache_control }: JsonObject): boolean =>
    text === '' && isObject(cache_control ?? null);
  const told = (pointer: Pointer, path: string): Finding =>
    found({
      pointer: `${pointer}/cache_control`,
      sentence: `${path}: cache_control cannot be set for empty text blocks`,
      why: 'An empty text cannot be the end of a cached prefix.',
      source: [quoted('anthropics/claude-code', 54039, '2026-04-27')],
      fixes: [{ kind: 'drop', pointer }],
    });
  return [
    ...systemBlocksOf(body).flatMap((block, i) =>
      isCached(block) ? [told(`/system/${i}`, `system.${i}`)] : [],
    ),
    ...placedBlocks(body)
      .filter(({ block }) => isCached(block))
      .map(({ pointer, path }) => told(pointer, `${path}.text`)),
  ];
};

const isBlankSystem: Check = (body) =>
  systemBlocksOf(body).flatMap(({ text }, i) =>
    typeof text === 'string' && text.trim() === ''
      ? [
          found({
            pointer: `/system/${i}/text`,
            sentence: `system: text content blocks must ${text === '' ? 'be non-empty' : 'contain non-whitespace text'}`,
            why: 'A text block of the system prompt needs a character that is no white space.',
            source: [OWN_WORDS],
            fixes: [{ kind: 'drop', pointer: `/system/${i}` }],
          }),
        ]
      : [],
  );

/** Two turns of one role were put together from then on. */
const MERGED_SINCE = '2024-10';

const alternates: Check = (body, { asOf, operation }) => {
  if (asOf === null || asOf >= MERGED_SINCE || !operation.startsWith('Invoke')) return [];
  const messages = messagesOf(body);
  const at = messages.findIndex(({ role }, i) => i > 0 && role === messages[i - 1]?.role);
  if (at < 0) return [];
  return [
    found({
      pointer: `/messages/${at}/role`,
      sentence: `messages: roles must alternate between "user" and "assistant", but found multiple "${messages[at]?.role}" roles in a row`,
      why: 'Until October 2024 two messages of one role could not follow each other.',
      source: [FIRMS_LIST],
    }),
  ];
};

const isBlank = ({ type, text }: JsonObject): boolean =>
  type === 'text' && typeof text === 'string' && text.trim() === '';
const isEmptyText = ({ type, text }: JsonObject): boolean => type === 'text' && text === '';

/** Blank text of messages, and empty text of the results of tools, which may be blank. */
const blanks = (body: JsonObject) =>
  placedBlocks(body).flatMap((placed) => {
    const { block } = placed;
    if (block.type !== 'tool_result')
      return isBlank(block) ? [{ empty: block.text === '', pointer: placed.pointer }] : [];
    return blocksOf(block).flatMap((inner, k) =>
      isEmptyText(inner) ? [{ empty: true, pointer: `${placed.pointer}/content/${k}` }] : [],
    );
  });

const blankText: Check = (body) =>
  blanks(body).flatMap(({ empty, pointer }) => {
    return [
      found({
        pointer: `${pointer}/text`,
        sentence: empty
          ? 'messages: text content blocks must be non-empty'
          : 'messages: text content blocks must contain non-whitespace text',
        why: 'A text block needs a character that is no white space.',
        source: empty ? EMPTY : BLANK,
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });

/** Every message but the assistant's last has to hold something; of the user's, turns are told since the validator was renewed. */
const emptyContent: Check = (body, { asOf }) => {
  const messages = messagesOf(body);
  return messages.flatMap((message, i) => {
    const optional = i === messages.length - 1 && message.role === 'assistant';
    if (!isEmpty(message) || optional || (isRenewed(asOf) && message.role !== 'assistant')) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `messages.${i}: all messages must have non-empty content except for the optional final assistant message`,
        why: 'Only the last message, where it is the assistant\u2019s, may be empty.',
        source: [quoted('konveyor/kai', 645)],
      }),
    ];
  });
};

/** Now a turn of the user must: messages of one role that follow each other are one turn. */
const emptyTurn: Check = (body, { asOf }) => {
  if (!isRenewed(asOf)) return [];
  const messages = messagesOf(body);
  const isUsers = (i: number): boolean => messages[i]?.role === 'user';
  return messages.flatMap((_, i) => {
    if (!isUsers(i) || isUsers(i - 1)) return [];
    let end = i;
    while (isUsers(end + 1)) end += 1;
    if (!messages.slice(i, end + 1).every(isEmpty)) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `messages.${i}: user messages must have non-empty content`,
        why: 'A turn of the user holds something.',
        source: [OWN_API],
      }),
    ];
  });
};

/** Converse hands a document's place in S3 on as it is, which Claude cannot read (inside a tool result it can). */
const documentSource: Check = (body, { operation }) =>
  operation.startsWith('Invoke')
    ? []
    : placedBlocks(body).flatMap(({ block: { type, source }, pointer, path }) =>
        type === 'document' && isObject(source ?? null) && !Object.hasOwn(source as JsonObject, 'type')
          ? [
              found({
                pointer,
                key: 'source',
                sentence: `${path}.document.source.type: Field required`,
                why: 'Claude takes the bytes of a document, not its place in S3.',
                source: [
                  pydantic(
                    'test_multimodal_tool_returns/test_multimodal_tool_return_matrix[tool_return_content-uploaded_file-document-bedrock_claude]',
                    '2026-04',
                  ),
                ],
              }),
            ]
          : [],
      );

/** Converse hands thinking on as it is; what came without a signature, or with an empty one, lacks it. */
const unsigned: Check = (body, { operation }) =>
  operation.startsWith('Invoke')
    ? []
    : placedBlocks(body).flatMap(({ block: { type, signature }, pointer, path }) =>
        type === 'thinking' && (signature === undefined || signature === '')
          ? [
              found({
                pointer,
                key: 'signature',
                sentence: `${path}.thinking.signature: Field required`,
                why: 'Claude takes back only thinking that it signed; unsigned thinking is to be left out or made text.',
                source: [
                  quoted('can1357/oh-my-pi', 10486, '2026-09-01'),
                  quoted('can1357/oh-my-pi', 333, '2026-03-08'),
                ],
                fixes: [{ kind: 'drop', pointer }],
              }),
            ]
          : [],
      );

/** Where a JSON schema stands before the model, which leaves the kinds of blocks to it. */
const unreadDocument: Check = (body, { row, operation }) =>
  row.documents?.is !== false || (row.bodySchema?.is ?? null) === null || !operation.startsWith('Invoke')
    ? []
    : placedBlocks(body).flatMap(({ block, pointer, path }) =>
        block.type === 'document'
          ? [
              found({
                pointer,
                key: 'type',
                sentence: `${path}: Input tag 'document' found using 'type' does not match any of the expected tags: 'text', 'image', 'tool_use', 'tool_result'`,
                why: 'Until the spring of 2025 documents went through Converse alone.',
                source: [DOCUMENTS_BY_CONVERSE_ALONE],
              }),
            ]
          : [],
      );

/** Rules about messages and their text. */
export const CONVERSATION_CHECKS: readonly Check[] = [
  userFirst,
  prefillWithTools,
  about(['document'], unreadDocument),
  about(['document'], documentSource),
  about(['thinking'], unsigned),
  cachedNothing,
  isBlankSystem,
  blankText,
  emptyContent,
  emptyTurn,
  alternates,
  ...SYSTEM_CHECKS,
  prefill,
  trailingSpace,
];
