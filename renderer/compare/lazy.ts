import { onDemand } from '../ui/on-demand.tsx';

/** The comparison. */
export const ComparePane = onDemand(async () => (await import('./ComparePane.tsx')).ComparePane);
