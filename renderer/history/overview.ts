import { create } from 'zustand';
import type { Overview } from '../../shared/contract/history.ts';
import { useConnection } from '../store/connection.ts';
import { useHistory } from './store.ts';

/** What the filtered exchanges come to; null until it is asked for. */
export const useOverview = create<{ readonly overview: Overview | null }>(() => ({ overview: null }));

let asked = 0;

async function ask(): Promise<void> {
  const { client } = useConnection.getState();
  const { query, showNumbers } = useHistory.getState();
  if (!client || !showNumbers) return;
  const mine = ++asked;
  const overview = await client.history.overview({ query });
  if (mine === asked) useOverview.setState({ overview });
}

// Counts are asked for after a pause in typing, and again as exchanges come: this follows them.
useHistory.subscribe((state, before) => {
  if (state.numbers !== before.numbers || state.showNumbers !== before.showNumbers)
    ask().catch(() => undefined);
});
