import type { ExchangeRow } from '../../shared/capture/exchange.ts';

/** Columns of the list of this session, by what each is sorted. */
export const SORTED_BY = {
  time: (row) => row.number,
  program: (row) => row.program.toLowerCase(),
  model: (row) => row.model?.toLowerCase() ?? null,
  route: (row) => row.route ?? row.dialect,
  status: (row) => row.status,
  flags: (row) => row.flags.length,
  tokens: ({ usage: { inputTokens, outputTokens } }) =>
    inputTokens === null && outputTokens === null ? null : (inputTokens ?? 0) + (outputTokens ?? 0),
  first: (row) => row.firstTokenMs,
  duration: (row) => row.endMs,
} as const satisfies Readonly<Record<string, (row: ExchangeRow) => string | number | null>>;
export type LiveSortKey = keyof typeof SORTED_BY;

export interface LiveSort {
  readonly by: LiveSortKey;
  readonly descending: boolean;
}

export const NEWEST_FIRST: LiveSort = { by: 'time', descending: true };

/** Rows in the order of a column; those without a value come last, equal ones the newest first. */
export function sorted(rows: readonly ExchangeRow[], { by, descending }: LiveSort): readonly ExchangeRow[] {
  const value: (row: ExchangeRow) => string | number | null = SORTED_BY[by];
  const sign = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null)
      return (a === null ? 1 : 0) - (b === null ? 1 : 0) || other.number - one.number;
    return (a < b ? -sign : a > b ? sign : 0) || other.number - one.number;
  });
}
