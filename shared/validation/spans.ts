import { endOfString } from '../json/depth.ts';
import { type Pointer, segments } from '../json/pointer.ts';

/** A stretch of text: UTF-16 indices, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a pointer's member or item stands. */
export interface Place {
  /** The key with its quotes; null for items and for the document itself. */
  readonly key: Span | null;
  readonly value: Span;
}

/** A JSON text read for any number of look-ups; it is read when the first one comes. */
export interface Spans {
  /** Undefined where the text has no such place. */
  find(pointer: Pointer): Place | undefined;
  /** What stands inside the container at `pointer`; null where there is none. */
  inside(pointer: Pointer): Members | null;
}

/** UTF-16 units: no pattern is run for each sign of a text of megabytes. */
const [QUOTE, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x22, 0x7b, 0x7d, 0x5b, 0x5d];

/** Where the brackets of a text open, rising, and where each of them closes. */
interface Brackets {
  readonly opens: readonly number[];
  readonly closes: readonly number[];
}

function bracketsOf(text: string): Brackets {
  const opens: number[] = [];
  const closes: number[] = [];
  const inside: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (sign === QUOTE) at = endOfString(text, at) - 1;
    else if (sign === OPEN_BRACE || sign === OPEN_BRACKET) {
      inside.push(opens.length);
      opens.push(at);
      closes.push(text.length);
    } else if (sign === CLOSE_BRACE || sign === CLOSE_BRACKET) {
      const opened = inside.pop();
      if (opened !== undefined) closes[opened] = at;
    }
  }
  return { opens, closes };
}

/** The index behind the container that opens at `from`. */
function endOfContainer({ opens, closes }: Brackets, from: number): number {
  let low = 0;
  let high = opens.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((opens[middle] as number) < from) low = middle + 1;
    else high = middle;
  }
  return (closes[low] ?? from) + 1;
}

const skipTo = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};
const SOLID = /[^\s\uFEFF]/g;
const END_OF_WORD = /[\s,\]}]/g;

/** The index of the next sign that is no blank. */
function solid(text: string, from: number): number {
  let at = from;
  // Line end and blank, as JSON is laid out; the pattern knows the others.
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x0a) at++;
  const sign = text.charCodeAt(at);
  return sign > 0x20 && sign < 0x7f ? at : skipTo(SOLID, text, at);
}

function endOfValue(text: string, brackets: Brackets, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first === '{' || first === '[') return endOfContainer(brackets, from);
  return skipTo(END_OF_WORD, text, from);
}

const nameOf = (text: string, { from, to }: Span): string => {
  const bare = text.slice(from + 1, to - 1);
  return bare.includes('\\') ? String(JSON.parse(text.slice(from, to))) : bare;
};

/** The members or items of one container, in order. */
export interface Members {
  readonly places: readonly Place[];
  /** Index into `places` by key or index; of a key given twice the last one, which counts. */
  readonly indexes: ReadonlyMap<string, number>;
}

/** Reads the container that opens at `open`. */
function membersOf(text: string, brackets: Brackets, open: number): Members {
  const places: Place[] = [];
  const indexes = new Map<string, number>();
  const isObject = text[open] === '{';
  const end = endOfContainer(brackets, open) - 1;
  for (let at = solid(text, open + 1); at < end; ) {
    const key: Span | null = isObject ? { from: at, to: endOfString(text, at) } : null;
    const from = key ? solid(text, solid(text, key.to) + 1) : at;
    const to = endOfValue(text, brackets, from);
    indexes.set(key ? nameOf(text, key) : String(places.length), places.length);
    places.push({ key, value: { from, to } });
    at = solid(text, solid(text, Math.max(to, at + 1)) + 1);
  }
  return { places, indexes };
}

/**
 * Reads the text of a JSON document for look-ups. Only the containers on the way to a place are read member by member,
 * each once, so that thousands of places in a long text cost little more than reading it.
 */
export function spansOf(text: string): Spans {
  let brackets: Brackets | undefined;
  const known = new Map<number, Members>();
  const inside = (place: Place): Members | undefined => {
    const { from } = place.value;
    if (text[from] !== '{' && text[from] !== '[') return undefined;
    brackets ??= bracketsOf(text);
    const members = known.get(from) ?? membersOf(text, brackets, from);
    known.set(from, members);
    return members;
  };
  const find = (pointer: Pointer): Place | undefined => {
    brackets ??= bracketsOf(text);
    const from = solid(text, 0);
    let place: Place | undefined = { key: null, value: { from, to: endOfValue(text, brackets, from) } };
    for (const segment of segments(pointer)) {
      const members: Members | undefined = place && inside(place);
      place = members?.places[members.indexes.get(segment) ?? -1];
    }
    return place;
  };
  return {
    find,
    inside: (pointer) => {
      const place = find(pointer);
      return (place && inside(place)) ?? null;
    },
  };
}
