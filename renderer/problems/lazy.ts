import { later } from '../ui/on-demand.tsx';
import type { GroupFix } from './group-problems.ts';

const load = later(() => import('./fix.ts'));

/** Does what a fix says to the typed text and the selectors; it can be undone. */
export const applyFix = async (action: GroupFix): Promise<void> => (await load()).applyFix(action);
