import { onDemand } from '../ui/on-demand.tsx';

/** Requests that are kept under names. */
export const Saved = onDemand(async () => (await import('./Saved.tsx')).Saved);

/** What was sent, in this session and before. */
export const Sends = onDemand(async () => (await import('./Sends.tsx')).Sends);
