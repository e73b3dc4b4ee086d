import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { dumps } from '../../pipeline/python/json.ts';
import { pythonText } from '../../pipeline/python/repr.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { chatContent, toolContent } from './content.ts';
import { BridgeFailure, type DraftMessage, firstText } from './draft-messages.ts';
import { developerAsSystem, type ItemMarks, markMessage, markOf } from './item-marks.ts';
import { joinCalls, joinContent, joinsAssistant } from './join.ts';
import { mergeReasoning, reasoningMessage } from './reasoning.ts';

type Message = Record<string, Json>;

const isCall = ({ type = null }: JsonObject, release: Release): boolean =>
  type === 'function_call' || (type === 'custom_tool_call' && has(release, 'responses-custom-tools'));

function isOutput({ type = null }: JsonObject, release: Release): boolean {
  if (type === 'custom_tool_call_output') return has(release, 'responses-custom-tools');
  if (type === 'web_search_call') return !has(release, 'responses-web-search-items');
  if (type === 'tool_result') return has(release, 'responses-odd-items-read');
  return type === 'function_call_output' || type === 'computer_call_output';
}

/** What LiteLLM writes in place of arguments that it keeps from its logs; a client may send it back. */
const REDACTED = 'redacted-by-litellm';

/** The arguments of a call as the JSON text that chat completions have. */
function argumentsOf(item: JsonObject, release: Release): string {
  const given = item.arguments ?? null;
  if (given === REDACTED && has(release, 'responses-redacted-arguments')) return '{}';
  if (!isTruthy(given) && item.type === 'custom_tool_call') {
    const input = firstText(item, 'input');
    return input === '' ? '' : dumps({ content: input });
  }
  if (typeof given === 'string') return given;
  if (!has(release, 'responses-odd-arguments')) return isTruthy(given) ? pythonText(given) : '';
  return given === null ? '' : dumps(given);
}

function callMessage(item: JsonObject, release: Release): Message {
  const name = firstText(item, 'name');
  const space =
    has(release, 'responses-tool-namespaces') && item.type !== 'custom_tool_call'
      ? firstText(item, 'namespace')
      : '';
  const call = {
    id: firstText(item, 'call_id', 'id'),
    type: 'function',
    function: {
      name: space === '' ? name : `${pythonText(space)}__${pythonText(name)}`,
      arguments: argumentsOf(item, release),
    },
    index: 0,
  };
  const mark = markOf(item);
  const marked = mark === null ? call : { ...call, cache_control: mark };
  return { role: 'assistant', content: null, tool_calls: [marked] };
}

/** Fields of a web search in the order in which LiteLLM's model of it has them; those of others follow. */
const SEARCH: readonly string[] = ['id', 'action', 'status', 'type'];
const ACTION: readonly string[] = ['pattern', 'type', 'queries', 'query', 'sources', 'url'];

function inOrder(given: JsonObject, fields: readonly string[]): JsonObject {
  const keys = [...fields, ...Object.keys(given).filter((key) => !fields.includes(key))];
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = Object.hasOwn(given, key) ? (given[key] ?? null) : null;
      return value === null ? [] : [[key, value]];
    }),
  );
}

function searchMessage(item: JsonObject): Message {
  const action = item.action ?? null;
  const whole = isObject(action) ? { ...item, action: inOrder(action, ACTION) } : item;
  return { role: 'assistant', content: `Hosted web search: ${JSON.stringify(inOrder(whole, SEARCH))}` };
}

function outputMessage(item: JsonObject, release: Release): Message | null {
  const id = firstText(item, 'call_id');
  if (id === '' && has(release, 'responses-outputs-need-ids')) return null;
  const mark = markOf(item);
  return {
    role: 'tool',
    content: toolContent(item.output ?? null, release),
    tool_call_id: pythonText(id),
    ...(mark === null ? {} : { cache_control: mark }),
  };
}

function itemMessage(item: JsonObject, release: Release): Message | null {
  const { type = null } = item;
  if (type === 'web_search_call' && has(release, 'responses-web-search-items')) return searchMessage(item);
  if (isOutput(item, release)) return outputMessage(item, release);
  if (isCall(item, release)) return callMessage(item, release);
  if (type === 'reasoning' && has(release, 'responses-reasoning-items')) return reasoningMessage(item);
  const { content = null } = item;
  if (content === null && has(release, 'responses-odd-items-read')) return null;
  const role = firstText(item, 'role');
  const message: Message = { role: role === '' ? 'user' : role, content: chatContent(content, release) };
  markMessage(message, markOf(item));
  return message;
}

/** One item of an input, with the place it is from. */
export interface InputItem {
  readonly item: Json;
  readonly from: Pointer;
}

/** The items of an input; a text alone is what the user says. */
export function inputItems(input: Json, at: Pointer): readonly InputItem[] {
  if (typeof input === 'string') return [{ item: { role: 'user', content: input }, from: at }];
  return isArray(input) ? input.map((item, i) => ({ item, from: child(at, i) })) : [];
}

/** Items with the marks that are kept on them. */
function withMarks(items: readonly InputItem[], marks: ItemMarks, release: Release): readonly InputItem[] {
  if (marks === 'kept') return items;
  return items.map(({ item, from }) => {
    if (!isObject(item) || item.cache_control === undefined) return { item, from };
    if (marks === 'kept-on-messages' && !isCall(item, release) && !isOutput(item, release))
      return { item, from };
    const { cache_control: _mark, ...rest } = item;
    return { item: rest, from };
  });
}

/**
 * The chat messages that the items of a Responses input stand for; `marks` says which marks on items are kept.
 * Throws {@link BridgeFailure} where LiteLLM fails. Source: `LiteLLMCompletionResponsesConfig`, LiteLLM 1.80.0 to 1.110.2.
 */
export function inputMessages(
  items: readonly InputItem[],
  marks: ItemMarks,
  release: Release,
): readonly DraftMessage[] {
  const messages: DraftMessage[] = [];
  const outputs: DraftMessage[] = [];
  for (const { item, from } of withMarks(items, marks, release)) {
    if (!isObject(item))
      throw new BridgeFailure('APIConnectionError', 'Every item of the input must be an object.');
    const message = itemMessage(item, release);
    if (!message) continue;
    if (isOutput(item, release) && !has(release, 'responses-outputs-in-place')) {
      outputs.push({ from, message });
      continue;
    }
    const last = messages[messages.length - 1]?.message;
    const joins = last?.role === 'assistant' && isCall(item, release);
    if (joins && has(release, 'responses-calls-joined')) {
      joinCalls(last, message.tool_calls);
      continue;
    }
    if (last && joinsAssistant(last, message, item.type === 'web_search_call', release)) {
      joinContent(last, message);
      continue;
    }
    messages.push({ from, message });
  }
  messages.push(...outputs);
  for (const { message } of messages) developerAsSystem(message);
  return has(release, 'responses-reasoning-items') ? mergeReasoning(messages) : messages;
}
