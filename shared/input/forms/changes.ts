import { holeOf, isOpen, joined, listOf, type Members, type Value } from './value.ts';
import { worked } from './worked.ts';

/** A value that is worked out when it is asked for; null where only a run would tell. */
export type Late = () => Value | null;

/** The way from a name to a part of its value: keys of maps, numbers of items, from the end where negative. */
export type Path = readonly Late[];

/** Part of a value, by the name that holds it. */
export interface Place {
  readonly name: string;
  readonly path: Path;
}

/** What a statement does to the value of a name, or to a part of it. */
export type Change =
  /** `of`: the places whose list or map it is, which both names change from then on. */
  | { readonly kind: 'is'; readonly value: Late; readonly of?: readonly Place[] }
  /** `name["key"] = value`, `name.key = value` */
  | { readonly kind: 'set'; readonly path: Path; readonly value: Late }
  /** `name.setdefault("key", value)` */
  | { readonly kind: 'default'; readonly path: Path; readonly value: Late }
  /** `name.append(value)` */
  | { readonly kind: 'item'; readonly path: Path; readonly value: Late }
  /** `name.insert(index, value)` */
  | { readonly kind: 'insert'; readonly path: Path; readonly index: Late; readonly value: Late }
  /** `name += value`, `name.extend(value)`, `name.update(value)`; `onlyShared` leaves texts and numbers as they are */
  | { readonly kind: 'more'; readonly path: Path; readonly value: Late; readonly onlyShared?: boolean }
  /** `name -= value` */
  | { readonly kind: 'worked'; readonly path: Path; readonly sign: string; readonly value: Late }
  /** `del name["key"]`, `name.pop("key")` */
  | { readonly kind: 'without'; readonly path: Path };

/** What makes a name hold a value. */
export type Holding = Extract<Change, { kind: 'is' }>;

export type PartChange = Exclude<Change, Holding>;

/** The name of a member: what its key is, or how it is written where only a run would tell. */
export const keyOf = (key: Value, source: string): string =>
  key.kind === 'text' ? key.text : key.kind === 'plain' ? key.json : `‹${source}›`;

const memberKey = (key: Value): string | null =>
  key.kind === 'call' ? null : keyOf(key, key.kind === 'hole' ? key.hole.name : '');

/** Which item of a list of this length a key means; null for none. */
function indexOf(key: Value, length: number): number | null {
  const at = key.kind === 'plain' ? Number(key.json) : Number.NaN;
  if (!Number.isInteger(at) || at >= length || at < -length) return null;
  return at < 0 ? at + length : at;
}

const without = (members: Members, key: string): Members => {
  const left = new Map(members);
  left.delete(key);
  return left;
};

/** Items with some of them, from `at` on, replaced. */
const spliced = (items: readonly Value[], at: number, remove: number, put: readonly Value[]): Value => {
  const made = [...items];
  made.splice(at, remove, ...put);
  return { kind: 'list', items: made };
};

/** True for a list or a map, which several names can hold and change. */
export const isShared = ({ kind }: Value): boolean => kind === 'list' || kind === 'map';

/** The part of a value behind a path; null where it leads nowhere. */
export function partAt(value: Value | null, path: Path): Value | null {
  const [first, ...rest] = path;
  if (!first || !value) return value;
  const key = first();
  if (!key) return null;
  if (value.kind === 'map') return partAt(value.members.get(memberKey(key) ?? '') ?? null, rest);
  const at = value.kind === 'list' ? indexOf(key, value.items.length) : null;
  return value.kind === 'list' && at !== null ? partAt(value.items[at] ?? null, rest) : null;
}

type Part = (part: Value | undefined) => Value | undefined;

/** A value with the part behind a path as `change` makes it; undefined takes it away. Paths that lead nowhere change nothing. */
function changedAt(value: Value, path: Path, change: Part): Value {
  const [first, ...rest] = path;
  if (!first) return change(value) ?? value;
  const key = first();
  const deeper: Part = (part) => (rest.length === 0 ? change(part) : part && changedAt(part, rest, change));
  if (!key) return value;
  if (value.kind === 'map') {
    const name = memberKey(key);
    if (name === null) return value;
    const part = deeper(value.members.get(name));
    const members = part ? new Map([...value.members, [name, part]]) : without(value.members, name);
    return { kind: 'map', members };
  }
  const at = value.kind === 'list' ? indexOf(key, value.items.length) : null;
  if (value.kind !== 'list' || at === null) return value;
  const part = deeper(value.items[at]);
  return spliced(value.items, at, 1, part ? [part] : []);
}

/** A number after `+=` or another sign; open where the other one is. */
function reckoned(value: Value, sign: string, by: Value): Value {
  const made = worked(value, sign, by);
  return made === null ? (isOpen(by) ? by : value) : { kind: 'plain', json: made };
}

/** What is added is shown as a hole under its own name where only a run would tell. */
function withMore(value: Value, by: Value): Value {
  if (value.kind === 'list' && by.kind === 'list') return listOf(value.items, by.items);
  if (value.kind === 'map' && by.kind === 'map')
    return { kind: 'map', members: new Map([...value.members, ...by.members]) };
  if (value.kind === 'list' && isOpen(by)) return { kind: 'list', items: [...value.items, by] };
  if (value.kind === 'plain') return reckoned(value, '+', by);
  const hole = holeOf(by);
  if (value.kind === 'map' && hole)
    return { kind: 'map', members: new Map([...value.members, [`**${hole.name}`, by]]) };
  return value.kind === 'text' ? (joined([value, by]) ?? value) : value;
}

function inserted(value: Value, index: Value | null, by: Value): Value {
  const at = index?.kind === 'plain' ? Number(index.json) : 0;
  return value.kind === 'list' ? spliced(value.items, at, 0, [by]) : value;
}

/** What a change makes of the part that it speaks of. */
function partAfter(change: PartChange, part: Value | undefined): Value | undefined {
  if (change.kind === 'without') return undefined;
  if (change.kind === 'default' && part) return part;
  const by = change.value();
  if (!by) return part;
  switch (change.kind) {
    case 'set':
    case 'default':
      return by;
    case 'item':
      if (part?.kind === 'list') return { kind: 'list', items: [...part.items, by] };
      return part && isOpen(part) ? { kind: 'list', items: [part, by] } : part;
    case 'insert':
      return part && inserted(part, change.index(), by);
    case 'more':
      return part && (change.onlyShared && !isShared(part) ? part : withMore(part, by));
    case 'worked':
      return part?.kind === 'plain' ? reckoned(part, change.sign, by) : part;
  }
}

/** The same change by another name of what is changed: a text or a number would be another one from then on. */
export function throughPlace(change: PartChange, { path }: Place): PartChange {
  const moved = { ...change, path: [...path, ...change.path] };
  return moved.kind === 'more' && change.path.length === 0 ? { ...moved, onlyShared: true } : moved;
}

/** A value after a change of it, or of a part of it; null where only a run would tell. */
export function changed(value: Value | null, change: Change): Value | null {
  if (change.kind === 'is') return change.value();
  return value && changedAt(value, change.path, (part) => partAfter(change, part));
}
