import { onDemand } from '../ui/on-demand.tsx';

/** Under which name, in which folder the request is kept. */
export const SavePanel = onDemand(async () => (await import('./SavePanel.tsx')).SavePanel);
