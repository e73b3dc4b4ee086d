import { isArray } from '../../../../json/json.ts';
import { pathOf } from '../../../../json/pointer.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { OPERATOR_NOTE } from '../../../messages/made-up.ts';
import { built } from '../rules.ts';
import { type Part, stringOf, type Turn } from './content.ts';

const NOTE = built(
  'mid-system-note',
  'added',
  'A system message in the middle stays there as a message of the user, with this note in front.',
  'LiteLLM 1.109 mid_conversation_system',
);
const EMPTY = built(
  'mid-system-empty',
  'dropped',
  'A system message in the middle without text is left out.',
  'LiteLLM 1.109 mid_conversation_system',
);

const isSystem = (turn: Turn | undefined): boolean => turn?.role === 'system';

const callsTools = (turn: Turn | undefined): boolean => {
  if (turn?.role !== 'assistant') return false;
  const calls = turn.message.tool_calls;
  return isArray(calls) && calls.length > 0;
};

/** True for a tool message, and for a user message whose first part is a tool result. */
function opensWithResult(turn: Turn | undefined): boolean {
  if (!turn) return false;
  if (turn.role !== 'user') return turn.role === 'tool';
  const { content } = turn;
  return content !== null && typeof content !== 'string' && content[0]?.value.type === 'tool_result';
}

/** Moves system messages that stand between a tool call and its results behind the results. */
function behindResults(turns: readonly Turn[]): readonly Turn[] {
  const out: Turn[] = [];
  for (let i = 0; i < turns.length; ) {
    let systemEnd = i;
    while (isSystem(turns[systemEnd])) systemEnd++;
    let resultEnd = systemEnd;
    while (opensWithResult(turns[resultEnd])) resultEnd++;
    const run = turns.slice(i, systemEnd);
    const results = turns.slice(systemEnd, resultEnd);
    const moves = run.length > 0 && results.length > 0 && callsTools(turns[i - 1]);
    out.push(...(moves ? [...results, ...run] : [...run, ...results]));
    if (resultEnd > i) i = resultEnd;
    else out.push(turns[i++] as Turn);
  }
  return out;
}

function asUser(turn: Turn, trace: Trace): readonly Turn[] {
  const { content, contentAt, message, at } = turn;
  if (typeof message.content === 'number' || typeof message.content === 'boolean') {
    crash(`${pathOf(contentAt)} must be a string or a list.`);
  }
  const texts: readonly Part[] =
    typeof content === 'string'
      ? [{ value: { ...message, type: 'text', text: content }, at, textAt: contentAt }]
      : (content ?? []);
  const kept = texts.filter(({ value }) => value.type === 'text' && stringOf(value.text));
  if (kept.length === 0) {
    trace.note(at, EMPTY);
    return [];
  }
  const parts = kept.map((part): Part => {
    const { text = '', cache_control: control } = part.value;
    const marked = control === undefined || control === null ? {} : { cache_control: control };
    return { ...part, value: { type: 'text', text, ...marked } };
  });
  const note: Part = { value: { type: 'text', text: OPERATOR_NOTE }, at, textAt: at, added: NOTE };
  return [{ ...turn, role: 'user', content: [note, ...parts], message: { role: 'user', content: [] } }];
}

/**
 * System messages after the first other message: each becomes a message of the user in its place,
 * behind tool results that it would part from their call. Source: LiteLLM 1.109.1.
 */
export function systemInPlace(turns: readonly Turn[], trace: Trace): readonly Turn[] {
  if (!turns.some(isSystem)) return turns;
  return behindResults(turns).flatMap((turn) => (isSystem(turn) ? asUser(turn, trace) : [turn]));
}
