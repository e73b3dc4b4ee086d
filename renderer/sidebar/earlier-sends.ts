import { useEffect, useState } from 'react';
import type { ExchangeId, ExchangeRow } from '../../shared/capture/exchange.ts';
import { decode } from '../../shared/contract/encoded.ts';
import { openInRequest } from '../capture/open-in-request.ts';
import { useConnection } from '../store/connection.ts';
import { notify } from '../store/notices.ts';
import { useRequest } from '../store/request.ts';
import type { Send } from '../store/sends.ts';
import { useView } from '../store/view.ts';

/** So many are listed; the history itself has the rest. */
const MOST = 100;

/** What the history keeps of sends, newest first, but for those that this window lists itself. */
export function useEarlierSends(sends: readonly Send[]): readonly ExchangeRow[] {
  const client = useConnection((state) => state.client);
  const wanted = useView((state) => state.screen === 'request' && state.sidebar === 'sends');
  const [rows, setRows] = useState<readonly ExchangeRow[]>([]);
  useEffect(() => {
    if (!client || !wanted) return;
    let current = true;
    const sort = { by: 'started', descending: true } as const;
    client.history
      .page({ query: 'source:request-view', sort, after: null, limit: MOST })
      .then((page) => current && setRows(page.rows))
      // A history that cannot be read says so where it is shown.
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [client, wanted]);
  return without(rows, sends);
}

/** Rows of the history that are none of these sends. */
export function without(
  rows: readonly ExchangeRow[],
  sends: readonly Pick<Send, 'request'>[],
): readonly ExchangeRow[] {
  const here = new Set<ExchangeId | undefined>(sends.map(({ request }) => request?.exchange));
  return rows.filter(({ id }) => !here.has(id));
}

/** Brings the request of a kept call back, and its stream; says so where it is no longer kept. */
export async function bringKeptBack(id: ExchangeId): Promise<void> {
  const { client } = useConnection.getState();
  if (!client) return;
  try {
    const kept = await client.capture.open({ id, profile: useRequest.getState().profile });
    if (kept) openInRequest({ exchange: decode(kept), client: null }, 'Brought an earlier request back');
    else notify('The history no longer keeps this request.');
  } catch (error) {
    notify(error instanceof Error ? error.message : 'The host does not answer.');
  }
}
