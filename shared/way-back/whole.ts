import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { loads } from '../pipeline/python/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import { chatWhole, ESTIMATED } from './chat.ts';
import type { WholeMessage } from './decode/whole.ts';
import { anthropicUsage, stopReason } from './messages-adapted.ts';
import { responseState, responsesUsage } from './responses.ts';

const objects = (value: Json | undefined): readonly JsonObject[] =>
  isArray(value ?? null) ? (value as readonly Json[]).filter(isObject) : [];
const called = (call: JsonObject): JsonObject =>
  isObject(call.function ?? null) ? (call.function as JsonObject) : {};

/** The totals that releases before 1.90 count beside Anthropic's own. */
function withTotal(usage: Json, release: Release): Json {
  if (!isObject(usage) || has(release, 'anthropic-usage-without-total')) return usage;
  const count = (key: string): number => (typeof usage[key] === 'number' ? usage[key] : 0);
  return { ...usage, total_tokens: count('input_tokens') + count('output_tokens') };
}

/** The messages API, not streamed, for everything but Claude on invoke. Source: `LiteLLMAnthropicMessagesAdapter`. */
export function adaptedWhole(whole: WholeMessage, release: Release): JsonObject {
  const { message, finish } = whole;
  const usage = chatWhole(whole).usage ?? ESTIMATED;
  const thinking = objects(message.thinking_blocks);
  const text = typeof message.content === 'string' ? message.content : null;
  const calls = objects(message.tool_calls);
  const unread = thinking.length === 0 && typeof message.reasoning_content === 'string';
  const content: readonly JsonObject[] = [
    ...thinking.map((block) =>
      block.type === 'thinking'
        ? { type: 'thinking', thinking: block.thinking ?? '', signature: block.signature ?? '' }
        : block,
    ),
    ...(unread ? [{ type: 'thinking', thinking: message.reasoning_content ?? '' }] : []),
    ...(text === null ? [] : [{ type: 'text', text }]),
    ...calls.map((call) => ({
      type: 'tool_use',
      id: call.id ?? '',
      name: called(call).name ?? '',
      input: loads(String(called(call).arguments ?? '{}')) ?? {},
    })),
  ];
  return {
    type: 'message',
    role: 'assistant',
    stop_sequence: null,
    usage: withTotal(anthropicUsage(usage, release), release),
    content,
    stop_reason: stopReason(finish, release),
  };
}

/** The messages API, not streamed, for Claude on invoke: the answer itself. */
export const nativeWhole = (body: JsonObject, release: Release): JsonObject =>
  body.usage === undefined ? body : { ...body, usage: withTotal(body.usage, release) };

/** The Responses API, not streamed. Ids are left out. Source: `LiteLLMCompletionResponsesConfig`. */
export function responsesWhole(whole: WholeMessage, release: Release): JsonObject {
  const { message, finish } = whole;
  const paused = whole.reason === 'pause_turn' && has(release, 'odd-stop-reasons-named');
  const state = responseState(paused ? 'stop' : finish, release);
  const text = typeof message.content === 'string' ? message.content : null;
  const reasoning = typeof message.reasoning_content === 'string' ? message.reasoning_content : null;
  const calls = objects(message.tool_calls);
  const inOrder = has(release, 'responses-items-in-order');
  const part = (said: Json) => ({ type: 'output_text', text: said, annotations: [] });
  const item = (type: string, content: readonly Json[]) => ({
    type,
    status: state.status ?? '',
    role: 'assistant',
    content,
  });
  return {
    object: 'response',
    output: [
      ...(reasoning === null || (reasoning === '' && !inOrder)
        ? []
        : [item('reasoning', reasoning === '' ? [] : [part(reasoning)])]),
      ...(text === null && inOrder ? [] : [item('message', [part(text)])]),
      ...calls.map((call) => ({
        arguments: called(call).arguments ?? '',
        call_id: call.id ?? '',
        name: called(call).name ?? '',
        type: 'function_call',
        status: 'completed',
      })),
    ],
    ...state,
    usage: responsesUsage(chatWhole(whole).usage ?? ESTIMATED),
  };
}
