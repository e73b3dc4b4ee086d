import { FrameDecoder } from '../eventstream/decoder.ts';
import type { Frame, Read } from '../eventstream/frame.ts';
import { isObject, type Json } from '../json/json.ts';
import { recordFrame } from '../recording/frames.ts';
import type { RecordedFrame, Usage } from '../recording/recording.ts';
import { NO_FRAMES, outcomeOf, withFrame } from '../recording/summary.ts';
import { mergeUsage, NO_USAGE } from '../recording/usage.ts';
import type { Delivery } from './exchange.ts';
import { readSse, type SseEvent } from './sse.ts';

const EVENT_STREAM = 'application/vnd.amazon.eventstream';
const SSE = 'text/event-stream';

/** An answer that is over, its content coding undone. */
export interface WholeAnswer {
  readonly status: number;
  /** `content-type` without parameters, in small letters. */
  readonly mediaType: string;
  /** `x-amzn-errortype`, as far as its first colon. */
  readonly errorType: string;
  readonly bytes: Uint8Array;
  readonly deliveries: readonly Delivery[];
  readonly endMs: number;
}

/** What an answer says. */
export interface Digest {
  readonly usage: Usage;
  readonly stopReason: string | null;
  /** The exception's name; empty where there is none. */
  readonly error: string;
  /** The exception's words; empty where there is none. */
  readonly message: string;
  readonly frames: number;
  readonly firstTokenMs: number | null;
  readonly longestGapMs: number | null;
  readonly burstShare: number | null;
  /** A stream that ended before its end, or frames that do not match their checksums. */
  readonly cutOff: boolean;
  readonly damaged: number;
}

/** Deliveries so close together reach a reader as one, milliseconds. */
const BURST_MS = 1;

function gapsOf(deliveries: readonly Delivery[]): Pick<Digest, 'longestGapMs' | 'burstShare'> {
  if (deliveries.length < 2) return { longestGapMs: null, burstShare: null };
  let [longest, short] = [0, 0];
  for (let i = 1; i < deliveries.length; i++) {
    const gap = (deliveries[i]?.atMs ?? 0) - (deliveries[i - 1]?.atMs ?? 0);
    longest = Math.max(longest, gap);
    if (gap < BURST_MS) short++;
  }
  return { longestGapMs: longest, burstShare: short / (deliveries.length - 1) };
}

/** When the byte at `offset` had come, milliseconds since the request. */
export function arrivalOf(deliveries: readonly Delivery[], offset: number): number {
  let [low, high] = [0, deliveries.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((deliveries[middle]?.offset ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return deliveries[low]?.atMs ?? 0;
}

/** The reads of an answer as the stream lab takes them. */
export const readsOf = (deliveries: readonly Delivery[], size: number): readonly Read[] =>
  deliveries.map(({ offset, atMs }, i) => ({
    bytes: (deliveries[i + 1]?.offset ?? size) - offset,
    atMs,
    decodeMs: 0,
  }));

const wholeOf = ({ payload, headersLength, length }: Frame): Uint8Array =>
  new Uint8Array(payload.buffer, payload.byteOffset - headersLength - 12, length);

/** The frames of an event stream, with the times at which their last bytes came. */
export function framesOf(bytes: Uint8Array, deliveries: readonly Delivery[]): readonly RecordedFrame[] {
  const decoder = new FrameDecoder();
  return decoder
    .push(bytes)
    .map((frame) =>
      recordFrame(frame, wholeOf(frame), arrivalOf(deliveries, frame.offset + frame.length - 1)),
    );
}

const parse = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
};

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The words of an error in Bedrock's form, OpenAI's or Anthropic's. */
function wordsOf(value: Json): string {
  if (!isObject(value)) return '';
  const error = value.error;
  return (
    textOf(value.message) ||
    textOf(value.Message) ||
    (isObject(error ?? null) ? wordsOf(error ?? null) : textOf(error))
  );
}

const SAYS_SOMETHING = new Set(['text', 'reasoning', 'tool-start', 'tool-input']);

function ofFrames(answer: WholeAnswer): Omit<Digest, 'longestGapMs' | 'burstShare'> {
  const frames = framesOf(answer.bytes, answer.deliveries);
  const summary = frames.reduce(withFrame, NO_FRAMES);
  const first = frames.find(({ deltas }) => deltas.some(({ kind }) => SAYS_SOMETHING.has(kind)));
  return {
    usage: summary.usage,
    stopReason: summary.stopReason,
    error: summary.exception?.type ?? '',
    message: summary.exception?.message ?? '',
    frames: frames.length,
    firstTokenMs: first?.arrivalMs ?? null,
    cutOff: outcomeOf({ ...summary, damaged: 0, exception: null }) === 'truncated' && !summary.exception,
    damaged: summary.damaged,
  };
}

/** True for an event that shows a reader something: text, a tool call, reasoning. */
function showsSomething({ data }: SseEvent): boolean {
  return /"(?:content|text|partial_json|thinking|arguments|delta)":\s*"(?!")/.test(data);
}

function stopOf(value: Json): string | null {
  if (!isObject(value)) return null;
  const { delta, choices, message, output } = value;
  const own = textOf(value.stop_reason) || textOf(value.stopReason) || textOf(value.finish_reason);
  if (own) return own;
  for (const inner of [delta, message, output, Array.isArray(choices) ? choices[0] : undefined]) {
    const found = isObject(inner ?? null) ? stopOf(inner ?? null) : null;
    if (found) return found;
  }
  return null;
}

function ofSse(answer: WholeAnswer): Omit<Digest, 'longestGapMs' | 'burstShare'> {
  const events = readSse(answer.bytes);
  let usage = NO_USAGE;
  let stopReason: string | null = null;
  let error = '';
  let message = '';
  let ended = false;
  for (const { event, data } of events) {
    const value = parse(data);
    usage = mergeUsage(usage, value);
    if (isObject(value) && isObject(value.response ?? null))
      usage = mergeUsage(usage, value.response ?? null);
    stopReason = stopOf(value) ?? stopReason;
    if (isObject(value) && value.error !== undefined && value.error !== null) {
      error = 'error';
      message = wordsOf(value);
    }
    ended ||= data.trim() === '[DONE]' || event === 'message_stop' || event === 'response.completed';
  }
  const first = events.find(showsSomething);
  return {
    usage,
    stopReason,
    error,
    message,
    frames: events.length,
    firstTokenMs: first ? arrivalOf(answer.deliveries, first.end - 1) : null,
    cutOff: !ended && error === '' && stopReason === null,
    damaged: 0,
  };
}

function ofText({
  status,
  bytes,
  errorType,
  deliveries,
}: WholeAnswer): Omit<Digest, 'longestGapMs' | 'burstShare'> {
  const value = parse(new TextDecoder().decode(bytes));
  const failed = status >= 400;
  return {
    usage: mergeUsage(NO_USAGE, value),
    stopReason: failed ? null : stopOf(value),
    error: failed ? errorType : '',
    message: failed ? wordsOf(value) : '',
    frames: 0,
    firstTokenMs: failed ? null : (deliveries[0]?.atMs ?? null),
    cutOff: false,
    damaged: 0,
  };
}

/** Reads what an answer says, whatever its form; nothing in it throws. */
export function digestAnswer(answer: WholeAnswer): Digest {
  const read =
    answer.status >= 400
      ? ofText(answer)
      : answer.mediaType === EVENT_STREAM
        ? ofFrames(answer)
        : answer.mediaType === SSE
          ? ofSse(answer)
          : ofText(answer);
  return { ...read, ...gapsOf(answer.deliveries) };
}
