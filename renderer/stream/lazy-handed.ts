import { onDemand } from '../ui/on-demand.tsx';

/** What the caller gets, with the readers of answers. */
export const HandedTab = onDemand(async () => (await import('./HandedTab.tsx')).HandedTab);
