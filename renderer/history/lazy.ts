import { onDemand } from '../ui/on-demand.tsx';

/** The history. */
export const HistoryView = onDemand(async () => (await import('./HistoryView.tsx')).HistoryView);
