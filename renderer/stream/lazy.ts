import { onDemand } from '../ui/on-demand.tsx';

/** The stream lab with its charts. */
export const StreamLab = onDemand(async () => (await import('./StreamLab.tsx')).StreamLab);
