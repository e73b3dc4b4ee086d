import type { LedgerRow, RouteView } from '../../shared/contract/inspection.ts';
import { openPathOf, type Pointer, pathOf, placeOf } from '../../shared/json/pointer.ts';
import type { Rule, Severity } from '../../shared/pipeline/ledger/rule.ts';
import type { Target } from '../../shared/pipeline/ledger/trace.ts';
import { targetText } from '../incoming/describe.ts';
import type { Pointed } from '../store/link.ts';

/** What one rule did at places that differ in their lists’ indices alone: “`name` of 201 messages: dropped”. */
export interface EntryGroup {
  /** Unique among the groups of a stage. */
  readonly id: string;
  readonly rule: Rule;
  /** Where the values stood and where they went, as people write it, with `*` where several items of a list are meant. */
  readonly way: string;
  /** One for each entry, in the order of the ledger; null where the entry has no place. */
  readonly places: readonly (Pointed | null)[];
}

/** So many sources of one entry are named. */
const NAMED = 3;

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function listed(pointers: readonly Pointer[], path: (pointer: Pointer) => string): string {
  const named = pointers.slice(0, NAMED).map(path).join(', ');
  return pointers.length > NAMED ? `${named} and ${pointers.length - NAMED} more` : named;
}

const targetPlace = (to: Target): string => (to.part === 'body' ? placeOf(to.pointer) : targetText(to));

/** Entries with the same id are one group. */
const idOf = ({ from, to }: LedgerRow, rule: Rule): string =>
  [rule.id, ...from.slice(0, NAMED).map(placeOf), to ? targetPlace(to) : ''].join(' ');

function wayOf({ from, to }: LedgerRow, alone: boolean): string {
  const path = alone ? pathOf : openPathOf;
  const source = listed(from, path);
  if (!to) return source;
  const target = to.part === 'body' && to.pointer !== '' ? path(to.pointer) : targetText(to);
  return source === '' ? target : `${source} → ${target}`;
}

function placeOfEntry({ from: [first], to }: LedgerRow): Pointed | null {
  if (to?.part === 'body') return { side: 'outgoing', pointer: to.pointer };
  return first === undefined ? null : { side: 'incoming', pointer: first };
}

/** The entries of a stage in groups: those that break or lose something first, then as they stand in the ledger. */
export function groupEntries(
  { ledger, rules }: Pick<RouteView, 'ledger' | 'rules'>,
  entries: readonly number[],
): readonly EntryGroup[] {
  const groups = new Map<string, { readonly rule: Rule; readonly rows: LedgerRow[] }>();
  for (const index of entries) {
    const row = ledger[index];
    const rule = row && rules[row.rule];
    if (!row || !rule) continue;
    const id = idOf(row, rule);
    const known = groups.get(id);
    if (known) known.rows.push(row);
    else groups.set(id, { rule, rows: [row] });
  }
  return [...groups]
    .flatMap(([id, { rule, rows }]): readonly EntryGroup[] => {
      const [first] = rows;
      if (!first) return [];
      return [{ id, rule, way: wayOf(first, rows.length === 1), places: rows.map(placeOfEntry) }];
    })
    .sort((a, b) => WEIGHT[a.rule.severity] - WEIGHT[b.rule.severity]);
}
