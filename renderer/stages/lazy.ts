import { onDemand } from '../ui/on-demand.tsx';

/** The stage before LiteLLM's own. */
export const ProxyStage = onDemand(async () => (await import('./ProxyStage.tsx')).ProxyStage);

/** What one stage did. */
export const StageDetails = onDemand(async () => (await import('./StageDetails.tsx')).StageDetails);
