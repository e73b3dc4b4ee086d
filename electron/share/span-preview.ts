import { randomUUID } from 'node:crypto';
import type { SpanPreview } from '../../shared/contract/telemetry.ts';
import { Redactor } from '../../shared/redaction/redactor.ts';
import { spanOf } from '../../shared/share/otlp/span.ts';
import type { HistoryClient } from '../history/process/client.ts';
import { wholeOf } from './wholes.ts';

/** Characters of a value that are shown. */
const LONGEST_VALUE = 4_000;

/** The newest call of the history as the span that would go, with what was said or without; null where there is none. */
export async function spanPreview(
  history: Pick<HistoryClient, 'ask'>,
  content: boolean,
): Promise<SpanPreview | null> {
  const { rows } = await history.ask.page('', { by: 'started', descending: true }, null, 1);
  const whole = rows[0] ? await wholeOf(history, rows[0].id) : null;
  if (!whole) return null;
  const redactor = content ? new Redactor(randomUUID()) : null;
  const { name, attributes } = spanOf(whole, { content: redactor, client: null });
  return {
    name,
    attributes: Object.entries(attributes).map(([key, value]) => ({
      name: key,
      value: (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, LONGEST_VALUE),
    })),
    secrets: whole.exchange.request.redactions + whole.exchange.response.redactions,
  };
}
