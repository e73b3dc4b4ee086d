import type { JsonObject } from '../../../../json/json.ts';
import { OWN_API, OWN_WORDS } from '../../../models/capabilities/claude-measured.ts';
import type { Check, Finding } from '../../family.ts';
import { blocksOf, found, messagesOf } from './found.ts';

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
export const systemPlaces: Check = (body, { row }) => {
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
        source: [OWN_API, OWN_WORDS],
      }),
    ];
  });
};
