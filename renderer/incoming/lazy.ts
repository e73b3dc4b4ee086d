import { onDemand } from '../ui/on-demand.tsx';

/** The request as a curl command. */
export const CurlTab = onDemand(async () => (await import('./CurlTab.tsx')).CurlTab);
