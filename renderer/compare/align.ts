import type { LedgerRow, RouteView } from '../../shared/contract/inspection.ts';
import { isArray, type Json, jsonEqual } from '../../shared/json/json.ts';
import { isWithin, type Pointer, parent, segments, valueAt } from '../../shared/json/pointer.ts';
import { readJson } from '../../shared/json/read-json.ts';
import { numberAsWritten } from '../../shared/json/texts.ts';
import type { Fate } from '../../shared/pipeline/ledger/fate.ts';
import { outermost } from '../outgoing/linking.ts';

/**
 * How the two sides of a row stand to each other. `place` is told on one and the same route only:
 * two routes have other names for most things.
 */
export type Relation = 'same' | 'place' | 'shape' | 'one-side' | 'neither';

/** Where one incoming value went on one side. */
export interface Cell {
  readonly kind: 'body' | 'path' | 'header' | 'none';
  /** Outermost places in the body; one or more for `body`. */
  readonly pointers: readonly Pointer[];
  readonly text: string;
  readonly value: Json | undefined;
  /** The text of a number that JavaScript holds otherwise: `1.0`, `1234567890123456789`. */
  readonly written: string | undefined;
  /** What became of it where it was not sent. */
  readonly fate: Fate | null;
}

/** One incoming value (or, without `from`, one added value) and where it went on both sides. */
export interface AlignedRow {
  readonly id: string;
  readonly from: Pointer | null;
  readonly value: Json | undefined;
  readonly written: string | undefined;
  readonly left: Cell;
  readonly right: Cell;
  readonly relation: Relation;
  readonly leaked: boolean;
}

/** Lists of these keys are compared item by item. */
const ITEMWISE = new Set(['messages', 'tools', 'system']);

/** The incoming value that a row stands for: a top-level key, or one item of a long list. */
function unitOf(pointer: Pointer): Pointer {
  const [first, second] = segments(pointer);
  if (first === undefined) return '';
  const depth = ITEMWISE.has(first) && second !== undefined && /^\d+$/.test(second) ? 2 : 1;
  return pointer
    .split('/')
    .slice(0, depth + 1)
    .join('/');
}

interface Side {
  readonly view: RouteView;
  readonly body: Json;
}

function sideOf(view: RouteView): Side {
  const { outcome } = view;
  return { view, body: outcome.kind === 'outgoing' ? readJson(outcome.outgoing.bodyText) : null };
}

const NOTHING: Cell = {
  kind: 'none',
  pointers: [],
  text: '',
  value: undefined,
  written: undefined,
  fate: null,
};

/** A value and, where it is a number, how it was written. */
function shownAt(root: Json, pointer: Pointer): Pick<Cell, 'value' | 'written'> {
  const container = valueAt(root, parent(pointer) ?? '');
  const written =
    typeof container === 'object' && container !== null
      ? numberAsWritten(container, segments(pointer).at(-1) ?? '')
      : undefined;
  return { value: valueAt(root, pointer), written };
}

const isItem = (unit: Pointer): boolean => segments(unit).length > 1;

/** An item goes to items: a list is no place of its own where one of its items is. */
function withoutLists(body: Json, targets: readonly Pointer[]): readonly Pointer[] {
  return targets.filter(
    (list) =>
      !isArray(valueAt(body, list) ?? null) ||
      !targets.some((target) => target !== list && isWithin(target, list)),
  );
}

const bodyPointers = (entries: readonly LedgerRow[]): readonly Pointer[] =>
  entries.flatMap(({ to }) => (to?.part === 'body' ? [to.pointer] : []));

/** Where a unit went in the body: what was made of it alone, before what it shares with its neighbours. */
function placesOf({ body }: Side, unit: Pointer, entries: readonly LedgerRow[]): readonly Pointer[] {
  if (!isItem(unit)) return bodyPointers(entries);
  const own = bodyPointers(entries.filter(({ from }) => from.every((source) => unitOf(source) === unit)));
  return withoutLists(body, own.length > 0 ? own : bodyPointers(entries));
}

function fateOf({ view }: Side, entry: LedgerRow): Fate | null {
  return view.rules[entry.rule]?.fate ?? null;
}

function cellOf(side: Side, unit: Pointer, entries: readonly LedgerRow[]): Cell {
  const body = outermost(placesOf(side, unit, entries));
  const [first] = body;
  if (first !== undefined) {
    return { kind: 'body', pointers: body, text: '', ...shownAt(side.body, first), fate: null };
  }
  for (const { to } of entries) {
    if (to?.part === 'path') return { ...NOTHING, kind: 'path', text: pathPart(side.view, unit) };
    if (to?.part === 'header') return { ...NOTHING, kind: 'header', text: to.name };
  }
  const [entry] = entries;
  return entry ? { ...NOTHING, fate: fateOf(side, entry) } : NOTHING;
}

/** The part of the path that a value decides: the model its second step, everything else its end. */
function pathPart({ outcome }: RouteView, unit: Pointer): string {
  if (outcome.kind !== 'outgoing') return '';
  const steps = outcome.outgoing.path.split('/');
  return unit === '/model' ? `/model/${steps[2] ?? ''}/…` : `…/${steps[steps.length - 1] ?? ''}`;
}

type Relate = (left: Cell, right: Cell) => Relation;

