import { firstWhere } from '../bisect/first-where.ts';
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
const [QUOTE, COMMA, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [
  0x22, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
];

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
  const container = firstWhere(opens.length, (index) => (opens[index] as number) >= from);
  return (closes[container] ?? from) + 1;
}

const skipTo = (pattern: RegExp, text: string, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};
const SOLID = /[^\s\uFEFF]/g;

/** The index of the next sign that is no blank. */
function solid(text: string, from: number): number {
  let at = from;
  // Line end and blank, as JSON is laid out; the pattern knows the others.
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x0a) at++;
  const sign = text.charCodeAt(at);
  return sign > 0x20 && sign < 0x7f ? at : skipTo(SOLID, text, at);
}

/** True for the signs of numbers and of `true`, `false` and `null`: all others end a word. */
const isOfWord = (sign: number): boolean =>
  sign > 0x20 && sign < 0x7f && sign !== COMMA && sign !== CLOSE_BRACE && sign !== CLOSE_BRACKET;

function endOfValue(text: string, brackets: Brackets, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first === '{' || first === '[') return endOfContainer(brackets, from);
  let at = from;
  while (at < text.length && isOfWord(text.charCodeAt(at))) at++;
  return at;
}

const nameOf = (text: string, from: number, to: number): string => {
  const bare = text.slice(from + 1, to - 1);
  return bare.includes('\\') ? String(JSON.parse(text.slice(from, to))) : bare;
};

/** Numbers that tell one place: where the key begins and ends, and where the value does. */
const PER_PLACE = 4;
/** Stands for the key of an item. */
const NO_KEY = -1;
const INDEX = /^(?:0|[1-9]\d*)$/;

/** The members or items of one container, in order. */
export class Members {
  /** As numbers: most of many thousand places are looked at by nobody. */
  readonly #numbers: number[] = [];
  /** By key, of a key given twice the last one, which counts; null where items have none. */
  readonly #indexes: Map<string, number> | null;

  /** Reads the container that opens at `open`. */
  constructor(text: string, brackets: Brackets, open: number) {
    const isObject = text[open] === '{';
    const indexes = isObject ? new Map<string, number>() : null;
    this.#indexes = indexes;
    const end = endOfContainer(brackets, open) - 1;
    for (let at = solid(text, open + 1); at < end; ) {
      const endOfKey = isObject ? endOfString(text, at) : NO_KEY;
      const from = isObject ? solid(text, solid(text, endOfKey) + 1) : at;
      const to = endOfValue(text, brackets, from);
      indexes?.set(nameOf(text, at, endOfKey), this.length);
      this.#numbers.push(isObject ? at : NO_KEY, endOfKey, from, to);
      at = solid(text, solid(text, Math.max(to, at + 1)) + 1);
    }
  }

  get length(): number {
    return this.#numbers.length / PER_PLACE;
  }

  /** The place of a key, or of an index as a pointer names it; -1 where there is none. */
  indexOf(key: string): number {
    if (this.#indexes) return this.#indexes.get(key) ?? -1;
    return INDEX.test(key) && Number(key) < this.length ? Number(key) : -1;
  }

  at(index: number): Place | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const first = index * PER_PLACE;
    const [keyFrom, keyTo, from, to] = this.#numbers.slice(first, first + PER_PLACE) as [
      number,
      number,
      number,
      number,
    ];
    return { key: keyFrom === NO_KEY ? null : { from: keyFrom, to: keyTo }, value: { from, to } };
  }
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
    const members = known.get(from) ?? new Members(text, brackets, from);
    known.set(from, members);
    return members;
  };
  const find = (pointer: Pointer): Place | undefined => {
    brackets ??= bracketsOf(text);
    const from = solid(text, 0);
    let place: Place | undefined = { key: null, value: { from, to: endOfValue(text, brackets, from) } };
    for (const segment of segments(pointer)) {
      const members: Members | undefined = place && inside(place);
      place = members?.at(members.indexOf(segment));
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
