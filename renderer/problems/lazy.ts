import { sinceNow } from '../store/since-then.ts';
import { later } from '../ui/on-demand.tsx';
import type { GroupFix } from './group-problems.ts';

const load = later(() => import('./fix.ts'));

/** Does what a fix says to the typed text and the selectors; it can be undone. One of an earlier request does nothing. */
export async function applyFix(action: GroupFix): Promise<void> {
  const since = sinceNow();
  (await load()).applyFix(action, since());
}
