import { onDemand } from '../ui/on-demand.tsx';

/** Silent losses by kind. */
export const LossGroups = onDemand(async () => (await import('./LossGroups.tsx')).LossGroups);
