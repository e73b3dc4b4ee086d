import type { ExchangeRow } from './exchange.ts';

const bySend = (a: ExchangeRow, b: ExchangeRow): number => a.number - b.number;

/** False where it is sure that a call has no other attempts and caused none. */
export const mayHaveFamily = ({ side, cause, flags }: ExchangeRow): boolean =>
  side === 'client' || cause !== null || flags.some(({ kind }) => kind === 'retried');

/** All attempts of the call that a row is or belongs to, in their order; empty where there are none but itself. */
export function familyIn(rows: readonly ExchangeRow[], row: ExchangeRow): readonly ExchangeRow[] {
  const root = row.cause?.client ?? row.id;
  const family = rows.filter(({ cause }) => cause?.client === root).sort(bySend);
  const first = rows.find(({ id, side }) => id === root && side === 'bedrock');
  return first && family.length > 0 ? [first, ...family] : family;
}

/** What each call below another is: one of another model than the first attempt's is a fallback. */
export function rolesOf(
  above: Pick<ExchangeRow, 'id' | 'side' | 'model'>,
  family: readonly Pick<ExchangeRow, 'id' | 'model'>[],
): readonly string[] {
  const first = above.side === 'client' ? family[0] : above;
  let retries = 0;
  return family.map((row) => {
    if (row.id === first?.id) return 'attempt 1';
    if (row.model !== first?.model) return 'fallback';
    retries += 1;
    return `retry ${retries}`;
  });
}
