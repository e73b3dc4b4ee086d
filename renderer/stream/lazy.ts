import { onDemand } from '../ui/on-demand.tsx';

/** How the answer streams back. */
export const StreamPane = onDemand(async () => (await import('./StreamPane.tsx')).StreamPane);

/** The stream lab with its charts. */
export const StreamLab = onDemand(async () => (await import('./StreamLab.tsx')).StreamLab);
