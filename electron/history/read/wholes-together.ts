import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import { REQUEST, RESPONSE } from '../part.ts';
import { bodyOf, unpackIds, unpackPiece } from '../store/bodies.ts';
import { bytes, type Database, number, type Row, text } from '../store/database.ts';
import { SELECT_ROWS, toRows } from '../store/rows.ts';
import { assembled, bodyRow } from './exchange.ts';
import { type KeptWhole, type KeptWholes, LARGEST_BODY, MOST_BYTES } from './wholes.ts';

/** One statement for lists of any length. */
const LISTED = 'IN (SELECT value FROM json_each(?))';

function grouped<K>(rows: readonly Row[], keyOf: (row: Row) => K): ReadonlyMap<K, readonly Row[]> {
  const groups = new Map<K, Row[]>();
  for (const row of rows) {
    const known = groups.get(keyOf(row));
    if (known) known.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const numberOf = (row: Row): number => number(row.number);

/** The numbers of exchanges that are asked for by id or by number, in that order; null for those that are gone. */
function numbersOf(database: Database, wanted: readonly (ExchangeId | number)[]): readonly (number | null)[] {
  const ids = wanted.filter((which) => typeof which === 'string');
  const rows = ids.length
    ? database.all(`SELECT id, number FROM exchange WHERE id ${LISTED}`, [JSON.stringify(ids)])
    : [];
  const byId = new Map(rows.map((row) => [text(row.id), numberOf(row)]));
  return wanted.map((which) => (typeof which === 'number' ? which : (byId.get(which) ?? null)));
}

/** As many of the first numbers as go in one message, by how much was kept of their bodies. */
function first(
  numbers: readonly (number | null)[],
  bodies: ReadonlyMap<number, readonly Row[]>,
): readonly (number | null)[] {
  let size = 0;
  const end = numbers.findIndex((one) => {
    if (size >= MOST_BYTES) return true;
    for (const row of bodies.get(one ?? 0) ?? []) size += number(row.kept);
    return false;
  });
  return end < 0 ? numbers : numbers.slice(0, end);
}

/**
 * Exchanges with their bodies, in the given order and as many of the first ones as go in one message: a few statements
 * for all of them, and a piece that several bodies share is unpacked once. Null where a piece is missing.
 * Throws {@link DatabaseError} where a part of the file is damaged.
 */
export function readTogether(
  database: Database,
  wanted: readonly (ExchangeId | number)[],
): KeptWholes | null {
  const asked = numbersOf(database, wanted);
  const all = (sql: string, list: readonly unknown[]): readonly Row[] =>
    database.all(sql, [JSON.stringify(list)]);
  const bodies = grouped(all(`SELECT * FROM body WHERE number ${LISTED}`, asked), numberOf);
  const covered = first(asked, bodies);
  const rows = new Map(
    toRows(database, all(`${SELECT_ROWS} WHERE e.number ${LISTED}`, covered)).map((row) => [row.number, row]),
  );
  const details = grouped(all(`SELECT * FROM detail WHERE number ${LISTED}`, covered), numberOf);
  const deliveries = grouped(
    all(`SELECT number, data FROM delivery WHERE number ${LISTED} ORDER BY number, part`, covered),
    numberOf,
  );
  const caused = grouped(
    all(`SELECT cause, id, evidence FROM exchange WHERE cause ${LISTED} ORDER BY number`, [
      ...[...rows.values()].map(({ id }) => id),
    ]),
    (row) => text(row.cause),
  );
  const listed = covered.flatMap((one) => bodies.get(one ?? 0) ?? []);
  const ids = new Set(listed.flatMap((row) => unpackIds(bytes(row.chunks))));
  const pieces = new Map(
    all(`SELECT id, data FROM piece WHERE id ${LISTED}`, [...ids]).map((row) => [
      number(row.id),
      unpackPiece(row),
    ]),
  );
  const wholes = covered.flatMap((one): readonly KeptWhole[] => {
    const row = rows.get(one ?? 0);
    if (!row) return [];
    const own = bodies.get(row.number) ?? [];
    const bytesOf = (part: typeof REQUEST | typeof RESPONSE) =>
      bodyOf(bodyRow(own, part), (id) => pieces.get(id) ?? null, 0, LARGEST_BODY);
    const exchange = assembled(row, {
      detail: details.get(row.number)?.[0],
      bodies: own,
      deliveries: deliveries.get(row.number) ?? [],
      caused: caused.get(row.id) ?? [],
    });
    return [{ exchange, request: bytesOf(REQUEST), response: bytesOf(RESPONSE) }];
  });
  const isWhole = wholes.every(({ request, response }) => !request.damaged && !response.damaged);
  return isWhole ? { wholes, covered: covered.length } : null;
}
