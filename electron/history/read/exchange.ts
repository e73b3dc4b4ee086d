import {
  type Alteration,
  EVIDENCE,
  type Exchange,
  type HeaderList,
  type Link,
} from '../../../shared/capture/exchange.ts';
import { unpackDeliveries } from '../body/varint.ts';
import { REQUEST, RESPONSE } from '../part.ts';
import { readBodyRef } from '../store/bodies.ts';
import { bytes, type Database, number, numberOrNull, text } from '../store/database.ts';
import { SELECT_ROWS, toRows } from '../store/rows.ts';

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
export function readExchange(database: Database, which: string | number): Exchange | null {
  const column = typeof which === 'number' ? 'number' : 'id';
  const [row] = toRows(database, database.all(`${SELECT_ROWS} WHERE e.${column} = ?`, [which]));
  if (!row) return null;
  const detail = database.get('SELECT * FROM detail WHERE number = ?', [row.number]);
  const body = (part: number) =>
    readBodyRef(database.get('SELECT * FROM body WHERE number = ? AND part = ?', [row.number, part]));
  const parts = database.all('SELECT data FROM delivery WHERE number = ? ORDER BY part', [row.number]);
  return {
    ...row,
    requestMs: numberOrNull(detail?.request_ms),
    requestHeaders: parsed<HeaderList>(text(detail?.request_headers), []),
    responseHeaders: parsed<HeaderList>(text(detail?.response_headers), []),
    request: body(REQUEST),
    response: body(RESPONSE),
    deliveries: parts.flatMap(({ data }) => unpackDeliveries(bytes(data))),
    alterations: parsed<readonly Alteration[]>(text(detail?.alterations), []),
    links: readLinks(database, row.id, row.cause),
    failure: text(detail?.failure),
  };
}

function readLinks(database: Database, id: string, cause: Exchange['cause']): readonly Link[] {
  const caused = database.all('SELECT id, evidence FROM exchange WHERE cause = ? ORDER BY number', [id]);
  const evidence = (value: number) => EVIDENCE[value] ?? 'content';
  return [
    ...(cause ? [{ ...cause, bedrock: id }] : []),
    ...caused.map((row) => ({ client: id, bedrock: text(row.id), evidence: evidence(number(row.evidence)) })),
  ];
}
