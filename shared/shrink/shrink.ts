import { assign, isArray, isObject, type Json } from '../json/json.ts';
import { child, type Pointer, valueAt } from '../json/pointer.ts';
import { inheritTexts, keysAsWritten } from '../json/texts.ts';
import { replaceAt } from './replace.ts';

/** Whether a smaller value still shows what is looked for. It is asked about one candidate after the other. */
export type Holds = (candidate: Json) => boolean;

/** Strings longer than this are shortened, UTF-16 units. */
const LONG_STRING = 15;
/** Rounds over the whole value: what one round takes away may let another part go in the next. */
const MOST_ROUNDS = 3;

type Member = readonly [key: string | number, value: Json];

function membersOf(node: Json): readonly Member[] {
  if (isArray(node)) return node.map((item, i) => [i, item] as const);
  if (isObject(node)) return keysAsWritten(node).map((key) => [key, node[key] as Json] as const);
  return [];
}

/** The container with these members alone. */
function containerOf(original: Json, members: readonly Member[]): Json {
  if (isArray(original)) return members.map(([, value]) => value);
  const copy: Record<string, Json> = {};
  for (const [key, value] of members) assign(copy, String(key), value);
  return isObject(original) ? inheritTexts(copy, original) : copy;
}

type IsFixed = (pointer: Pointer) => boolean;
type IsSound = (pointer: Pointer, smaller: Json, before: Json) => boolean;

/** A value on its way to its shortest form. */
class Shrinking {
  current: Json;
  /** Candidates that were tried. */
  tries = 0;
  readonly #holds: Holds;
  readonly #isFixed: IsFixed;
  readonly #isSound: IsSound;

  constructor(value: Json, holds: Holds, isFixed: IsFixed, isSound: IsSound) {
    this.current = value;
    this.#holds = holds;
    this.#isFixed = isFixed;
    this.#isSound = isSound;
  }

  *rounds(): Generator<Json> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = this.current;
      yield* this.#members('');
      yield* this.#strings('');
      if (this.current === before) return;
    }
  }

  #try(pointer: Pointer, value: Json): boolean {
    const candidate = replaceAt(this.current, pointer, value);
    this.tries += 1;
    if (!this.#holds(candidate)) return false;
    this.current = candidate;
    return true;
  }

  /** Takes members out, at first all, then halves, quarters … and single ones; then goes into what is left. */
  *#members(pointer: Pointer): Generator<Json> {
    let node = valueAt(this.current, pointer) as Json;
    if (this.#isFixed(pointer) || (!isArray(node) && !isObject(node))) return;
    let members = membersOf(node);
    for (let size = members.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < members.length; ) {
        const isGone = ([key]: Member, at: number): boolean =>
          at >= from && at < from + size && !this.#isFixed(child(pointer, key));
        const rest = members.filter((member, at) => !isGone(member, at));
        if (rest.length === members.length) {
          from += size;
          continue;
        }
        const fewer = containerOf(node, rest);
        if (this.#isSound(pointer, fewer, node) && this.#try(pointer, fewer)) {
          node = fewer;
          from += members.length - rest.length < size ? size - (members.length - rest.length) : 0;
          members = membersOf(fewer);
        } else from += size;
        yield this.current;
      }
    }
    for (const [key] of members) yield* this.#members(child(pointer, key));
  }

  /** Shortens strings: to one character, or else to the half as often as it goes. */
  *#strings(pointer: Pointer): Generator<Json> {
    if (this.#isFixed(pointer)) return;
    const node = valueAt(this.current, pointer) as Json;
    if (typeof node === 'string') {
      if (node.length <= LONG_STRING) return;
      const shortest = this.#try(pointer, shortestLike(node));
      yield this.current;
      if (shortest) return;
      for (
        let [text, before] = [half(node), node];
        text.length > LONG_STRING && text.length < before.length && this.#try(pointer, text);
        [text, before] = [half(text), text]
      )
        yield this.current;
      return;
    }
    for (const [key] of membersOf(node)) yield* this.#strings(child(pointer, key));
  }
}

const DATA_URL = /^data:[^,]{0,100},/;
/** Shorter ones are words. */
const BASE64 = /^[A-Za-z0-9+/]{32,}={0,2}$/;

/** Where base64 begins in a text that is nothing else; null for other texts. */
const base64From = (text: string): number | null =>
  DATA_URL.exec(text)?.[0].length ?? (BASE64.test(text) ? 0 : null);

/** A text that can stand in place of another: base64 stays base64 of the same kind, and JSON stays JSON. */
function shortestLike(text: string): string {
  const from = base64From(text);
  if (from !== null) return text.slice(0, from + 4);
  return /^\s*\{.*\}\s*$/s.test(text) ? '{}' : 'x';
}

/** Never cut between the two units of one character, nor in a group of base64. */
function half(text: string): string {
  const from = base64From(text);
  if (from !== null) return text.slice(0, from + Math.max(4, Math.floor((text.length - from) / 8) * 4));
  const end = Math.floor(text.length / 2);
  return text.slice(0, /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end);
}

/** What came out of shrinking. */
export interface Shrunk {
  readonly value: Json;
  /** Candidates that were tried. */
  readonly tries: number;
  /** False where it was stopped before nothing more could go. */
  readonly finished: boolean;
}

export interface ShrinkOptions {
  /** Places that stay as they are, with all that is in them, as long as what they stand in does. */
  readonly isFixed?: IsFixed;
  /** Whether a container may be tried with fewer members. */
  readonly isSound?: IsSound;
  /** Asked after each try: true ends it, the shortest value so far counts. */
  readonly stop: (tries: number) => boolean;
}

/**
 * Makes a JSON value as small as it gets while `holds` is true of it, by delta debugging over its tree (Zeller and
 * Hildebrandt 2002; Misherghi and Su 2006): chunks of members from whole containers down to single ones, outer
 * containers before inner ones, then long strings. One step a candidate, so that whoever drives it can do other work
 * or stop in between; the result of the generator is what has come out.
 */
export function* shrinking(
  value: Json,
  holds: Holds,
  { isFixed = () => false, isSound = () => true, stop }: ShrinkOptions,
): Generator<void, Shrunk> {
  const work = new Shrinking(value, holds, isFixed, isSound);
  for (const _ of work.rounds()) {
    if (stop(work.tries)) return { value: work.current, tries: work.tries, finished: false };
    yield;
  }
  return { value: work.current, tries: work.tries, finished: true };
}
