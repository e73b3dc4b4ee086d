import { holeOf, isOpen, joined, listOf, type Members, type Value } from './value.ts';

/** A value that is worked out when it is asked for; null where only a run would tell. */
export type Late = () => Value | null;

/** The way from a name to a part of its value: keys of maps, numbers of items, from the end where negative. */
export type Path = readonly Late[];

/** What a statement does to the value of a name, or to a part of it. */
export type Change =
  | { readonly kind: 'is'; readonly value: Late }
  /** `name["key"] = value`, `name.key = value` */
  | { readonly kind: 'set'; readonly path: Path; readonly value: Late }
  /** `name.setdefault("key", value)` */
  | { readonly kind: 'default'; readonly path: Path; readonly value: Late }
  /** `name.append(value)` */
  | { readonly kind: 'item'; readonly path: Path; readonly value: Late }
  /** `name.insert(index, value)` */
  | { readonly kind: 'insert'; readonly path: Path; readonly index: Late; readonly value: Late }
  /** `name += value`, `name.extend(value)`, `name.update(value)` */
  | { readonly kind: 'more'; readonly path: Path; readonly value: Late }
  /** `del name["key"]`, `name.pop("key")` */
  | { readonly kind: 'without'; readonly path: Path };

type PartChange = Exclude<Change, { kind: 'is' }>;

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

/** What is added is shown as a hole under its own name where only a run would tell. */
function withMore(value: Value, by: Value): Value {
  if (value.kind === 'list' && by.kind === 'list') return listOf(value.items, by.items);
  if (value.kind === 'map' && by.kind === 'map')
    return { kind: 'map', members: new Map([...value.members, ...by.members]) };
  if (value.kind === 'list' && isOpen(by)) return { kind: 'list', items: [...value.items, by] };
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
      return part?.kind === 'list' ? { kind: 'list', items: [...part.items, by] } : part;
    case 'insert':
      return part && inserted(part, change.index(), by);
    case 'more':
      return part && withMore(part, by);
  }
}

/** A value after a change of it, or of a part of it; null where only a run would tell. */
export function changed(value: Value | null, change: Change): Value | null {
  if (change.kind === 'is') return change.value();
  return value && changedAt(value, change.path, (part) => partAfter(change, part));
}
