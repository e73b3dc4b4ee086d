import type { Json, JsonObject } from '../../../../json/json.ts';
import { quoted } from '../../../evidence.ts';
import { OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import { perBody } from '../../../per-body.ts';
import type { Check, Finding } from '../../family.ts';
import { blocksOf, found, messagesOf } from './found.ts';

/** The ids of the calls in each message. */
const callsOf = perBody((body): readonly (readonly Json[])[] =>
  messagesOf(body).map((message) => {
    const ids: Json[] = [];
    for (const { type, id } of blocksOf(message)) if (type === 'tool_use') ids.push(id ?? null);
    return ids;
  }),
);

/** The answers with which a message begins: those after other blocks do not count. */
function answersOf(message: JsonObject | undefined): readonly Json[] {
  const blocks = blocksOf(message ?? {});
  const end = blocks.findIndex(({ type }) => type !== 'tool_result');
  return blocks.slice(0, end < 0 ? blocks.length : end).map((block) => block.tool_use_id ?? null);
}

/** Until about then answers were counted, and not told by their ids. */
const BY_ID_SINCE = '2025-05';
const isCounted = (asOf: string | null): boolean => asOf !== null && asOf < BY_ID_SINCE;

const COUNTED = [
  quoted('langchain-ai/langchain-aws', 451, '2025-04-06'),
  quoted('browser-use/browser-use', 988, '2025-03'),
  quoted('nulib/dc-api-v2', 296, '2025-03-13'),
];
const BY_ID = [quoted('n8n-io/n8n', 16987, '2025-07'), quoted('earendil-works/pi', 707, '2026-01')];

const plural = (calls: number): string => `${calls} \`tool_result\` block(s)`;

/** Every tool call must be answered at the beginning of the next message. */
export const missingResults: Check = (body, { asOf }) => {
  const messages = messagesOf(body);
  return callsOf(body).flatMap((asked, i): readonly Finding[] => {
    // Calls that end the conversation are left open.
    if (asked.length === 0 || i === messages.length - 1) return [];
    const answers = answersOf(messages[i + 1]);
    const answered = new Set(answers);
    const missing = asked.filter((id) => !answered.has(id));
    if (missing.length === 0) return [];
    const counted = isCounted(asOf);
    return [
      found({
        pointer: `/messages/${i + 1}`,
        key: 'messages',
        sentence: counted
          ? `messages.${i + 1}: Did not find ${plural(missing.length)} at the beginning of this message. ` +
            'Messages following `tool_use` blocks must begin with a matching number of `tool_result` blocks.'
          : `messages.${i}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. ` +
            'Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
        why: 'Every tool call must be answered at the beginning of the message right after it.',
        source: counted ? COUNTED : BY_ID,
      }),
    ];
  });
};

/** A call has one result. Converse looks for that itself. */
export const singleResults: Check = (body, { asOf }) => {
  if (isCounted(asOf)) return [];
  return messagesOf(body).flatMap((message, i): readonly Finding[] => {
    const blocks = blocksOf(message);
    if (blocks.length < 2) return [];
    const seen = new Set<Json>();
    const at = blocks.findIndex(({ type, tool_use_id = null }) => {
      if (type !== 'tool_result') return false;
      if (seen.has(tool_use_id)) return true;
      seen.add(tool_use_id);
      return false;
    });
    if (at < 0) return [];
    const pointer = `/messages/${i}/content/${at}`;
    return [
      found({
        pointer,
        key: 'tool_use_id',
        sentence: `messages.${i}.content.${at}: each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${blocks[at]?.tool_use_id}`,
        why: 'A call of a tool has one result, which may hold several blocks.',
        source: [OWN_WORDS],
        fixes: [{ kind: 'drop', pointer }],
      }),
    ];
  });
};

const countedStray = (body: JsonObject): readonly Finding[] =>
  messagesOf(body).flatMap((message, i): readonly Finding[] => {
    const asked = callsOf(body)[i - 1]?.length ?? 0;
    const given = blocksOf(message).filter(({ type }) => type === 'tool_result').length;
    if (given <= asked) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        key: 'tool_use_id',
        sentence:
          asked === 0
            ? `messages.${i}: \`tool_result\` block(s) provided when previous message does not contain any \`tool_use\` blocks`
            : `messages.${i}: Too many \`tool_result\` blocks found: ${given}, expected ${asked}. ` +
              'The number of `tool_result` blocks must match the number of `tool_use` blocks in the previous message.',
        why: 'A result answers a call of the message right before it.',
        source: COUNTED,
      }),
    ];
  });

/** A result answers a call of the message right before it. */
export const strayResults: Check = (body, { asOf }) => {
  if (isCounted(asOf)) return countedStray(body);
  const calls = callsOf(body);
  return messagesOf(body).flatMap((message, i) => {
    const asked = new Set(calls[i - 1]);
    return blocksOf(message).flatMap((block, j): readonly Finding[] => {
      if (block.type !== 'tool_result' || asked.has(block.tool_use_id ?? null)) return [];
      return [
        found({
          pointer: `/messages/${i}/content/${j}`,
          key: 'tool_use_id',
          sentence:
            `messages.${i}.content.${j}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. ` +
            'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
          why: 'A result answers a call of the message right before it.',
          source: [
            quoted('anthropics/claude-code', 6836, '2025-12'),
            quoted('anthropics/claude-code', 18947, '2026-01-18'),
          ],
          fixes: [{ kind: 'drop', pointer: `/messages/${i}/content/${j}` }],
        }),
      ];
    });
  });
};
