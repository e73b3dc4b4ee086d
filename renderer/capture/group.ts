import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import { rolesOf } from '../../shared/capture/family.ts';

/** A line of the list: a client's call or a call of its own, or, below it, a Bedrock call that it caused or one more attempt. */
export interface Line {
  readonly row: ExchangeRow;
  readonly level: 1 | 2;
  /** How many Bedrock calls stand below it. */
  readonly children: number;
  readonly open: boolean;
  /** `attempt 1`, `retry 1`, `fallback`; empty on the first level. */
  readonly role: string;
  /** Since the start of the call above, milliseconds; 0 on the first level. */
  readonly offsetMs: number;
  /** False for one that only stands here because a neighbour passes the filter. */
  readonly passes: boolean;
}

const bySend = (a: ExchangeRow, b: ExchangeRow): number => a.number - b.number;

/** The Bedrock calls of each client's call, in the order in which they were made. */
function familiesOf(rows: readonly ExchangeRow[]): ReadonlyMap<ExchangeId, readonly ExchangeRow[]> {
  const known = new Set(rows.map(({ id }) => id));
  const families = new Map<ExchangeId, ExchangeRow[]>();
  for (const row of rows) {
    const parent = row.cause?.client;
    if (parent === undefined || !known.has(parent)) continue;
    const family = families.get(parent);
    if (family) family.push(row);
    else families.set(parent, [row]);
  }
  for (const family of families.values()) family.sort(bySend);
  return families;
}

/**
 * The lines of the list, in the order of the rows. Where a filter passes one call of a family, the others stand with it. Calls by
 * which a program only prepares its work are left out unless `preparation` asks for them.
 */
export function linesOf(
  rows: readonly ExchangeRow[],
  isOpen: (id: ExchangeId) => boolean,
  passes: (row: ExchangeRow) => boolean,
  preparation: boolean,
): readonly Line[] {
  const families = familiesOf(rows);
  const children = new Set([...families.values()].flat().map(({ id }) => id));
  const lines: Line[] = [];
  for (const row of rows) {
    if (children.has(row.id) || (row.preparation && !preparation)) continue;
    const family = families.get(row.id) ?? [];
    const own = passes(row);
    if (!own && !family.some(passes)) continue;
    const open = family.length > 0 && isOpen(row.id);
    lines.push({ row, level: 1, children: family.length, open, role: '', offsetMs: 0, passes: own });
    if (!open) continue;
    const roles = rolesOf(row, family);
    for (const [i, child] of family.entries()) {
      const offsetMs = Math.max(0, child.startedAt - row.startedAt);
      lines.push({
        row: child,
        level: 2,
        children: 0,
        open: false,
        role: roles[i] ?? '',
        offsetMs,
        passes: passes(child),
      });
    }
  }
  return lines;
}

/** The end of the time axis that all lines share, milliseconds: a round number over the longest call. */
export function axisEnd(lines: readonly Line[], nowMs: number): number {
  const longest = lines.reduce(
    (most, { row, offsetMs }) => Math.max(most, offsetMs + durationOf(row, nowMs)),
    0,
  );
  const steps = [
    200, 500, 1_000, 2_000, 4_000, 8_000, 12_000, 20_000, 40_000, 60_000, 120_000, 300_000, 600_000,
  ];
  return steps.find((step) => step >= longest) ?? longest;
}

/** How long a call took, or has taken until now, milliseconds. */
export const durationOf = ({ endMs, state, startedAt }: ExchangeRow, nowMs: number): number =>
  endMs ?? (state === 'open' ? Math.max(0, nowMs - startedAt) : 0);
