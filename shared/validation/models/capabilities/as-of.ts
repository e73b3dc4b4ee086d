import type { Capabilities, Cell } from './capability.ts';

const isCell = (value: unknown): value is Cell<unknown> =>
  typeof value === 'object' && value !== null && 'evidence' in value;

/** The cell that held on a day: the youngest that had begun by then, else the oldest. */
function heldOn(cell: Cell<unknown>, day: string): Cell<unknown> {
  const { since, before } = cell;
  return before === undefined || since === undefined || since <= day ? cell : heldOn(before, day);
}

const known = new WeakMap<Capabilities, Map<string, Capabilities>>();
/** A caller that asks about many days does not fill the memory. */
const MOST_DAYS = 200;

/**
 * A row as it was on a day.
 * @param day `YYYY-MM-DD`, or null for the row as it is now
 */
export function rowOn(row: Capabilities, day: string | null): Capabilities {
  if (day === null) return row;
  const days = known.get(row) ?? new Map<string, Capabilities>();
  known.set(row, days);
  const found = days.get(day);
  if (found) return found;
  const changed = Object.entries(row).flatMap(([name, cell]) => {
    const held = isCell(cell) ? heldOn(cell, day) : cell;
    return held === cell ? [] : [[name, held] as const];
  });
  const then = changed.length === 0 ? row : { ...row, ...Object.fromEntries(changed) };
  if (days.size >= MOST_DAYS) days.clear();
  days.set(day, then);
  return then;
}
