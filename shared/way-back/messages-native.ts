import { isObject, type JsonObject } from '../json/json.ts';
import { has } from '../pipeline/releases/behaviours.ts';
import type { Release } from '../pipeline/releases/release.ts';
import type { HandedEvent, HandedStream } from './chat.ts';
import type { AnswerEvent, Broken } from './piece.ts';

const CUT =
  'Provider stream ended before emitting a message_stop event; the response is incomplete and any partial content (e.g. tool_use input JSON) may be truncated.';

/** Tokens that the first event names and the last leaves out; LiteLLM puts them there, too. */
const REPEATED = ['input_tokens', 'cache_creation_input_tokens', 'cache_read_input_tokens', 'cache_creation'];

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
  if (!isObject(metrics)) return data;
  const names = has(release, 'native-cache-counts') ? COUNTS : COUNTS.slice(0, 2);
  const usage = Object.fromEntries(
    names.flatMap(([from, to]) => (metrics[from] === undefined ? [] : [[to, metrics[from]]])),
  );
  return { ...rest, usage };
}

/**
 * The messages API for Claude on invoke: its own events are handed on.
 * Source: `AmazonAnthropicClaudeMessagesStreamDecoder`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function nativeEvents(
  answers: readonly AnswerEvent[],
  broken: Broken | null,
  release: Release,
): HandedStream {
  let started: JsonObject = {};
  let ended = false;
  const events: HandedEvent[] = answers.map(({ frame, data }) => {
    if (data.type === 'message_start') started = objectAt(objectAt(data, 'message'), 'usage');
    ended ||= data.type === 'message_stop' || data.type === 'error';
    if (data.type === 'message_stop') return { frames: [frame], value: withUsage(data, release) };
    if (data.type !== 'message_delta' || data.usage === undefined) return { frames: [frame], value: data };
    const usage: JsonObject = Object.fromEntries(
      REPEATED.flatMap((key) => (started[key] === undefined ? [] : [[key, started[key]]])),
    );
    return { frames: [frame], value: { ...data, usage: { ...usage, ...objectAt(data, 'usage') } } };
  });
  if (broken || ended || !has(release, 'native-end-checked')) return { events, broken };
  const value = { type: 'error', error: { type: 'api_error', message: CUT } };
  return { events: [...events, { frames: [], value }], broken: null };
}
