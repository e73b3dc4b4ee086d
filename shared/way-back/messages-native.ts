import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import type { HandedEvent, HandedStream } from './chat.ts';
import type { AnswerEvent, Broken } from './piece.ts';

const CUT =
  'Provider stream ended before emitting a message_stop event; the response is incomplete and any partial content (e.g. tool_use input JSON) may be truncated.';

/** What of the cache's tokens the first event names and the last leaves out; LiteLLM puts them there, too. */
const OF_CACHE = ['cache_creation_input_tokens', 'cache_read_input_tokens', 'cache_creation'];
/** What the end of the stream says better than the event before it. */
const OF_END = ['cache_creation_input_tokens', 'cache_read_input_tokens', 'input_tokens'];

const METRICS = 'amazon-bedrock-invocationMetrics';

const COUNTS = [
  ['inputTokenCount', 'input_tokens'],
  ['outputTokenCount', 'output_tokens'],
  ['cacheReadInputTokenCount', 'cache_read_input_tokens'],
  ['cacheWriteInputTokenCount', 'cache_creation_input_tokens'],
] as const;

const objectAt = (object: JsonObject, key: string): JsonObject => {
  const value = object[key] ?? null;
  return isObject(value) ? value : {};
};

/** Bedrock's own counts at the end of a stream stand there as Anthropic writes them. */
function withUsage(data: JsonObject, release: Release): JsonObject {
  const { [METRICS]: metrics = null, ...rest } = data;
  if (!isObject(metrics) || Object.keys(metrics).length === 0) return data;
  const cached = has(release, 'native-cache-counts');
  const names = cached ? COUNTS : COUNTS.slice(0, 2);
  const usage = Object.fromEntries(
    names.flatMap(([from, to]) => (metrics[from] === undefined ? [] : [[to, metrics[from]]])),
  );
  return { ...rest, usage: cached ? { ...usage, ...objectAt(data, 'usage') } : usage };
}

const picked = (object: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(keys.flatMap((key) => (object[key] === undefined ? [] : [[key, object[key]]])));

const whole = (tokens: Json | undefined): JsonObject =>
  tokens === undefined || tokens === null || Number.isInteger(tokens) ? {} : { input_tokens: 0 };

/** The last event but one, with the counts that the last one has and those of the cache that only the first one has. */
function settled(delta: JsonObject, started: JsonObject, next: JsonObject | undefined): JsonObject {
  if (next !== undefined && next.type !== 'message_stop') return delta;
  const end = next ? objectAt(next, 'usage') : {};
  const usage = {
    ...picked(started, OF_CACHE),
    ...objectAt(delta, 'usage'),
    ...picked(end, OF_END),
    ...whole(end.input_tokens),
  };
  return Object.keys(usage).length > 0 ? { ...delta, usage } : delta;
}

/**
 * The messages API for Claude on invoke: its own events are handed on.
 * Source: `AmazonAnthropicClaudeMessagesStreamDecoder`, `_promote_message_stop_usage`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function nativeEvents(
  answers: readonly AnswerEvent[],
  broken: Broken | null,
  release: Release,
): HandedStream {
  let started: JsonObject = {};
  let ended = false;
  const read = answers.map(({ frame, data }) => ({
    frame,
    data: data.type === 'message_stop' ? withUsage(data, release) : data,
  }));
  const events: HandedEvent[] = read.map(({ frame, data }, i) => {
    if (data.type === 'message_start') started = objectAt(objectAt(data, 'message'), 'usage');
    ended ||= data.type === 'message_stop' || data.type === 'error';
    const value = data.type === 'message_delta' ? settled(data, started, read[i + 1]?.data) : data;
    return { frames: [frame], value };
  });
  if (broken || ended || !has(release, 'native-end-checked')) return { events, broken };
  const value = { type: 'error', error: { type: 'api_error', message: CUT } };
  return { events: [...events, { frames: [], value }], broken: null };
}
