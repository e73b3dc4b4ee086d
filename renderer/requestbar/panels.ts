export { ChunkPanel } from './ChunkPanel.tsx';
export { ModelPanel } from './ModelPanel.tsx';
export { ProxyPanel } from './ProxyPanel.tsx';
export { ReleasePanel } from './ReleasePanel.tsx';
