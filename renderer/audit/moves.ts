import { lookUp } from '../../shared/json/look-up.ts';
/** A place in the grid: row and column of the shown cells, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down move by. */
  readonly page: number;
}

type Move = (at: Place, extent: Extent) => Place;

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: (at) => ({ ...at, row: at.row - 1 }),
  ArrowDown: (at) => ({ ...at, row: at.row + 1 }),
  ArrowLeft: (at) => ({ ...at, column: at.column - 1 }),
  ArrowRight: (at) => ({ ...at, column: at.column + 1 }),
  PageUp: (at, { page }) => ({ ...at, row: at.row - page }),
  PageDown: (at, { page }) => ({ ...at, row: at.row + page }),
  Home: (at) => ({ ...at, column: 0 }),
  End: (at, { columns }) => ({ ...at, column: columns - 1 }),
  'Control+Home': () => ({ row: 0, column: 0 }),
  'Control+End': (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
};

const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));

/** Where a key leads in a grid, as the ARIA grid pattern has it; null for other keys. */
export function moved(key: string, control: boolean, at: Place, extent: Extent): Place | null {
  const move = lookUp(MOVES, control ? `Control+${key}` : key);
  if (!move) return null;
  const to = move(at, extent);
  return { row: within(to.row, extent.rows), column: within(to.column, extent.columns) };
}
