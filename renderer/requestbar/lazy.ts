import { onDemand } from '../ui/on-demand.tsx';

/** What opens at the fields of a request, in one chunk: a panel opens once its own field can take the focus. */
const panels = () => import('./panels.ts');

export const ChunkPanel = onDemand(async () => (await panels()).ChunkPanel);

export const ModelPanel = onDemand(async () => (await panels()).ModelPanel);

export const ProxyPanel = onDemand(async () => (await panels()).ProxyPanel);

export const ReleasePanel = onDemand(async () => (await panels()).ReleasePanel);
