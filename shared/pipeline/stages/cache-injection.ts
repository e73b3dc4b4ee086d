import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import type { Message } from '../messages/message.ts';
import type { Profile, Release } from '../profiles/profile.ts';

const KEY = 'cache_control_injection_points';

const INJECTED = rule({
  id: 'parse.cache-injection',
  stage: 'parse',
  fate: 'mapped',
  text: 'LiteLLM marks the messages that an injection point names as ends of a cached prefix.',
  source: 'LiteLLM AnthropicCacheControlHook',
});

/** Anthropic takes four cache marks a request; since 1.90 LiteLLM adds no more than that. */
const MOST_MARKS = 4;

const isSet = (value: Json | undefined): boolean => value !== undefined && value !== null;

/** Cache marks on a message; those on tool calls count since 1.109. */
function marks({ value }: Message, release: Release): number {
  const content = isArray(value.content) ? value.content : [];
  const calls = release >= 109 && isArray(value.tool_calls) ? value.tool_calls : [];
  const inside = [...content, ...calls].filter((part) => isObject(part) && isSet(part.cache_control)).length;
  return inside + (isSet(value.cache_control) ? 1 : 0);
}

/** The indices of the messages that a point names: by index (from the end where negative) or by role. */
function targets({ index, role }: JsonObject, messages: readonly Message[]): readonly number[] {
  const given = typeof index === 'string' && /^\s*[+-]?\d+\s*$/.test(index) ? Number(index) : index;
  if (typeof given === 'number') {
    const at = given < 0 ? given + messages.length : given;
    return at in messages ? [at] : [];
  }
  if (typeof role !== 'string') return [];
  return messages.flatMap(({ value }, i) => (value.role === role ? [i] : []));
}

/** Marks a message: a string content on the message itself, a list on its last part. */
function marked(message: Message, control: JsonObject): Message {
  const { value } = message;
  const { content } = value;
  if (typeof content === 'string') return { ...message, value: { ...value, cache_control: control } };
  const last = isArray(content) ? content[content.length - 1] : undefined;
  if (!isArray(content) || !isObject(last)) return message;
  const parts = [...content.slice(0, -1), { ...last, cache_control: control }];
  return { ...message, value: { ...value, content: parts } };
}

/**
 * Sets the cache marks that `cache_control_injection_points` asks for on messages. Up to 1.87 marks
 * of the caller are overwritten; since 1.90 they stay, and no more than four are set.
 * Source: `AnthropicCacheControlHook`, all three releases.
 */
export function injectCacheMarks(
  messages: readonly Message[],
  request: JsonObject,
  { release }: Profile,
  trace: Trace,
): readonly Message[] {
  const points = request[KEY];
  if (!isArray(points)) return messages;
  const reserved = points.some((point) => isObject(point) && point.location === 'tool_config') ? 1 : 0;
  const room = release >= 90 ? MOST_MARKS - reserved : Number.POSITIVE_INFINITY;
  const out = [...messages];
  let used = messages.reduce((sum, message) => sum + marks(message, release), 0);
  points.forEach((point, i) => {
    if (!isObject(point) || point.location !== 'message') return;
    const given = isObject(point.control) && Object.keys(point.control).length > 0 ? point.control : null;
    const control = trace.whole({ ...(given ?? { type: 'ephemeral' }) }, child(`/${KEY}`, i), INJECTED);
    for (const index of targets(point, out)) {
      const message = out[index];
      if (!message || used >= room || (release >= 90 && marks(message, release) > 0)) continue;
      out[index] = marked(message, control);
      used += 1;
    }
  });
  return out;
}
