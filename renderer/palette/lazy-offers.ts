import { onDemand } from '../ui/on-demand.tsx';

/** The actions that a query may find, in groups. */
export const Offers = onDemand(async () => (await import('./Offers.tsx')).Offers);
