import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { quoted, type Source } from '../evidence.ts';
import type { Check, Finding } from '../families/family.ts';
import { vercel } from '../models/capabilities/claude-evidence.ts';
import { perBody } from '../per-body.ts';
import { about, blocksOf, contentOf, found, messagesOf, standing } from './request.ts';

type Member = 'toolUse' | 'toolResult';

const isServerSide = (tool: JsonObject): boolean => tool.type === 'server_tool_use';

/** Calls that a model's own tools answered in the same message are nobody's to answer. */
function idsIn(message: JsonObject): Ids {
  const toolUse: Json[] = [];
  const toolResult: Json[] = [];
  for (const block of contentOf(message)) {
    const call = block.toolUse ?? null;
    const result = block.toolResult ?? null;
    if (isObject(call) && !isServerSide(call)) toolUse.push(call.toolUseId ?? null);
    if (isObject(result) && !isServerSide(result)) toolResult.push(result.toolUseId ?? null);
  }
  return { toolUse, toolResult };
}
type Ids = Readonly<Record<Member, readonly Json[]>>;
const NONE: Ids = { toolUse: [], toolResult: [] };
/** The ids of each message. */
const turnsOf = perBody((body): readonly Ids[] => messagesOf(body).map(idsIn));

const UNANSWERED = [
  quoted('camel-ai/camel', 3954, '2026-04'),
  quoted('zeroclaw-labs/zeroclaw', 1476, '2026-02-23'),
];

/** One after another the messages are counted through: what a later one has too many says nothing yet. */
const inTurn =
  (...checks: readonly Check[]): Check =>
  (body, context) => {
    const place = ({ pointer }: Finding): number => Number(pointer.split('/')[2]);
    return checks.flatMap((check) => check(body, context)).sort((a, b) => place(a) - place(b));
  };

const missingResults: Check = (body, { row }) => {
  const turns = turnsOf(body);
  return turns.flatMap(({ toolResult }, i) => {
    const { toolUse } = turns[i - 1] ?? NONE;
    if (toolUse.length === 0) return [];
    const answered = new Set(toolResult);
    const missing = toolUse.filter((id) => !answered.has(id));
    // A turn without any result goes on to Claude, which answers in its own words.
    if (missing.length === 0 || (answered.size === 0 && row.ownValidator?.is === true)) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `Expected toolResult blocks at messages.${i}.content for the following Ids: ${missing.join(', ')}`,
        why: 'All results of one turn\u2019s tool calls belong into the message right after it.',
        source: UNANSWERED,
      }),
    ];
  });
};

const tooManyResults: Check = (body) => {
  const messages = messagesOf(body);
  const turns = turnsOf(body);
  return turns.flatMap(({ toolResult }, i) => {
    const { toolUse } = turns[i - 1] ?? NONE;
    if (messages[i]?.role === 'assistant' || toolResult.length <= toolUse.length) return [];
    return [
      found({
        pointer: `/messages/${i}/content`,
        sentence: `The number of toolResult blocks at messages.${i}.content exceeds the number of toolUse blocks of previous turn.`,
        why: 'Each result answers a call of the message right before it.',
        source: [quoted('strands-agents/harness-sdk', 1435, '2026-01')],
      }),
    ];
  });
};

const duplicates = (ids: readonly Json[]): readonly Json[] => {
  if (ids.length < 2) return [];
  const seen = new Set<Json>();
  return [...new Set(ids.filter((id) => seen.has(id) || !seen.add(id)))];
};

const duplicateIds: Check = (body) =>
  turnsOf(body).flatMap((ids, i) =>
    (['toolUse', 'toolResult'] as const).flatMap((member) => {
      const twice = duplicates(ids[member]);
      if (twice.length === 0) return [];
      return [
        found({
          pointer: `/messages/${i}/content`,
          key: 'toolUseId',
          sentence: `The ${member} blocks at messages.${i}.content contain duplicate Ids: ${twice.join(', ')}`,
          why: 'Ids tell the calls of one turn apart.',
          source: [
            vercel('amazon-bedrock-mistral-duplicate-tool-call-ids-error', '2026-08'),
            quoted('bvcyber/Cyber-AutoAgent-ng', 72, '2026-01-29'),
          ],
        }),
      ];
    }),
  );

