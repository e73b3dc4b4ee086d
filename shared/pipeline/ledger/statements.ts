import { isArray, isObject, type Json, type JsonArray } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { type Step, stepOf } from '../../json/steps.ts';
import type { LedgerEntry } from './entry.ts';
import { FATE_PRECEDENCE } from './fate.ts';

const RANKS: ReadonlyMap<string, number> = new Map(FATE_PRECEDENCE.map((fate, rank) => [fate, rank]));
const rankOf = ({ rule }: LedgerEntry): number => RANKS.get(rule.fate) ?? FATE_PRECEDENCE.length;

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

/** What stands one step inside a value. */
function inside(node: Spoken, { key, index }: Step): Spoken {
  const { value } = node;
  if (index >= 0 && isArray(value)) return itemOf(node, value, index);
  const found = spokenMember(node, key);
  if (found) return found;
  return add(node, spoken(key, isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined));
}

/** Lets a statement speak for a value, unless one of a stronger fate, or an earlier one, does. */
export function say(node: Spoken, entry: LedgerEntry): void {
  if (node.said === undefined || rankOf(entry) < rankOf(node.said)) node.said = entry;
}

/** The values of a request that statements speak of, found by pointer. */
export class Statements {
  readonly root: Spoken;
  /** The way to what was looked for last, by depth: neighbours follow each other. */
  readonly #steps: Step[] = [];
  readonly #nodes: Spoken[] = [];

  constructor(request: Json) {
    this.root = spoken('', request);
  }

  at(pointer: Pointer): Spoken {
    return this.#at(stepOf(pointer));
  }

  #at(step: Step): Spoken {
    const { around, depth } = step;
    if (around === null) return this.root;
    if (this.#steps[depth] === step) return this.#nodes[depth] as Spoken;
    const node = inside(this.#at(around), step);
    this.#steps[depth] = step;
    this.#nodes[depth] = node;
    return node;
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
