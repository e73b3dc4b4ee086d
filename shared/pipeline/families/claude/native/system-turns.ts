import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { itemsOf, type Located } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { OPERATOR_NOTE } from '../../../messages/made-up.ts';

export const isSystem = ({ value }: Located<JsonObject>): boolean => value.role === 'system';

/** Splits off the system messages that open the conversation. */
export function splitLeading(messages: readonly Located<JsonObject>[]): {
  readonly leading: readonly Located<JsonObject>[];
  readonly rest: readonly Located<JsonObject>[];
} {
  const first = messages.findIndex((message) => !isSystem(message));
  const count = first < 0 ? messages.length : first;
  return { leading: messages.slice(0, count), rest: messages.slice(count) };
}

/** Splits off all system messages. */
export const splitAll = (messages: readonly Located<JsonObject>[]): ReturnType<typeof splitLeading> => ({
  leading: messages.filter(isSystem),
  rest: messages.filter((message) => !isSystem(message)),
});

/** System content as blocks, each known to the trace by where it is from. */
export function systemBlocks(
  trace: Trace,
  content: Json | undefined,
  at: Pointer,
  rules: { readonly block: typeof RULE.kept; readonly text: typeof RULE.kept },
): readonly Json[] {
  if (content === undefined || content === null) return [];
  if (isArray(content)) {
    for (const { value, at: place } of itemsOf(trace, content, at)) {
      if (isObject(value) && !trace.wholeOf(value)) trace.whole(value, place, rules.block);
    }
    return content;
  }
  return typeof content === 'string'
    ? [trace.whole({ type: 'text', text: content }, at, rules.text)]
    : [content];
}

const HOISTED = { block: RULE.systemHoisted, text: RULE.systemHoisted };

/** A system message as a user turn: a note, then its content. */
function asUserTurn(trace: Trace, message: Located<JsonObject>): Located<JsonObject> {
  for (const key of Object.keys(message.value)) {
    if (key !== 'role' && key !== 'content') trace.note(child(message.at, key), RULE.systemTurnMember);
  }
  const at = child(message.at, 'content');
  const note = trace.whole({ type: 'text', text: OPERATOR_NOTE }, null, RULE.systemNote);
  const content = [note, ...systemBlocks(trace, message.value.content, at, HOISTED)];
  trace.whole(content, at, RULE.systemTurn);
  const turn = { role: 'user', content };
  trace.member(turn, 'role', child(message.at, 'role'), RULE.systemTurn);
  return { value: trace.whole(turn, message.at, RULE.systemTurn), at: message.at };
}

function opensWithResults({ value }: Located<JsonObject>): boolean {
  const first = value.role === 'user' && isArray(value.content) ? value.content[0] : undefined;
  return isObject(first) && first.type === 'tool_result';
}

/** System messages become user turns in place, behind tool results that follow them. */
export function convertedSystemTurns(
  trace: Trace,
  messages: readonly Located<JsonObject>[],
): readonly Located<JsonObject>[] {
  const out: Located<JsonObject>[] = [];
  let waiting: Located<JsonObject>[] = [];
  for (const message of messages) {
    if (isSystem(message)) waiting.push(asUserTurn(trace, message));
    else {
      if (waiting.length > 0 && opensWithResults(message)) out.push(message, ...waiting);
      else out.push(...waiting, message);
      waiting = [];
    }
  }
  return [...out, ...waiting];
}
