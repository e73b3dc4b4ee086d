import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import { isWithin, type Pointer, parent, segments, valueAt } from '../json/pointer.ts';
import { type Ledger, type LedgerEntry, lazyLedger } from '../pipeline/ledger/ledger.ts';
import type { Rule } from '../pipeline/ledger/rule.ts';

/** A body with the ledger that explains it. */
export interface Sent {
  readonly body: JsonObject;
  readonly ledger: Ledger;
}

type Edit = (holder: Json, key: string) => Json;

/** The document with the container at the end of a path changed by `edit`; nothing else is copied or touched. */
function edited(document: Json, [first, ...rest]: readonly string[], edit: Edit): Json {
  if (first === undefined) return document;
  if (rest.length === 0) return edit(document, first);
  if (isArray(document)) {
    return document.map((item, i) => (String(i) === first ? edited(item, rest, edit) : item));
  }
  if (!isObject(document) || !Object.hasOwn(document, first)) return document;
  return { ...document, [first]: edited(document[first] as Json, rest, edit) };
}

const remove: Edit = (holder, key) => {
  if (isArray(holder)) return holder.filter((_, i) => String(i) !== key);
  if (!isObject(holder)) return holder;
  return Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key));
};

const put =
  (value: Json): Edit =>
  (holder, key) => {
    if (isArray(holder)) return holder.map((item, i) => (String(i) === key ? value : item));
    return isObject(holder) ? { ...holder, [key]: value } : holder;
  };

/** The place to remove so that no object is left empty. */
function outermost(body: JsonObject, pointer: Pointer): Pointer {
  const around = parent(pointer);
  if (around === undefined || around === '') return pointer;
  const holder = valueAt(body, around) ?? null;
  return isObject(holder) && Object.keys(holder).length === 1 ? outermost(body, around) : pointer;
}

/** Where a place of the body is after the item at `removed` has left its list. */
function closedUp(pointer: Pointer, removed: Pointer, body: JsonObject): Pointer {
  const list = parent(removed) ?? '';
  if (!isArray(valueAt(body, list) ?? null) || !pointer.startsWith(`${list}/`)) return pointer;
  const [index = '', ...rest] = pointer.slice(list.length + 1).split('/');
  const gone = Number(removed.slice(list.length + 1));
  return Number(index) > gone ? [list, Number(index) - 1, ...rest].join('/') : pointer;
}

/** The incoming values that the value at `pointer` was made from, as far as `entry` speaks of it. */
const sourcesAt = (pointer: Pointer, { from, exact }: LedgerEntry, at: Pointer): readonly Pointer[] =>
  exact && from[0] !== undefined ? [from[0] + pointer.slice(at.length)] : [];

/**
 * Takes the value at `pointer` out of the body. What it was made from is not sent by `rule`, unless the
 * same incoming value went elsewhere too.
 */
export function without({ body, ledger }: Sent, pointer: Pointer, rule: Rule): Sent {
  const removed = outermost(body, pointer);
  const left = edited(body, segments(removed), remove) as JsonObject;
  const unsent = (from: readonly Pointer[]): readonly LedgerEntry[] =>
    from.length === 0 ? [] : [{ from, to: null, exact: false, rule }];
  const entriesLeft = (entry: LedgerEntry): readonly LedgerEntry[] => {
    if (entry.to?.part !== 'body') return [entry];
    const at = entry.to.pointer;
    if (isWithin(at, removed)) return unsent(entry.from);
    if (!isWithin(removed, at)) {
      return [{ ...entry, to: { part: 'body', pointer: closedUp(at, removed, body) } }];
    }
    const value = valueAt(left, at);
    const around = { ...entry, exact: false, ...(value === undefined ? {} : { value }) };
    return [around, ...unsent(sourcesAt(removed, entry, at))];
  };
  return { body: left, ledger: lazyLedger(() => ({ entries: ledger.entries.flatMap(entriesLeft) })) };
}

/** Puts another value in the place of the one at `pointer`; what that was made from is said to have gone there by `rule`. */
export function withValue({ body, ledger }: Sent, pointer: Pointer, value: Json, rule: Rule): Sent {
  const changed = edited(body, segments(pointer), put(value)) as JsonObject;
  const entriesAfter = (): readonly LedgerEntry[] => {
    const from = new Set<Pointer>();
    const entries = ledger.entries.flatMap((entry): readonly LedgerEntry[] => {
      if (entry.to?.part !== 'body') return [entry];
      const at = entry.to.pointer;
      if (isWithin(at, pointer)) {
        for (const source of entry.from) from.add(source);
        return [];
      }
      if (!isWithin(pointer, at)) return [entry];
      for (const source of sourcesAt(pointer, entry, at)) from.add(source);
      return [{ ...entry, exact: false, value: valueAt(changed, at) ?? null }];
    });
    const to = { part: 'body', pointer } as const;
    return [...entries, { from: [...from], to, exact: false, value, rule }];
  };
  return { body: changed, ledger: lazyLedger(() => ({ entries: entriesAfter() })) };
}
