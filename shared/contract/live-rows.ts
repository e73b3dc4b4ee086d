import type { ExchangeId, ExchangeRow } from '../capture/exchange.ts';
import type { LiveEvent } from './capture.ts';

/** Brings rows up to date with what happened in the live list. */
export function noteLive(rows: Map<ExchangeId, ExchangeRow>, event: LiveEvent): void {
  switch (event.type) {
    case 'rows':
      for (const row of event.rows) rows.set(row.id, row);
      break;
    case 'removed':
      for (const id of event.ids) rows.delete(id);
      break;
    case 'interrupted':
      for (const [id, row] of rows) if (row.state === 'open') rows.set(id, { ...row, state: 'interrupted' });
  }
}