const emptyErrors: Check = (body) =>
  blocksOf(body).flatMap(({ block, pointer, path }) => {
    const result = isObject(block.toolResult ?? null) ? (block.toolResult as JsonObject) : {};
    const empty = Array.isArray(result.content) && result.content.length === 0;
    if (result.status !== 'error' || !empty) return [];
    return [
      found({
        pointer: `${pointer}/toolResult/content`,
        sentence: `The content field at ${path}.toolResult cannot be empty when status value is error.`,
        why: 'A call that failed says how.',
        source: [quoted('aws-samples/sample-multi-agent-orchestration-chat-on-agentcore', 15, '2026-05')],
      }),
    ];
  });

const NO_INPUT: Source = [
  {
    source: 'public tests that keep the answer to calls whose input is null',
    url: null,
    date: '2026-05',
    grade: 'quoted',
  },
];

const callInput: Check = (body) =>
  blocksOf(body).flatMap(({ block, pointer, path }) => {
    const call = isObject(block.toolUse ?? null) ? (block.toolUse as JsonObject) : {};
    if (call.input === undefined || isObject(call.input)) return [];
    return [
      found({
        pointer: `${pointer}/toolUse/input`,
        sentence:
          call.input === null
            ? `The value at ${path}.toolUse.input is empty.`
            : `The format of the value at ${path}.toolUse.input is invalid. Provide a json object for the field and try again.`,
        why: 'The input of a call is a JSON object, not text that holds one; `{}` where there is none.',
        source:
          call.input === null
            ? NO_INPUT
            : [quoted('vercel/ai', 16561, '2026-06'), quoted('vercel/ai', 19023, '2026-08')],
      }),
    ];
  });

/** The service takes an object with the member `__type` for one of its own. */
const holdsType = (value: Json): boolean =>
  isArray(value)
    ? value.some(holdsType)
    : isObject(value) && Object.entries(value).some(([key, inner]) => key === '__type' || holdsType(inner));

const resultJson: Check = (body) =>
  blocksOf(body).flatMap(({ block, pointer, path }) => {
    const result = isObject(block.toolResult ?? null) ? (block.toolResult as JsonObject) : {};
    return contentOf(result).flatMap((inner, k): readonly Finding[] => {
      if (inner.json === undefined || (isObject(inner.json) && !holdsType(inner.json))) return [];
      return [
        found({
          pointer: `${pointer}/toolResult/content/${k}/json`,
          sentence: `The format of the value at ${path}.toolResult.content.${k}.json is invalid. Provide a json object for the field and try again.`,
          why: 'A result given as `json` is an object without `__type`; lists, numbers and text belong into `text`.',
          source: [
            quoted('deepset-ai/haystack-core-integrations', 3766, '2026-08-13'),
            quoted('sigoden/aichat', 1550, '2026-09-09'),
            quoted('maximhq/bifrost', 5762, '2026-08-01'),
          ],
        }),
      ];
    });
  });

const conversing = (block: JsonObject, member: Member): boolean =>
  !(member in block) && !('cachePoint' in block) && !('reasoningContent' in block);

function mixed(messages: readonly JsonObject[], member: Member): readonly number[] {
  return messages.flatMap((message, i) => {
    const blocks = contentOf(message);
    return blocks.some((block) => member in block) && blocks.some((block) => conversing(block, member))
      ? [i]
      : [];
  });
}

const toolTurnsAlone: Check = (body, { row }) => {
  const alone = row.toolTurnsAlone;
  if (!alone) return [];
  const messages = messagesOf(body);
  const told = (i: number, what: string) =>
    standing(alone, {
      pointer: `/messages/${i}/content`,
      sentence: `messages.${i}.content: Conversation blocks and ${what} blocks cannot be provided in the same turn.`,
      why: 'This model takes a turn of tools or a turn of conversation, not both in one.',
    });
  return [
    ...(alone.is === 'calls and results' ? mixed(messages, 'toolUse').map((i) => told(i, 'tool use')) : []),
    ...mixed(messages, 'toolResult').map((i) => told(i, 'tool result')),
  ];
};

/** Rules about calls of tools and their results. */
export const TOOL_TURN_CHECKS: readonly Check[] = [
  about(['toolUse'], callInput),
  about(['toolResult'], resultJson),
  ...[duplicateIds, inTurn(tooManyResults, missingResults), emptyErrors, toolTurnsAlone].map((check) =>
    about(['toolUse', 'toolResult'], check),
  ),
];
