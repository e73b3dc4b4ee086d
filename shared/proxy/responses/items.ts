import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';
import { dumps } from '../../pipeline/python/json.ts';
import { pythonText } from '../../pipeline/python/repr.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { chatContent, toolContent } from './content.ts';
import { BridgeFailure, type DraftMessage, firstText } from './draft-messages.ts';
import { mergeReasoning, reasoningMessage } from './reasoning.ts';

const OUTPUTS: Readonly<Record<'before' | 'since109', ReadonlySet<Json>>> = {
  before: new Set(['function_call_output', 'web_search_call', 'computer_call_output', 'tool_result']),
  since109: new Set([
    'function_call_output',
    'custom_tool_call_output',
    'computer_call_output',
    'tool_result',
  ]),
};
const CALLS: Readonly<Record<'before' | 'since109', ReadonlySet<Json>>> = {
  before: new Set(['function_call']),
  since109: new Set(['function_call', 'custom_tool_call']),
};

const era = (release: Release): 'before' | 'since109' =>
  has(release, 'responses-items-reworked') ? 'since109' : 'before';

/** The arguments of a call as the JSON text that chat completions have. */
function argumentsOf(item: JsonObject, release: Release): string {
  const given = item.arguments ?? null;
  if (!has(release, 'responses-odd-arguments')) return given === null ? '' : pythonText(given);
  if ((given === null || given === '') && item.type === 'custom_tool_call') {
    const input = firstText(item, 'input');
    return input === '' ? '' : dumps({ content: input });
  }
  if (given === null) return '';
  return typeof given === 'string' ? given : dumps(given);
}

function callMessage(item: JsonObject, release: Release): Record<string, Json> {
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
  return { role: 'assistant', content: null, tool_calls: [call] };
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

function searchMessage(item: JsonObject): Record<string, Json> {
  const action = item.action ?? null;
  const whole = isObject(action) ? { ...item, action: inOrder(action, ACTION) } : item;
  return { role: 'assistant', content: `Hosted web search: ${JSON.stringify(inOrder(whole, SEARCH))}` };
}

function itemMessage(item: JsonObject, release: Release): Record<string, Json> | null {
  const { type = null } = item;
  if (has(release, 'responses-web-search-items') && type === 'web_search_call') return searchMessage(item);
  if (OUTPUTS[era(release)].has(type)) {
    const id = firstText(item, 'call_id');
    if (id === '') return null;
    return { role: 'tool', content: toolContent(item.output ?? null, release), tool_call_id: pythonText(id) };
  }
  if (CALLS[era(release)].has(type)) return callMessage(item, release);
  if (has(release, 'responses-reasoning-items') && type === 'reasoning') return reasoningMessage(item);
  const { content = null } = item;
  if (content === null) return null;
  const role = firstText(item, 'role');
  const message = { role: role === '' ? 'user' : role, content: chatContent(content, release) };
  const mark = item.cache_control;
  return mark !== undefined && has(release, 'responses-cache-points-left')
    ? { ...message, cache_control: mark }
    : message;
}

/** Adds the calls of one item to an assistant message that directly precedes it. */
function joinCalls(last: Record<string, Json>, calls: Json | undefined): void {
  last.tool_calls = [...(isArray(last.tool_calls) ? last.tool_calls : []), ...(isArray(calls) ? calls : [])];
}

const asBlocks = (content: Json | undefined): readonly Json[] => {
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return isArray(content) ? content : [];
};

/** Since 1.109 an assistant's words behind its calls join the message that made the calls. */
function joinsAssistant(last: Record<string, Json>, message: Record<string, Json>, search: boolean): boolean {
  if (last.role !== 'assistant' || message.role !== 'assistant') return false;
  const calls = isArray(last.tool_calls) && last.tool_calls.length > 0;
  if (!(calls || search) || message.tool_calls !== undefined) return false;
  return (message.content ?? null) !== null;
}

function joinContent(last: Record<string, Json>, content: Json): void {
  const before = last.content ?? null;
  const empty = before === null || before === '' || (isArray(before) && before.length === 0);
  last.content =
    empty && typeof content === 'string'
      ? content
      : [...(empty ? [] : asBlocks(before)), ...asBlocks(content)];
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

/**
 * The chat messages that the items of a Responses input stand for. Throws {@link BridgeFailure} where LiteLLM
 * fails. Source: `LiteLLMCompletionResponsesConfig`, LiteLLM 1.87.0 and 1.109.1.
 */
export function inputMessages(items: readonly InputItem[], release: Release): readonly DraftMessage[] {
  const messages: DraftMessage[] = [];
  for (const { item, from } of items) {
    if (!isObject(item))
      throw new BridgeFailure('APIConnectionError', 'Every item of the input must be an object.');
    const message = itemMessage(item, release);
    if (!message) continue;
    const last = messages[messages.length - 1]?.message;
    if (CALLS[era(release)].has(item.type ?? null) && last?.role === 'assistant') {
      joinCalls(last, message.tool_calls);
      continue;
    }
    const search = item.type === 'web_search_call';
    if (has(release, 'responses-joins-assistant-items') && last && joinsAssistant(last, message, search)) {
      joinContent(last, message.content ?? '');
      continue;
    }
    messages.push({ from, message });
  }
  return has(release, 'responses-merges-reasoning') ? mergeReasoning(messages) : messages;
}
