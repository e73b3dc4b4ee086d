import { onDemand } from '../ui/on-demand.tsx';

/** The traffic of running programs. */
export const LiveView = onDemand(async () => (await import('./LiveView.tsx')).LiveView);
