import { create } from 'zustand';
import type { NewerVersion } from '../../shared/contract/desk.ts';
import { useConnection } from '../store/connection.ts';
import { show } from '../store/view.ts';

/** Whether there is a newer version; null while nobody has asked. */
export const useNewer = create<{ readonly answer: NewerVersion | 'asking' | null }>(() => ({ answer: null }));

export async function askNewer(): Promise<void> {
  const { client } = useConnection.getState();
  if (!client || useNewer.getState().answer === 'asking') return;
  useNewer.setState({ answer: 'asking' });
  const answer = await client.desk
    .newer()
    .catch(() => ({ kind: 'unknown', why: 'The host does not answer.' }) as const);
  useNewer.setState({ answer });
}

/** Asks, and shows the answer where the version stands. */
export function showNewer(): void {
  show({ about: true });
  void askNewer();
}
