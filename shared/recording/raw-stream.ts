import { fromBase64 } from '../bytes/base64.ts';
import { FrameDecoder } from '../eventstream/decoder.ts';
import { recordFrame } from './frames.ts';
import type { Recording } from './recording.ts';

/** A frame is 16 bytes at least; its length, in four bytes, begins with a zero: no frame has 16 MiB. */
const SHORTEST = 16;
const mayBeFrames = (bytes: Uint8Array): boolean => bytes.length >= SHORTEST && bytes[0] === 0;

const HTTP = /^HTTP\/[\d.]+ \d{3}/;
/** Heads of an answer are looked for so far, bytes: `curl -i` writes those of a 100 before. */
const MOST_HEAD = 64 * 1024;

const latin1 = (bytes: Uint8Array, to: number): string => String.fromCharCode(...bytes.subarray(0, to));

/** Without the heads that `curl -i` writes before a body. */
function withoutHeads(bytes: Uint8Array): Uint8Array {
  let body = bytes;
  while (HTTP.test(latin1(body, 32))) {
    const end = new TextDecoder('latin1').decode(body.subarray(0, MOST_HEAD)).indexOf('\r\n\r\n');
    if (end < 0) return body;
    body = body.subarray(end + 4);
  }
  return body;
}

/** Bytes of base64, as a log or a test holds a stream; null where it is none. */
function ofBase64(bytes: Uint8Array): Uint8Array | null {
  const text = new TextDecoder()
    .decode(bytes)
    .replace(/\s+/g, '')
    .replace(/^["']|["']$/g, '');
  if (!/^AAA[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  try {
    return fromBase64(text);
  } catch {
    return null;
  }
}

/**
 * The bytes of an event stream in what somebody kept of one: the body as it came, behind the head that `curl -i` writes, or
 * in base64. Null where it is something else.
 */
export function eventStreamIn(kept: Uint8Array): Uint8Array | null {
  const body = withoutHeads(kept);
  if (mayBeFrames(body)) return body;
  const decoded = ofBase64(body);
  return decoded && mayBeFrames(decoded) ? decoded : null;
}

/** A recording of an event stream's bytes, which tell no times: all of it came in one read, at once. Null without a frame. */
export function recordingOfBytes(bytes: Uint8Array): Recording | null {
  const frames = new FrameDecoder()
    .push(bytes)
    .map((frame) => recordFrame(frame, bytes.subarray(frame.offset, frame.offset + frame.length), 0));
  return frames.length === 0 ? null : { frames, reads: [{ bytes: bytes.length, atMs: 0 }], endMs: 0 };
}
