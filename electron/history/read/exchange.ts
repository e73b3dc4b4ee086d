import {
  type Alteration,
  EVIDENCE,
  type Exchange,
  type ExchangeRow,
  type HeaderList,
  type Link,
} from '../../../shared/capture/exchange.ts';
import { unpackDeliveries } from '../body/varint.ts';
import { type Part, REQUEST, RESPONSE } from '../part.ts';
import { readBodyRef } from '../store/bodies.ts';
import { bytes, type Database, isDamage, number, numberOrNull, type Row, text } from '../store/database.ts';
import { toRows } from '../store/rows.ts';
import { numberOfId } from '../store/write.ts';
import { readableLine } from './lines.ts';

function parsed<T>(json: string, otherwise: T): T {
  try {
    return JSON.parse(json) as T;
  } catch {
    return otherwise;
  }
}

/**
 * An exchange as a whole, but for the bytes of its bodies; null where there is none. What cannot be read is left out.
 * @param which its id, or its number in the store: by that it is found without an index, which may be damaged
 */
export function readExchange(
  database: Database,
  which: string | number,
  onDamage: (message: string) => void,
): Exchange | null {
  const at = typeof which === 'number' ? which : numberOfId(database, which);
  const line = at === null ? undefined : readableLine(database, at, onDamage);
  const [row] = line ? toRows(database, [line], onDamage) : [];
  if (at === null || !row) return null;
  const { id } = row;
  const readable = (sql: string, value: string | number): readonly Row[] => {
    try {
      return database.all(sql, [value]);
    } catch (error) {
      if (!isDamage(error)) throw error;
      onDamage(error.message);
      return [];
    }
  };
  return assembled(row, {
    detail: readable('SELECT * FROM detail WHERE number = ?', at)[0],
    bodies: readable('SELECT * FROM body WHERE number = ?', at),
    deliveries: readable('SELECT data FROM delivery WHERE number = ? ORDER BY part', at),
    caused: readable('SELECT id, evidence FROM exchange WHERE cause = ? ORDER BY number', id),
  });
}

/** Rows that belong to an exchange, beside its own. */
export interface Belonging {
  readonly detail: Row | undefined;
  readonly bodies: readonly Row[];
  readonly deliveries: readonly Row[];
  /** Of `exchange`: those that it caused. */
  readonly caused: readonly Row[];
}

export const bodyRow = (bodies: readonly Row[], part: Part): Row | undefined =>
  bodies.find((body) => body.part === part);

/**
 * An exchange of its rows; `row` becomes it. What cannot be read is left out. A copy with members added to it would cost
 * a hundred times as much: V8 has no fast way for objects of so many.
 */
export function assembled(row: ExchangeRow, { detail, bodies, deliveries, caused }: Belonging): Exchange {
  return Object.assign(row, {
    requestMs: numberOrNull(detail?.request_ms),
    requestHeaders: parsed<HeaderList>(text(detail?.request_headers), []),
    responseHeaders: parsed<HeaderList>(text(detail?.response_headers), []),
    request: readBodyRef(bodyRow(bodies, REQUEST)),
    response: readBodyRef(bodyRow(bodies, RESPONSE)),
    deliveries: deliveries.flatMap(({ data }) => unpackDeliveries(bytes(data))),
    alterations: parsed<readonly Alteration[]>(text(detail?.alterations), []),
    links: linksOf(row, caused),
    failure: text(detail?.failure),
  });
}

function linksOf({ id, cause }: ExchangeRow, caused: readonly Row[]): readonly Link[] {
  const evidence = (value: number) => EVIDENCE[value] ?? 'content';
  return [
    ...(cause ? [{ ...cause, bedrock: id }] : []),
    ...caused.map((row) => ({ client: id, bedrock: text(row.id), evidence: evidence(number(row.evidence)) })),
  ];
}
