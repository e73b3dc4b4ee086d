import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import type { Message } from '../messages/message.ts';
import { isToolSearch } from '../messages/server-tools.ts';
import { isTruthy } from '../python/truth.ts';

const UNANSWERED = rule({
  id: 'parse.tool-search-unanswered',
  stage: 'parse',
  fate: 'mapped',
  text: 'Converse refuses tool calls without an answer: calls of Claude’s own tool search are left out of the history.',
  source: 'LiteLLM 1.109 chat_messages_without_tool_search_calls',
});

const isSearch = (call: Json): call is JsonObject => isObject(call) && isToolSearch(call);

/**
 * The conversation without calls of Claude's tool search that no tool message answers; a message
 * that says nothing else goes, too. Source: LiteLLM 1.109.1, converse route.
 */
export function withoutUnansweredSearch(messages: readonly Message[], trace: Trace): readonly Message[] {
  if (!messages.some(({ value }) => isArray(value.tool_calls) && value.tool_calls.some(isSearch)))
    return messages;
  const answered = new Set(messages.flatMap(({ value }) => value.tool_call_id ?? []));
  const unanswered = (call: Json): boolean => isSearch(call) && !answered.has(call.id ?? null);
  return messages.flatMap((message) => {
    const { value, at } = message;
    const calls = value.role === 'assistant' && isArray(value.tool_calls) ? value.tool_calls : [];
    const kept = calls.filter((call) => !unanswered(call));
    if (kept.length === calls.length) return [message];
    trace.note(child(at, 'tool_calls'), UNANSWERED);
    const { tool_calls: _calls, ...rest } = value;
    if (kept.length > 0) return [{ ...message, value: { ...rest, tool_calls: kept } }];
    return isTruthy(value.content) ? [{ ...message, value: rest }] : [];
  });
}
