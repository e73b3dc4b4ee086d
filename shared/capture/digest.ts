import { lastWhere } from '../bisect/first-where.ts';
import { FrameDecoder } from '../eventstream/decoder.ts';
import type { Frame, Read } from '../eventstream/frame.ts';
import { lookUp } from '../json/look-up.ts';
import { readDeltas } from '../recording/deltas.ts';
import { eventTypeOf, frameSaid, recordFrame } from '../recording/frames.ts';
import type { RecordedFrame, Usage } from '../recording/recording.ts';
import { type AnswerFacts, AnswerReader, factsOfBody, readRefusal } from './answer.ts';
import type { Delivery } from './exchange.ts';
import { type Gaps, gapsOf } from './gaps.ts';
import { EVENT_STREAM, SERVER_SENT_EVENTS } from './media-types.ts';
import { readSse } from './sse.ts';

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
export interface Digest extends Gaps {
  readonly usage: Usage;
  readonly stopReason: string | null;
  /** The exception's name; empty where there is none. */
  readonly error: string;
  /** The exception's words; empty where there is none. */
  readonly message: string;
  readonly frames: number;
  readonly firstTokenMs: number | null;
  /** A stream that ended before its end, or frames that do not match their checksums. */
  readonly cutOff: boolean;
  readonly damaged: number;
}

/** When the byte at `offset` had come, milliseconds since the request. */
export function arrivalOf(deliveries: readonly Delivery[], offset: number): number {
  const last = lastWhere(deliveries.length, (index) => (deliveries[index]?.offset ?? 0) <= offset);
  return deliveries[last]?.atMs ?? 0;
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

/** Bodies are asked about several times while they leave or are shown; their frames last as long as they do. */
const known = new WeakMap<Uint8Array, readonly Frame[]>();

/** The frames of a body, which must not be changed afterwards. */
function decoded(bytes: Uint8Array): readonly Frame[] {
  const before = known.get(bytes);
  if (before) return before;
  const frames = new FrameDecoder().push(bytes);
  known.set(bytes, frames);
  return frames;
}

const endOf = (deliveries: readonly Delivery[], { offset, length }: Frame): number =>
  arrivalOf(deliveries, offset + length - 1);

/** The frames of an event stream, with the times at which their last bytes came. */
export const framesOf = (bytes: Uint8Array, deliveries: readonly Delivery[]): readonly RecordedFrame[] =>
  decoded(bytes).map((frame) => recordFrame(frame, wholeOf(frame), endOf(deliveries, frame)));

/** The same frames with what they say alone: their bytes are left out. */
const framesSaid = (bytes: Uint8Array, deliveries: readonly Delivery[]): readonly RecordedFrame[] =>
  decoded(bytes).map((frame) => frameSaid(frame, endOf(deliveries, frame)));

/**
 * The server-sent events of an answer as frames are told: each with the time at which it was whole, and what it adds to
 * the answer. Comments, which only keep the connection alive, are among them.
 */
export function eventsOf(bytes: Uint8Array, deliveries: readonly Delivery[]): readonly RecordedFrame[] {
  let offset = 0;
  return readSse(bytes).map(({ event, data, end }, index) => {
    const frame: RecordedFrame = {
      index,
      offset,
      length: Math.max(0, end - offset),
      arrivalMs: arrivalOf(deliveries, Math.max(0, end - 1)),
      eventType: event,
      messageType: 'event',
      check: 'ok',
      bytes: '',
      content: data,
      deltas: event === 'comment' || data === '[DONE]' ? [] : readDeltas('chunk', 'event', data),
    };
    offset = end;
    return frame;
  });
}

const READERS: Readonly<Record<string, typeof framesOf>> = {
  [EVENT_STREAM]: framesOf,
  [SERVER_SENT_EVENTS]: eventsOf,
};

/** Whether an answer of this media type comes in pieces that each say something. */
export const isStream = (mediaType: string): boolean => lookUp(READERS, mediaType) !== undefined;

/** The frames or server-sent events of an answer of this media type; none where it is no stream. */
export function piecesOf(
  mediaType: string,
  bytes: Uint8Array,
  deliveries: readonly Delivery[],
): readonly RecordedFrame[] {
  return lookUp(READERS, mediaType)?.(bytes, deliveries) ?? [];
}

/** What the frames or events of an answer say, without the bytes of frames. */
export const saidOf = (
  mediaType: string,
  bytes: Uint8Array,
  deliveries: readonly Delivery[],
): readonly RecordedFrame[] =>
  (mediaType === EVENT_STREAM ? framesSaid : lookUp(READERS, mediaType))?.(bytes, deliveries) ?? [];

/** Where the frames of an event stream lie, when their last bytes came, and which events they are. */
export const framePlaces = (
  bytes: Uint8Array,
  deliveries: readonly Delivery[],
): readonly Pick<RecordedFrame, 'offset' | 'length' | 'arrivalMs' | 'eventType'>[] =>
  decoded(bytes).map((frame) => ({
    offset: frame.offset,
    length: frame.length,
    arrivalMs: endOf(deliveries, frame),
    eventType: eventTypeOf(frame),
  }));

function factsOf({ status, mediaType, bytes, deliveries }: WholeAnswer): AnswerFacts {
  const reader = new AnswerReader();
  if (status < 400 && mediaType === EVENT_STREAM) {
    for (const frame of framesOf(bytes, deliveries)) reader.frame(frame);
    return reader.ofFrames();
  }
  if (mediaType === SERVER_SENT_EVENTS) {
    for (const { event, data, end } of readSse(bytes))
      if (event !== 'comment') reader.event(data, arrivalOf(deliveries, end - 1));
    return reader.ofEvents();
  }
  return factsOfBody(new TextDecoder().decode(bytes));
}

/** The words of a refusal: its body or, where a proxy refuses a call that streams inside of an event, its first event. */
const refusalText = ({ mediaType, bytes }: WholeAnswer): string =>
  mediaType === SERVER_SENT_EVENTS
    ? (readSse(bytes).find(({ event }) => event !== 'comment')?.data ?? '')
    : new TextDecoder().decode(bytes);

/** Reads what an answer says, whatever its form; nothing in it throws. */
export function digestAnswer(answer: WholeAnswer): Digest {
  const { usage, stopReason, error, failure, frames, damaged, whole, firstTokenMs } = factsOf(answer);
  const failed = answer.status >= 400;
  const refusal = failed ? readRefusal(refusalText(answer), answer.errorType || null) : { error, failure };
  return {
    usage,
    stopReason: failed ? null : stopReason,
    error: refusal.error,
    message: refusal.failure,
    frames,
    firstTokenMs: failed ? null : firstTokenMs,
    cutOff: !whole,
    damaged,
    ...gapsOf(answer.deliveries),
  };
}
