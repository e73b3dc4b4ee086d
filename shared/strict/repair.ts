import { lastUpTo } from '../bisect/first-where.ts';
import { withEdits } from '../json/edit.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { type Pointer, parent, valueAt } from '../json/pointer.ts';
import type { Ledger, LedgerEntry } from '../pipeline/ledger/entry.ts';
import { lazyLedger } from '../pipeline/ledger/lazy-ledger.ts';
import type { Rule } from '../pipeline/ledger/rule.ts';

/** A body with the ledger that explains it. */
export interface Sent {
  readonly body: JsonObject;
  readonly ledger: Ledger;
}

/** One value of a body that goes, or gets another value, by a rule. */
export type Repair =
  | { readonly kind: 'drop'; readonly pointer: Pointer; readonly rule: Rule }
  | { readonly kind: 'set'; readonly pointer: Pointer; readonly value: Json; readonly rule: Rule };

/** The pointers around a place, from its holder outwards, without the whole document. */
function* around(pointer: Pointer): Generator<Pointer> {
  for (let at = parent(pointer); at; at = parent(at)) yield at;
}

const isInside = (pointer: Pointer, places: ReadonlyMap<Pointer, unknown>): boolean => {
  if (places.has(pointer)) return true;
  for (const at of around(pointer)) if (places.has(at)) return true;
  return false;
};

/** The places to remove so that no object is left empty, with the rule of each. */
function outermost(body: JsonObject, drops: ReadonlyMap<Pointer, Rule>): ReadonlyMap<Pointer, Rule> {
  const found = new Map(drops);
  const inside = new Map<Pointer, number>();
  const leave = (pointer: Pointer, rule: Rule): void => {
    const holder = parent(pointer);
    if (!holder) return;
    const count = (inside.get(holder) ?? 0) + 1;
    inside.set(holder, count);
    const value = valueAt(body, holder) ?? null;
    if (!isObject(value) || Object.keys(value).length > count || found.has(holder)) return;
    found.set(holder, rule);
    leave(holder, rule);
  };
  for (const [pointer, rule] of drops) leave(pointer, rule);
  return new Map([...found].filter(([pointer]) => !isInside(parent(pointer) ?? '', found)));
}

/** Says where a place of the body is after items have left their lists. */
function closingUp(body: JsonObject, removed: ReadonlyMap<Pointer, unknown>): (pointer: Pointer) => Pointer {
  // Rising, after a first one that is below all indexes.
  const gone = new Map<Pointer, number[]>();
  for (const pointer of removed.keys()) {
    const list = parent(pointer) ?? '';
    if (!isArray(valueAt(body, list) ?? null)) continue;
    const index = Number(pointer.slice(list.length + 1));
    const known = gone.get(list);
    if (known) known.push(index);
    else gone.set(list, [-1, index]);
  }
  if (gone.size === 0) return (pointer) => pointer;
  for (const indexes of gone.values()) indexes.sort((a, b) => a - b);
  return (pointer) => {
    let [before, after] = ['', ''];
    for (const segment of pointer.split('/').slice(1)) {
      const indexes = gone.get(before);
      const earlier = indexes ? lastUpTo(indexes, Number(segment) - 1) : 0;
      before += `/${segment}`;
      after += `/${earlier > 0 ? Number(segment) - earlier : segment}`;
    }
    return after;
  };
}

/** The changed places below each value that holds any. */
function placesInside(places: Iterable<Pointer>): ReadonlyMap<Pointer, readonly Pointer[]> {
  const found = new Map<Pointer, Pointer[]>();
  for (const place of places) {
    for (const holder of [...around(place), '']) {
      const known = found.get(holder);
      if (known) known.push(place);
      else found.set(holder, [place]);
    }
  }
  return found;
}

