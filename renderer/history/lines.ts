import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import { type Line, linesOf } from '../capture/group.ts';

interface Listed {
  /** In the order of the list. */
  readonly rows: readonly ExchangeRow[];
  /** What is joined with them; of a row that is listed too, the listed one counts. */
  readonly joined: ReadonlyMap<ExchangeId, ExchangeRow>;
  /** Keys of the lines that are open. */
  readonly open: ReadonlySet<string>;
  readonly preparation: boolean;
  readonly grouped: boolean;
}

/**
 * The lines of the history: a client's call stands where the first of its family stands in the list, with the Bedrock
 * calls that it caused below it once it is opened. What the filter does not let through stands faint.
 */
export function historyLines({ rows, joined, open, preparation, grouped }: Listed): readonly Line[] {
  const listed = new Map(rows.map((row) => [row.id, row]));
  const known = new Map([...joined, ...listed]);
  const ordered = new Map<ExchangeId, ExchangeRow>();
  for (const row of rows) {
    const root = (row.cause && known.get(row.cause.client)) ?? row;
    if (!ordered.has(root.id)) ordered.set(root.id, root);
  }
  const children = [...known.values()].filter(({ cause }) => cause !== null && ordered.has(cause.client));
  const all = [...ordered.values(), ...children.filter(({ id }) => !ordered.has(id))];
  return linesOf(all, {
    isOpen: (key) => open.has(key),
    passes: ({ id }) => listed.has(id),
    preparation,
    grouped,
  });
}
