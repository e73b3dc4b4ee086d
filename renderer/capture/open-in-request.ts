import { directText } from '../../shared/share/report/of-exchange.ts';
import { openRequest } from '../store/open-request.ts';
import { restoreSend } from '../store/restore-send.ts';
import { show } from '../store/view.ts';
import type { Opened } from './opened.ts';

/** Opens what was captured or sent in the request view, its stream in the lab. */
export function openInRequest(
  { exchange, client }: Pick<Opened, 'exchange' | 'client'>,
  label = 'Opened a captured call',
): void {
  const direct = directText(exchange);
  const text = client?.requestText ?? direct;
  if (text === null || text === undefined) return;
  const { row, frames, reads } = exchange;
  const form = client ? 'auto' : row.route === 'converse' ? 'converse' : 'invoke';
  openRequest({ text, form, route: 'auto', sample: null }, label);
  if (frames.length > 0) {
    const title = row.title || `${row.operation} of ${row.model ?? ''}`;
    restoreSend(title, row.model ?? '', { frames, reads, endMs: row.endMs });
  }
  show({ wideStream: false });
}
