import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { compactJson } from '../printable.ts';
import { follow, type Path } from '../schema/path.ts';
import { type Spans, spansOf } from '../spans.ts';
import { type BytePosition, type BytePositions, bytePositions } from '../text-position.ts';
import type { Subject } from './dialect.ts';

// Order and sentences of one body ask for the same places.
const known = new WeakMap<Subject, Spans>();

/** Where the values of a subject stand in its text. */
export function placesOf(subject: Subject): Spans {
  const found = known.get(subject) ?? spansOf(subject.raw);
  known.set(subject, found);
  return found;
}

const ways = new WeakMap<Subject, Map<Pointer, Path>>();

/** The way to a value of a subject; order and sentences of one body ask for the same ones. */
export function wayTo(pointer: Pointer, subject: Subject): Path {
  const known = ways.get(subject) ?? new Map<Pointer, Path>();
  ways.set(subject, known);
  const found = known.get(pointer) ?? follow(subject.schema, subject.body, pointer);
  known.set(pointer, found);
  return found;
}

const positions = new WeakMap<Subject, BytePositions>();

/** Line and byte column of a place in a subject's text. */
export function bytePosition(subject: Subject, offset: number): BytePosition {
  const found = positions.get(subject) ?? bytePositions(subject.raw);
  positions.set(subject, found);
  return found.at(offset);
}

/** A value as the service repeats it: text without quotes, a number as it was written (`1.0` stays `1.0`). */
export function asWritten(value: Json, pointer: Pointer, subject: Subject): string {
  if (typeof value === 'string') return value;
  const span = Number.isInteger(value) ? placesOf(subject).find(pointer)?.value : undefined;
  return span ? subject.raw.slice(span.from, span.to) : compactJson(value);
}