/** The incoming values that the value at `pointer` was made from, as far as an entry for the value at `at` tells. */
const sourcesAt = (pointer: Pointer, { from, exact }: LedgerEntry, at: Pointer): readonly Pointer[] =>
  exact && from[0] !== undefined ? [from[0] + pointer.slice(at.length)] : [];

type Replacement = Extract<Repair, { readonly kind: 'set' }>;

function entriesAfter(
  { body, ledger }: Sent,
  after: JsonObject,
  removed: ReadonlyMap<Pointer, Rule>,
  set: ReadonlyMap<Pointer, Replacement>,
): readonly LedgerEntry[] {
  const closedUp = closingUp(body, removed);
  const inside = placesInside([...removed.keys(), ...set.keys()]);
  const sources = new Map([...set.keys()].map((pointer) => [pointer, new Set<Pointer>()]));
  const unsent = (from: readonly Pointer[], rule: Rule): readonly LedgerEntry[] =>
    from.length === 0 ? [] : [{ from, to: null, exact: false, rule }];
  const holderIn = <T>(pointer: Pointer, places: ReadonlyMap<Pointer, T>): T | undefined => {
    for (const at of [pointer, ...around(pointer)]) {
      const found = places.get(at);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const changed = ledger.entries.flatMap((entry): readonly LedgerEntry[] => {
    if (entry.to?.part !== 'body') return [entry];
    const at = entry.to.pointer;
    const rule = holderIn(at, removed);
    if (rule) return unsent(entry.from, rule);
    const given = holderIn(at, sources);
    if (given) {
      for (const source of entry.from) given.add(source);
      return [];
    }
    const to = { part: 'body', pointer: closedUp(at) } as const;
    const places = inside.get(at);
    if (!places) return [{ ...entry, to }];
    const value = valueAt(after, to.pointer);
    const unsentInside = places.flatMap((place) => {
      const from = sourcesAt(place, entry, at);
      for (const source of from) sources.get(place)?.add(source);
      const dropped = removed.get(place);
      return dropped ? unsent(from, dropped) : [];
    });
    return [{ ...entry, to, exact: false, ...(value === undefined ? {} : { value }) }, ...unsentInside];
  });
  const made = [...set.values()].map(
    ({ pointer, value, rule }): LedgerEntry => ({
      from: [...(sources.get(pointer) ?? [])],
      to: { part: 'body', pointer: closedUp(pointer) },
      exact: false,
      value,
      rule,
    }),
  );
  return [...changed, ...made];
}

/**
 * Changes values of a body, all at once. What a removed value was made from is not sent by its rule, unless the same
 * incoming value went elsewhere too; what a replaced one was made from is said to have gone there by its rule. Pointers
 * speak of the body before. The cost is that of walking body and ledger once, however many repairs there are.
 */
export function repair(sent: Sent, repairs: readonly Repair[]): Sent {
  const dropped = new Map<Pointer, Rule>();
  const set = new Map<Pointer, Replacement>();
  for (const one of repairs) {
    if (one.kind === 'drop') dropped.set(one.pointer, one.rule);
    else set.set(one.pointer, one);
  }
  const removed = outermost(sent.body, dropped);
  const after = withEdits(sent.body, [
    ...[...removed.keys()].map((pointer) => ({ kind: 'drop', pointer }) as const),
    ...[...set.values()].map(({ pointer, value }) => ({ kind: 'set', pointer, value }) as const),
  ]);
  return { body: after, ledger: lazyLedger(() => ({ entries: entriesAfter(sent, after, removed, set) })) };
}

/** Those of some repairs that do not touch each other: the first ones of each place. */
export function apart(repairs: readonly Repair[]): readonly Repair[] {
  const taken = new Map<Pointer, Repair>();
  const holders = new Set<Pointer>();
  for (const one of repairs) {
    if (holders.has(one.pointer) || isInside(one.pointer, taken)) continue;
    taken.set(one.pointer, one);
    for (const holder of around(one.pointer)) holders.add(holder);
  }
  return [...taken.values()];
}
