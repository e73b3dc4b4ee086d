import { onDemand } from '../ui/on-demand.tsx';

/** The history. */
export const HistoryView = onDemand(async () => (await import('./HistoryView.tsx')).HistoryView);

/** Two exchanges side by side. */
export const Compare = onDemand(async () => (await import('./Compare.tsx')).Compare);