function meaningOf(left: Cell, right: Cell): Relation {
  const sides = [left, right].filter(({ kind }) => kind !== 'none').length;
  if (sides === 0) return 'neither';
  if (sides === 1) return 'one-side';
  if (left.kind !== 'body' || right.kind !== 'body') return left.kind === right.kind ? 'same' : 'shape';
  return left.pointers.length === right.pointers.length &&
    jsonEqual(left.value, right.value) &&
    left.written === right.written
    ? 'same'
    : 'shape';
}

/** On one and the same route the place counts too. */
function meaningAndPlaceOf(left: Cell, right: Cell): Relation {
  const relation = meaningOf(left, right);
  const samePlace =
    left.text === right.text && left.pointers.every((pointer, i) => pointer === right.pointers[i]);
  return relation === 'same' && !samePlace ? 'place' : relation;
}

/** True where the sides do not do the same; a value that both leave out for the same reason is no difference. */
export const differs = ({ relation, left, right }: AlignedRow): boolean =>
  relation === 'neither' ? left.fate !== right.fate : relation !== 'same';

const leaks = (side: Side, entries: readonly LedgerRow[]): boolean =>
  entries.some((entry) => fateOf(side, entry) === 'leaked');

/**
 * Aligns what two views make of one request by meaning: one row for each incoming value, then one
 * for each value that a side adds by itself. `request` is the parsed incoming request.
 */
export function align(request: Json, left: RouteView, right: RouteView): readonly AlignedRow[] {
  const sides = [sideOf(left), sideOf(right)] as const;
  const relate = left.route === right.route ? meaningAndPlaceOf : meaningOf;
  const grouped = sides.map(({ view }) => byUnit(view.ledger));
  const [ofLeft = new Map(), ofRight = new Map()] = grouped;
  const units = [...new Set([...ofLeft.keys(), ...ofRight.keys()])].sort(byOrderIn(request));
  const given = units.map((unit) => {
    const entries = [ofLeft.get(unit) ?? [], ofRight.get(unit) ?? []] as const;
    const cells = [cellOf(sides[0], unit, entries[0]), cellOf(sides[1], unit, entries[1])] as const;
    return {
      id: `given ${unit}`,
      from: unit,
      ...shownAt(request, unit),
      left: cells[0],
      right: cells[1],
      relation: relate(...cells),
      leaked: leaks(sides[0], entries[0]) || leaks(sides[1], entries[1]),
    };
  });
  return [...given, ...added(...sides, relate)];
}

function byUnit(ledger: readonly LedgerRow[]): Map<Pointer, readonly LedgerRow[]> {
  const units = new Map<Pointer, readonly LedgerRow[]>();
  for (const entry of ledger) {
    for (const unit of new Set(entry.from.map(unitOf))) units.set(unit, [...(units.get(unit) ?? []), entry]);
  }
  return withoutCovered(units);
}

/** Entries that speak of a whole list are dropped where others speak of its items. */
function withoutCovered(units: Map<Pointer, readonly LedgerRow[]>): Map<Pointer, readonly LedgerRow[]> {
  const keys = [...units.keys()];
  for (const key of keys) {
    if (keys.some((other) => other !== key && isWithin(other, key))) units.delete(key);
  }
  return units;
}

function byOrderIn(request: Json): (a: Pointer, b: Pointer) => number {
  const keys = typeof request === 'object' && request !== null ? Object.keys(request) : [];
  const rank = (pointer: Pointer): readonly [number, number] => {
    const [first = '', second] = segments(pointer);
    const at = keys.indexOf(first);
    return [at < 0 ? keys.length : at, second === undefined ? -1 : Number(second)];
  };
  return (a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x[0] - y[0] || x[1] - y[1];
  };
}

function added(left: Side, right: Side, relate: Relate): readonly AlignedRow[] {
  const pointersOf = ({ view }: Side): readonly Pointer[] =>
    outermost(
      view.ledger.flatMap(({ from, to }) => (from.length === 0 && to?.part === 'body' ? [to.pointer] : [])),
    );
  const [ofLeft, ofRight] = [pointersOf(left), pointersOf(right)];
  /** Containers that only hold what was given are not worth a row. */
  const nested = (pointer: Pointer, { view }: Side): boolean =>
    view.ledger.some(
      ({ from, to }) =>
        from.length > 0 &&
        to?.part === 'body' &&
        (isWithin(pointer, to.pointer) || isWithin(to.pointer, pointer)),
    );
  const cell = (side: Side, pointers: readonly Pointer[], pointer: Pointer): Cell =>
    pointers.includes(pointer)
      ? { kind: 'body', pointers: [pointer], text: '', ...shownAt(side.body, pointer), fate: null }
      : NOTHING;
  return [
    ...new Set([...ofLeft.filter((p) => !nested(p, left)), ...ofRight.filter((p) => !nested(p, right))]),
  ].map((pointer) => {
    const cells = [cell(left, ofLeft, pointer), cell(right, ofRight, pointer)] as const;
    return {
      id: `added ${pointer}`,
      from: null,
      value: undefined,
      written: undefined,
      left: cells[0],
      right: cells[1],
      relation: relate(...cells),
      leaked: false,
    };
  });
}

/** How many rows stand in each relation. */
export function countRelations(rows: readonly AlignedRow[]): Readonly<Record<Relation, number>> {
  const counts = { same: 0, place: 0, shape: 0, 'one-side': 0, neither: 0 };
  for (const { relation } of rows) counts[relation]++;
  return counts;
}
