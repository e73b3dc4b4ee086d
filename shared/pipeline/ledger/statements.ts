import { isArray, isObject, type Json, type JsonArray } from '../../json/json.ts';
import { type Pointer, type Step, stepOf, unescapeSegment } from '../../json/steps.ts';
import type { LedgerEntry } from './entry.ts';
import { FATE_PRECEDENCE } from './fate.ts';

const RANKS: ReadonlyMap<string, number> = new Map(FATE_PRECEDENCE.map((fate, rank) => [fate, rank]));
const rankOf = ({ rule }: LedgerEntry): number => RANKS.get(rule.fate) ?? FATE_PRECEDENCE.length;

const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const LONGEST_INDEX = 9;

/** The index that stands between two places of a pointer; -1 where none does. */
function indexIn(pointer: Pointer, from: number, to: number): number {
  if (to === from || to - from > LONGEST_INDEX) return -1;
  if (pointer.charCodeAt(from) === ZERO && to - from > 1) return -1;
  let index = 0;
  for (let i = from; i < to; i++) {
    const code = pointer.charCodeAt(i);
    if (code < ZERO || code > NINE) return -1;
    index = index * 10 + code - ZERO;
  }
  return index;
}

/** Up to so many members are found by looking at each: a map for every message would cost more. */
const FEW = 8;

/** A value of the request that statements speak of, or that holds such values. */
export interface Spoken {
  readonly key: string;
  /** Undefined where the request has none there. */
  readonly value: Json | undefined;
  /** The statement that speaks for the value, by precedence of fates, then the first. */
  said: LedgerEntry | undefined;
  /** Those items of a list that it has. */
  items: (Spoken | undefined)[] | null;
  /** The member that came last, while they are few; `before` leads to the others. */
  last: Spoken | null;
  before: Spoken | null;
  count: number;
  /** All members but those items, where they are many. */
  members: Map<string, Spoken> | null;
}

const spoken = (key: string, value: Json | undefined): Spoken => ({
  key,
  value,
  said: undefined,
  items: null,
  last: null,
  before: null,
  count: 0,
  members: null,
});

export function spokenMember({ members, last }: Spoken, key: string): Spoken | undefined {
  if (members) return members.get(key);
  for (let at = last; at; at = at.before) if (at.key === key) return at;
  return undefined;
}

export const spokenItem = (node: Spoken, index: number): Spoken | undefined =>
  node.items?.[index] ?? (node.count === 0 ? undefined : spokenMember(node, String(index)));

function add(node: Spoken, made: Spoken): Spoken {
  if (node.count === FEW) {
    node.members = new Map();
    for (let at = node.last; at; at = at.before) node.members.set(at.key, at);
  }
  node.count += 1;
  if (node.members) node.members.set(made.key, made);
  else {
    made.before = node.last;
    node.last = made;
  }
  return made;
}

function itemOf(node: Spoken, list: JsonArray, index: number): Spoken {
  const found = spokenItem(node, index);
  if (found) return found;
  if (index >= list.length) return add(node, spoken(String(index), undefined));
  const made = spoken('', list[index]);
  node.items ??= [];
  node.items[index] = made;
  return made;
}

/** What stands inside a value under a key, which may be an index. */
function inside(node: Spoken, key: string, index: number): Spoken {
  const { value } = node;
  if (index >= 0 && isArray(value)) return itemOf(node, value, index);
  const found = spokenMember(node, key);
  if (found) return found;
  return add(node, spoken(key, isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined));
}

/** What stands at one segment of a pointer. */
function insideAt(node: Spoken, pointer: Pointer, from: number, to: number): Spoken {
  const index = isArray(node.value) ? indexIn(pointer, from, to) : -1;
  if (index >= 0) return inside(node, '', index);
  const segment = pointer.slice(from, to);
  return inside(node, segment.includes('~') ? unescapeSegment(segment) : segment, -1);
}

/** Lets a statement speak for a value, unless one of a stronger fate, or an earlier one, does. */
export function say(node: Spoken, entry: LedgerEntry): void {
  if (node.said === undefined || rankOf(entry) < rankOf(node.said)) node.said = entry;
}

/** The values of a request that statements speak of, found by pointer. */
export class Statements {
  readonly root: Spoken;
  /** The steps to what was looked for last, and what stands there, by depth. */
  readonly #steps: Step[] = [];
  readonly #nodes: Spoken[] = [];
  /** What was looked for last without them … */
  #place: Pointer = '';
  #found: Spoken;
  /** … and the values around it, with how much of the pointer leads to each: neighbours follow each other, so only where
   * the next one leaves them the way is gone anew. */
  readonly #holders: Spoken[] = [];
  readonly #ends: number[] = [];

  constructor(request: Json) {
    this.root = spoken('', request);
    this.#found = this.root;
  }

  at(pointer: Pointer): Spoken {
    if (pointer === '') return this.root;
    if (pointer === this.#place) return this.#found;
    const step = stepOf(pointer);
    return step ? this.#atStep(step) : this.#beside(pointer);
  }

  #atStep(step: Step): Spoken {
    const { around, depth } = step;
    if (around === null) return this.root;
    if (this.#steps[depth] === step) return this.#nodes[depth] as Spoken;
    const node = inside(this.#atStep(around), step.key, step.index);
    this.#steps[depth] = step;
    this.#nodes[depth] = node;
    return node;
  }

  /** Finds what no step leads to, from where it and what was found so before part. */
  #beside(pointer: Pointer): Spoken {
    let from = this.#holderOf(pointer) + 1;
    let node = this.#holders[this.#holders.length - 1] as Spoken;
    for (let to = pointer.indexOf('/', from); to >= 0; to = pointer.indexOf('/', from)) {
      node = insideAt(node, pointer, from, to);
      this.#enter(node, to);
      from = to + 1;
    }
    this.#place = pointer;
    this.#found = insideAt(node, pointer, from, pointer.length);
    return this.#found;
  }

  #enter(holder: Spoken, end: number): void {
    this.#holders.push(holder);
    this.#ends.push(end);
  }

  /** Goes on to what was found last, or back to the last holder that a pointer leads through; gives how much of it does. */
  #holderOf(pointer: Pointer): number {
    const place = this.#place;
    let same = 0;
    while (same < place.length && pointer.charCodeAt(same) === place.charCodeAt(same)) same += 1;
    if (same === place.length && pointer.charCodeAt(same) === SLASH) {
      this.#enter(this.#found, same);
      return same;
    }
    const ends = this.#ends;
    let end = ends[ends.length - 1] as number;
    while (end > same || pointer.charCodeAt(end) !== SLASH) {
      ends.pop();
      this.#holders.pop();
      end = ends[ends.length - 1] as number;
    }
    return end;
  }

  /** The pointer itself where it names a value, else that of the nearest value around it. */
  nearest(pointer: Pointer): Pointer {
    let at = pointer;
    while (at !== '' && this.at(at).value === undefined) at = at.slice(0, at.lastIndexOf('/'));
    return at;
  }

  add(entry: LedgerEntry): void {
    for (const pointer of entry.from) say(this.at(pointer), entry);
  }
}
