import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import { rolesOf } from '../../shared/capture/family.ts';

/**
 * A line of the list: a client's call or a call of its own; below it a Bedrock call that it caused or one more attempt; and
 * below the newest call of a conversation the earlier ones.
 */
export interface Line {
  readonly row: ExchangeRow;
  readonly level: 1 | 2 | 3;
  /** What it stands below: a call that caused it, a later call of its conversation, or nothing. */
  readonly below: 'call' | 'conversation' | null;
  /** How many Bedrock calls stand below it. */
  readonly children: number;
  /** How many calls of its conversation are listed, itself included, where they stand below it; 0 elsewhere. */
  readonly turns: number;
  /** Those of them that are folded away. */
  readonly folded: readonly ExchangeRow[];
  /** By what it is opened and closed. */
  readonly key: string;
  readonly open: boolean;
  /** `attempt 1`, `retry 1`, `fallback`, `turn 3`; empty on the first level. */
  readonly role: string;
  /** Since the start of the call above, milliseconds; 0 elsewhere. */
  readonly offsetMs: number;
  /** False for one that only stands here because a neighbour passes the filter. */
  readonly passes: boolean;
}

interface Listing {
  readonly isOpen: (key: string) => boolean;
  readonly passes: (row: ExchangeRow) => boolean;
  /** True where calls by which a program only prepares its work are listed, too. */
  readonly preparation: boolean;
  /** True where the calls of a conversation stand below the first of them in the list. */
  readonly grouped: boolean;
}

/** The key by which the earlier calls of a conversation are shown. */
const conversationKey = (conversation: string): string => `conversation ${conversation}`;

/** True for the key of a conversation, which is closed at first; calls are open. */
export const isConversationKey = (key: string): boolean => key.startsWith('conversation ');

/** True for a line that others stand below, or are folded into. */
export const isGroup = ({ children, turns }: Line): boolean => children > 0 || turns > 0;

/** What the column of the route says of a line with others below it; null for one without. */
export function countBelow({ children, turns }: Line): string | null {
  if (turns > 0) return `${turns} turns`;
  return children > 0 ? `${children} ${children === 1 ? 'call' : 'calls'}` : null;
}

/** True where a call is this line's, or one of those that are folded into it. */
export const holds = ({ row, folded }: Line, id: ExchangeId | null): boolean =>
  row.id === id || folded.some((one) => one.id === id);

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

/** The calls of each conversation that has several, by the first of them in the list. */
function conversationsOf(rows: readonly ExchangeRow[]): ReadonlyMap<ExchangeId, readonly ExchangeRow[]> {
  const all = new Map<string, ExchangeRow[]>();
  for (const row of rows) {
    if (row.conversation === null) continue;
    const calls = all.get(row.conversation);
    if (calls) calls.push(row);
    else all.set(row.conversation, [row]);
  }
  return new Map(
    [...all.values()].flatMap((calls) =>
      calls[0] && calls.length > 1 ? [[calls[0].id, calls] as const] : [],
    ),
  );
}

/**
 * The lines of the list, in the order of the rows. Where a filter passes one call of a family, the others stand with it. Calls by
 * which a program only prepares its work are left out unless `preparation` asks for them.
 */
export function linesOf(
  rows: readonly ExchangeRow[],
  { isOpen, passes, preparation, grouped }: Listing,
): readonly Line[] {
  const families = familiesOf(rows);
  const children = new Set([...families.values()].flat().map(({ id }) => id));
  const listed = rows.filter(
    (row) =>
      !children.has(row.id) &&
      (preparation || !row.preparation) &&
      (passes(row) || (families.get(row.id) ?? []).some(passes)),
  );
  const conversations = grouped ? conversationsOf(listed) : new Map<ExchangeId, readonly ExchangeRow[]>();
  const earlier = new Set([...conversations.values()].flatMap((calls) => calls.slice(1)));
  const lines: Line[] = [];

  const add = (row: ExchangeRow, level: 1 | 2, role: string): void => {
    const family = families.get(row.id) ?? [];
    const [, ...turns] = level === 1 ? (conversations.get(row.id) ?? []) : [];
    const key = turns.length > 0 && row.conversation !== null ? conversationKey(row.conversation) : row.id;
    const open = family.length + turns.length > 0 && isOpen(key);
    lines.push({
      row,
      level,
      below: level === 1 ? null : 'conversation',
      children: family.length,
      turns: turns.length === 0 ? 0 : turns.length + 1,
      folded: open ? [] : turns,
      key,
      open,
      role,
      offsetMs: 0,
      passes: passes(row),
    });
    if (!open) return;
    const roles = rolesOf(row, family);
    for (const [i, child] of family.entries())
      lines.push({
        row: child,
        level: level === 1 ? 2 : 3,
        below: 'call',
        children: 0,
        turns: 0,
        folded: [],
        key: child.id,
        open: false,
        role: roles[i] ?? '',
        offsetMs: Math.max(0, child.startedAt - row.startedAt),
        passes: passes(child),
      });
    // Numbered by time, whichever way round the list is.
    const turnOf = new Map([row, ...turns].sort(bySend).map(({ id }, i) => [id, i + 1]));
    for (const turn of turns) add(turn, 2, `turn ${turnOf.get(turn.id)}`);
  };
  for (const row of listed) if (!earlier.has(row)) add(row, 1, '');
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
