import {
  encodeFrame,
  encodeHeaders,
  encodeMessage,
  eventHeaders,
  exceptionHeaders,
} from '../../../shared/eventstream/encoder.ts';
import type { JsonObject } from '../../../shared/json/json.ts';
import type { Random } from '../answer/random.ts';
import { sorted } from '../answer/sorted.ts';
import type { Chunk } from '../families/family.ts';

const PADDING = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const utf8 = new TextEncoder();

/** Padding against length side channels: 3 to 61 characters of a fixed row (aws-sdk-js-v3 #6919). */
const padding = (random: Random): string => PADDING.slice(0, 3 + Math.floor(random() * 59));

/** The headers of each event: a stream has hundreds of thousands of frames, and seven kinds of them. */
const HEADERS = new Map<string, Uint8Array>();

function headersOf(event: string): Uint8Array {
  const known = HEADERS.get(event) ?? encodeHeaders(eventHeaders(event));
  HEADERS.set(event, known);
  return known;
}

/** The frame of one chunk: base64 in `bytes` on the invoke route, the event's own JSON on Converse. */
export function frameOf(chunk: Chunk, random: Random): Uint8Array {
  const payload =
    chunk.event === 'chunk'
      ? { bytes: Buffer.from(JSON.stringify(chunk.json)).toString('base64'), p: padding(random) }
      : sorted({ ...chunk.json, p: padding(random) });
  return encodeMessage(headersOf(chunk.event), utf8.encode(JSON.stringify(payload)));
}

/** The frame of an exception inside the stream, `name` in camel case: `throttlingException` … */
export function exceptionFrame(name: string, members: JsonObject): Uint8Array {
  return encodeFrame(exceptionHeaders(name), utf8.encode(JSON.stringify(members)));
}
