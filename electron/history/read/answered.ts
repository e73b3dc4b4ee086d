import { MAKES_ANOTHER } from '../../../shared/capture/as-sent.ts';
import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import type { Redactor } from '../../../shared/redaction/redactor.ts';
import { REQUEST } from '../part.ts';
import { readBody } from '../store/bodies.ts';
import { type Database, number, text } from '../store/database.ts';
import { codeOf } from '../store/rows.ts';

/** Requests of the same size that are looked at, the newest. */
const LOOKED_AT = 50;

/** A request, as it is asked again. */
export interface AskedAgain {
  readonly operation: string;
  readonly model: string | null;
  readonly body: Uint8Array;
}

/** What was edited or rewritten on its way was answered to another request. */
const OTHERWISE = `EXISTS (SELECT 1 FROM detail WHERE detail.number = exchange.number AND
  (${MAKES_ANOTHER.map((kind) => `alterations LIKE '%"kind":"${kind}"%'`).join(' OR ')}))`;

/** Marks that stand for secrets differ from session to session; what is around them does not. */
const unmarked = (bytes: Uint8Array, redactor: Redactor): string =>
  redactor.text(Buffer.from(bytes).toString('latin1')).text.replace(/REDACTED-[\w-]+/g, '');

/** The newest whole answer to the same request (operation, model and body alike); null where none is kept. */
export function findAnswered(
  database: Database,
  redactor: Redactor,
  { operation, model, body }: AskedAgain,
): ExchangeId | null {
  const named = (column: string): string => `${column} IS (SELECT id FROM name WHERE text = ?)`;
  const rows = database.all(
    `SELECT number, id FROM exchange WHERE request_bytes = ? AND ${named('operation')} AND ${named('model')}
       AND state = ? AND status < 400 AND NOT ${OTHERWISE} ORDER BY number DESC LIMIT ${LOOKED_AT}`,
    [body.length, operation, model, codeOf('state', 'done')],
  );
  const wanted = unmarked(body, redactor);
  for (const row of rows) {
    const kept = readBody(database, number(row.number), REQUEST, 0, body.length);
    if (!kept.damaged && unmarked(kept.bytes, redactor) === wanted) return text(row.id);
  }
  return null;
}
