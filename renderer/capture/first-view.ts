import type { Client } from '../client.ts';
import { useConnection } from '../store/connection.ts';
import { LAST_SCREEN, show, useView } from '../store/view.ts';
import { useLive } from './store.ts';

const NEWEST = { by: 'started', descending: true } as const;

/** Live is what the window opens on where calls are captured, or were before and nothing else was left open. */
async function choose(client: Client): Promise<void> {
  if (LAST_SCREEN !== null) return;
  const { rows } = await client.history.page({ query: 'source:live', sort: NEWEST, after: null, limit: 1 });
  const { capture } = useLive.getState();
  const listens = capture?.bedrock != null;
  if ((rows.length === 0 && !listens) || useView.getState().screen !== 'request') return;
  if (!listens) useLive.setState({ kept: true });
  show({ screen: 'live' });
}

/** Decides once, when a host is first reached, what the window opens on. */
export function openOnLive(): void {
  const { client } = useConnection.getState();
  if (client) {
    choose(client).catch(() => undefined);
    return;
  }
  const stop = useConnection.subscribe((state) => {
    if (!state.client) return;
    stop();
    choose(state.client).catch(() => undefined);
  });
}
