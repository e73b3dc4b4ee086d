import { onDemand } from '../ui/on-demand.tsx';

/** What one stage did. */
export const StageDetails = onDemand(async () => (await import('./StageDetails.tsx')).StageDetails);
