import { onDemand } from '../ui/on-demand.tsx';

/** The request as a curl command. */
export const CurlTab = onDemand(async () => (await import('./CurlTab.tsx')).CurlTab);

/** The request as text, with its editor. */
export const JsonTab = onDemand(async () => (await import('./JsonTab.tsx')).JsonTab);

/** What the text was read as, or why it cannot be read. */
export const JsonFoot = onDemand(async () => (await import('./JsonFoot.tsx')).JsonFoot);

/** What is to be said of one parameter. */
export const ParamDetails = onDemand(async () => (await import('./ParamDetails.tsx')).ParamDetails);
