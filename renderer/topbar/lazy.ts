import { onDemand } from '../ui/on-demand.tsx';

/** The settings of targets. */
export const TargetForm = onDemand(async () => (await import('./TargetForm.tsx')).TargetForm);
