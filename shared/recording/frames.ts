import { fromBase64, toBase64 } from '../bytes/base64.ts';
import type { Frame } from '../eventstream/frame.ts';
import { textHeader } from '../eventstream/headers.ts';
import { isObject } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import { readDeltas } from './deltas.ts';
import type { FrameRead, RecordedFrame } from './recording.ts';

const utf8 = new TextDecoder();

/** The payload of an invoke chunk as the service writes it: it is read much faster than any other JSON. */
const CHUNK = /^\{"bytes":"([A-Za-z0-9+/]*={0,2})"(?:,"p":"\w*")?\}$/;

/** The text of UTF-8 in base64; throws DOMException where it is none. Of ASCII alone, as most is, each byte is a character. */
function textOfBase64(base64: string): string {
  const binary = atob(base64);
  return /[^\0-\x7f]/.test(binary) ? utf8.decode(fromBase64(base64)) : binary;
}

/** The family's JSON inside a frame: the decoded `bytes` member of an invoke chunk, else the payload itself. */
export function frameContent(eventType: string, payload: Uint8Array): string {
  const text = utf8.decode(payload);
  if (eventType !== 'chunk') return text;
  try {
    const [, bytes] = CHUNK.exec(text) ?? [];
    if (bytes !== undefined) return textOfBase64(bytes);
    const value = parseJson(text);
    return isObject(value) && typeof value.bytes === 'string' ? textOfBase64(value.bytes) : text;
  } catch {
    return text;
  }
}

/** Which event a frame is, or which exception. */
export const eventTypeOf = ({ headers }: Pick<Frame, 'headers'>): string =>
  textHeader(headers, ':event-type') ||
  textHeader(headers, ':exception-type') ||
  textHeader(headers, ':error-code');

/** Reads a decoded frame: which event it is, its JSON, and what it adds to the answer. `arrivalMs`: when its last byte came. */
export function readFrame(frame: Frame, arrivalMs: number): FrameRead {
  const messageType = textHeader(frame.headers, ':message-type');
  const eventType = eventTypeOf(frame);
  const content = frameContent(eventType, frame.payload);
  return {
    index: frame.index,
    offset: frame.offset,
    length: frame.length,
    arrivalMs,
    eventType,
    messageType,
    check: frame.check,
    content,
    deltas: frame.check === 'ok' ? readDeltas(eventType, messageType, content) : [],
  };
}

/** A frame as {@link readFrame} reads it, in a record. An object of its own for each is made much faster than a copy. */
function recordWith(bytes: string, frame: Frame, arrivalMs: number): RecordedFrame {
  const read = readFrame(frame, arrivalMs);
  return {
    index: read.index,
    offset: read.offset,
    length: read.length,
    arrivalMs,
    eventType: read.eventType,
    messageType: read.messageType,
    check: read.check,
    bytes,
    content: read.content,
    deltas: read.deltas,
  };
}

/** Makes the plain record of a decoded frame. `whole` is the frame's bytes, `arrivalMs` when its last byte came. */
export const recordFrame = (frame: Frame, whole: Uint8Array, arrivalMs: number): RecordedFrame =>
  recordWith(toBase64(whole), frame, arrivalMs);

/** The same without the frame's bytes: what it says. */
export const frameSaid = (frame: Frame, arrivalMs: number): RecordedFrame => recordWith('', frame, arrivalMs);
