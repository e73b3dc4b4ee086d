import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import { numberAsWritten } from '../../json/texts.ts';
import { numberText, rewritten } from '../python/numbers.ts';
import { pythonRepr } from '../python/repr.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';

const KEY = 'stream_chunk_size';

/** The number as the caller wrote it, or as Python writes it; null for other values. */
export function chunkSizeAsWritten(request: JsonObject): string | null {
  const { [KEY]: size } = request;
  return typeof size === 'number' ? (numberAsWritten(request, KEY) ?? numberText(size)) : null;
}

/**
 * The size in bytes that a request names: a positive integer of at most 18 digits, also as text; null where it names none or
 * another value. Source: `ControlOptions`, LiteLLM 1.109.1.
 */
export function namedChunkSize(request: JsonObject): number | null {
  const { [KEY]: size = null } = request;
  const digits = typeof size === 'string' ? size : (chunkSizeAsWritten(request) ?? '');
  const pattern = typeof size === 'string' ? /^\d{1,18}$/ : /^[1-9]\d{0,17}$/;
  return pattern.test(digits) && Number(digits) > 0 ? Number(digits) : null;
}

/**
 * The size in bytes that the stream reader of a release can be given for a request, at most the largest safe integer (no
 * answer is that long); null where it has none, or fails on it. Before 1.105 no text is a size and an integer has any
 * number of digits; before 1.104 `true` is 1. Source: httpx `ByteChunker`.
 */
export function readableChunkSize(request: JsonObject, { release, strict }: Profile): number | null {
  const { [KEY]: size = null } = request;
  if (strict || has(release, 'chunk-size-checked')) return bounded(namedChunkSize(request));
  if (size === true) return has(release, 'chunk-size-is-whole') ? null : 1;
  const digits = chunkSizeAsWritten(request) ?? '';
  return bounded(/^[1-9]\d*$/.test(digits) ? Number(digits) : null);
}

const bounded = (size: number | null): number | null =>
  size === null ? null : Math.min(size, Number.MAX_SAFE_INTEGER);

/** Bits of the longest integer that is shown in digits. */
const MOST_BITS = 64;
/** What `reprlib.Repr` leaves of a text and of a list. */
const LONGEST = 30;
const MOST_ITEMS = 6;
const BEFORE = Math.floor((LONGEST - 3) / 2);
const AFTER = LONGEST - 3 - BEFORE;

function shortText(text: string): string {
  const whole = pythonRepr(text.slice(0, LONGEST));
  if (whole.length <= LONGEST) return whole;
  const both = pythonRepr(text.slice(0, BEFORE) + text.slice(text.length - AFTER));
  return `${both.slice(0, BEFORE)}...${both.slice(both.length - AFTER)}`;
}

function shortNumber(text: string): string {
  if (/[.eE]/.test(text)) return rewritten(text);
  const magnitude = BigInt(text.replace('-', ''));
  const bits = magnitude === 0n ? 0 : magnitude.toString(2).length;
  return bits > MOST_BITS ? `<int of ${bits} bits>` : BigInt(text).toString();
}

function shortRepr(size: Json, number: string | null): string {
  if (number !== null) return shortNumber(number);
  if (typeof size === 'string') return shortText(size);
  if (!isArray(size) || size.length <= MOST_ITEMS) return pythonRepr(size);
  return `${pythonRepr(size.slice(0, MOST_ITEMS)).slice(0, -1)}, ...]`;
}

/** In LiteLLM's words why a value is no chunk size; null where it is one, or none is named. Source: `parse_control_options`, 1.109.1. */
export function chunkSizeFault(request: JsonObject): string | null {
  const { [KEY]: size = null } = request;
  if (size === null || namedChunkSize(request) !== null) return null;
  const shown = shortRepr(size, chunkSizeAsWritten(request));
  return `Invalid ${KEY}=${shown}: expected a positive integer of at most 18 digits`;
}
