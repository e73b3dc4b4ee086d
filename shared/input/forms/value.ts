import type { FirstOf } from './first-of.ts';

/** A part of a call whose value is not in the text: a variable, or something only a run would tell. */
export interface Hole {
  /** As it is written in the code, shortened. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A value as code writes it; numbers keep their text. */
export type Value =
  | { readonly kind: 'text'; readonly text: string; readonly holes: readonly Hole[] }
  | { readonly kind: 'plain'; readonly json: string }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'map'; readonly members: ReadonlyMap<string, Value> }
  | { readonly kind: 'hole'; readonly hole: Hole }
  | { readonly kind: 'call'; readonly call: Call };

/** A call with its arguments; nothing of it is ever run. */
export interface Call {
  /** As written, without its arguments: `client.chat.completions.create`. */
  readonly callee: string;
  readonly args: readonly Value[];
  /** Keyword arguments. */
  readonly named: ReadonlyMap<string, Value>;
  readonly hole: Hole;
}

export type Members = ReadonlyMap<string, Value>;

/** What a piece of code holds. */
export interface Script {
  /** False where the text is not of this language. */
  readonly clean: boolean;
  /** The first places at which it is not. */
  readonly errors: readonly number[];
  /** The calls that were looked for, in order. */
  readonly calls: readonly Call[];
  /** Of what one of them is the first that a program makes: rounds of loops, calls of the function around it. */
  readonly firstsOf: (call: Call) => readonly FirstOf[];
  /** The value, where the whole text is one (assigned to a name or not). */
  readonly whole: Value | null;
  /** The value of a name at a place, at the end of the text by default. */
  readonly named: (name: string, at?: number) => Value | null;
}

/** No list that people write has more; one that is put into itself over and over would end the process. */
const MOST_ITEMS = 1_000_000;

/** Items one after the other, as a list. Throws a RangeError where they grow beyond all measure. */
export function listOf(...parts: readonly (readonly Value[])[]): Value {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  if (size > MOST_ITEMS) throw new RangeError('A list grows beyond all measure');
  return { kind: 'list', items: parts.flat() };
}

/** True where only a run would tell. */
export const isOpen = ({ kind }: Value): boolean => kind === 'hole' || kind === 'call';

/** True for an item that stands for any number of them, and for a member that stands for others. */
export function standsForMore(item: Value): boolean {
  const [name] = item.kind === 'list' ? item.items : [];
  return isOpen(item) || (name?.kind === 'text' && /^(?:\*\*|\.\.\.)/.test(name.text));
}

/** What an item that stands for more of them has in place of a value. */
export const stoodFor = (item: Value): Value => (item.kind === 'list' ? (item.items.at(-1) ?? item) : item);

/** The hole that a value is; null where it is more. */
export const holeOf = (value: Value): Hole | null =>
  value.kind === 'hole' ? value.hole : value.kind === 'call' ? value.call.hole : null;

export const text = (of: string): Value => ({ kind: 'text', text: of, holes: [] });
export const plain = (json: string): Value => ({ kind: 'plain', json });
export const map = (entries: Iterable<readonly [string, Value]>): Value => ({
  kind: 'map',
  members: new Map(entries),
});
export const TRUE = plain('true');

const LONGEST_NAME = 40;

/** A hole for a piece of code. */
export function holeAt(code: string, from: number, to: number): Hole {
  const written = code
    .slice(from, Math.min(to, from + 4 * LONGEST_NAME))
    .replace(/\s+/g, ' ')
    .trim();
  const name = written.length > LONGEST_NAME ? `${written.slice(0, LONGEST_NAME - 1)}…` : written;
  return { name, from, to };
}

/** How a hole stands in a text. */
export const marked = ({ name }: Hole): string => `‹${name}›`;

/**
 * Texts one after the other, holes where only a run would tell; null where one is neither.
 *
 * @param withPlain numbers and truth values become part of the text, as in JavaScript
 */
export function joined(values: readonly Value[], withPlain = false): Value | null {
  let made = '';
  const holes: Hole[] = [];
  for (const value of values) {
    if (value.kind === 'text') {
      made += value.text;
      holes.push(...value.holes);
    } else if (value.kind === 'plain' && withPlain) made += value.json;
    else if (value.kind === 'hole' || value.kind === 'call') {
      const hole = value.kind === 'hole' ? value.hole : value.call.hole;
      made += marked(hole);
      holes.push(hole);
    } else return null;
  }
  return { kind: 'text', text: made, holes };
}

/** The text that a value is, or null. */
export const asText = (value: Value | undefined): string | null =>
  value?.kind === 'text' ? value.text : value?.kind === 'hole' ? marked(value.hole) : null;

/** The members that a value has; none where it is no map. */
export const asMembers = (value: Value | undefined): Members =>
  value?.kind === 'map' ? value.members : new Map();

/** More than this no request has; names that hold each other over and over would make it without end. */
const MOST_CHARACTERS = 32 * 1024 * 1024;

export interface Written {
  readonly json: string;
  readonly holes: readonly Hole[];
}

/** A value as JSON, holes as marked texts; null where it grows beyond all measure. */
export function written(value: Value): Written | null {
  const holes: Hole[] = [];
  const parts: string[] = [];
  let size = 0;
  const put = (part: string): void => {
    size += part.length;
    if (size <= MOST_CHARACTERS) parts.push(part);
  };
  const hole = (one: Hole): void => {
    holes.push(one);
    put(JSON.stringify(marked(one)));
  };
  const write = (one: Value): void => {
    if (size > MOST_CHARACTERS) return;
    switch (one.kind) {
      case 'text':
        holes.push(...one.holes);
        put(JSON.stringify(one.text));
        return;
      case 'plain':
        put(one.json);
        return;
      case 'hole':
        hole(one.hole);
        return;
      case 'call':
        hole(one.call.hole);
        return;
      case 'list':
        put('[');
        for (const [i, item] of one.items.entries()) {
          if (i > 0) put(', ');
          write(item);
        }
        put(']');
        return;
      case 'map': {
        put('{');
        let first = true;
        for (const [key, member] of one.members) {
          put(`${first ? '' : ', '}${JSON.stringify(key)}: `);
          first = false;
          write(member);
        }
        put('}');
      }
    }
  };
  write(value);
  if (size > MOST_CHARACTERS) return null;
  const seen = new Set<number>();
  return { json: parts.join(''), holes: holes.filter(({ from }) => !seen.has(from) && seen.add(from)) };
}
