import type { Json, JsonObject } from '../../../../json/json.ts';
import { OWN_API, OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import type { Check, Finding } from '../../family.ts';
import { blocksOf, found, isEmpty, messagesOf } from './found.ts';

const SOURCE = [OWN_API, OWN_WORDS];
const ANYWHERE = '; the directive-only form (content: [] with output_config) is accepted at any position';

const isSystem = (message: JsonObject | undefined): boolean => message?.role === 'system';
const followsRightly = (message: JsonObject | undefined): boolean =>
  message?.role === 'user' || /_tool_result$/.test(String(blocksOf(message ?? {}).at(-1)?.type));

interface Run {
  readonly first: number;
  readonly last: number;
}

/** Messages of the system that follow each other. */
function systemRuns(messages: readonly JsonObject[]): readonly Run[] {
  const runs: Run[] = [];
  let first = -1;
  messages.forEach((message, i) => {
    if (!isSystem(message)) return;
    if (!isSystem(messages[i - 1])) first = i;
    if (!isSystem(messages[i + 1])) runs.push({ first, last: i });
  });
  return runs;
}

const BLOCKS = ['text', 'tool_addition', 'tool_removal'];

/** What is wrong with the content of a message of the system before its place is looked at. */
function misfilled(messages: readonly JsonObject[], at: number): string | undefined {
  const message = messages[at] ?? {};
  if (isEmpty(message)) return `messages.${at}: system content must contain at least one block`;
  return blocksOf(message).every(({ type }) => BLOCKS.includes(String(type)))
    ? undefined
    : `messages.${at}: role 'system' supports text, tool_addition, and tool_removal blocks only`;
}

const isBlank = (text: Json | undefined): boolean => typeof text === 'string' && text.trim() === '';
const holdsBlank = (message: JsonObject): boolean =>
  isBlank(message.content) || blocksOf(message).some(({ text }) => isBlank(text));

/** What is wrong with the place of a run, if anything. */
function misplaced(messages: readonly JsonObject[], { first, last }: Run): string | undefined {
  if (first === 0) return "messages.0: use the top-level 'system' parameter for the initial system prompt";
  const after = messages[last + 1];
  if (after !== undefined && after.role !== 'assistant')
    return `messages.${last}: role 'system' must precede an 'assistant' message or end the array`;
  return followsRightly(messages[first - 1])
    ? undefined
    : `messages.${first}: role 'system' must follow a 'user' message or an 'assistant' message ending in a server tool result`;
}

/** Where messages of the system may stand, on models that take them at all. */
const systemPlaces: Check = (body, { row }) => {
  if (row.systemInMessages?.is !== true) return [];
  const messages = messagesOf(body);
  return systemRuns(messages).flatMap((run): readonly Finding[] => {
    const sentence = misplaced(messages, run);
    if (sentence === undefined) return [];
    return [
      found({
        pointer: `/messages/${run.first}/role`,
        sentence: sentence + ANYWHERE,
        why: 'A message of the system stands behind a turn of the user and before one of the assistant, or last.',
        source: SOURCE,
      }),
    ];
  });
};

/** What messages of the system may hold: other blocks are told before the place of the message, blank text after it. */
const contents =
  (flaw: (messages: readonly JsonObject[], at: number) => string | undefined): Check =>
  (body, { row }) => {
    if (row.systemInMessages?.is !== true) return [];
    const messages = messagesOf(body);
    return messages.flatMap((message, i): readonly Finding[] => {
      const sentence = isSystem(message) ? flaw(messages, i) : undefined;
      return sentence === undefined
        ? []
        : [
            found({
              pointer: `/messages/${i}/content`,
              sentence,
              why: 'A message of the system holds text, or adds and removes tools.',
              source: SOURCE,
            }),
          ];
    });
  };

/** Rules about messages of the system. */
export const SYSTEM_CHECKS: readonly Check[] = [
  contents(misfilled),
  systemPlaces,
  contents((messages, at) =>
    holdsBlank(messages[at] ?? {})
      ? `messages.${at}: system text blocks must contain non-whitespace text`
      : undefined,
  ),
];
