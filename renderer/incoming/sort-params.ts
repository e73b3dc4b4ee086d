import type { ParamRow, RouteView } from '../../shared/contract/inspection.ts';
import { lossesWithin } from '../../shared/losses/group.ts';

/** In which order parameters are listed: as they are given, by name, or what breaks or is lost first. */
export type ParamOrder = 'given' | 'key' | 'fate';

/** What a person looks for first; everything else stays as it is given. */
function rankOf({ losses }: Pick<RouteView, 'losses'>, { fate, severity, pointer }: ParamRow): number {
  if (fate === 'leaked' || fate === 'refused') return 0;
  if (fate === 'dropped' && severity !== 'info') return 1;
  return fate !== 'added' && lossesWithin(losses, pointer) > 0 ? 2 : 3;
}

/** Parameters in an order; those that weigh the same stay as they are given. */
export function sortParams(
  view: Pick<RouteView, 'losses'>,
  rows: readonly ParamRow[],
  order: ParamOrder,
): readonly ParamRow[] {
  if (order === 'given') return rows;
  if (order === 'key') return [...rows].sort((a, b) => a.key.localeCompare(b.key, 'en'));
  return rows
    .map((row) => ({ row, rank: rankOf(view, row) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => row);
}
