import { AwaitedLayer, onDemand } from '../ui/on-demand.tsx';
import { showConnect, useLive } from './store.ts';

/** The traffic of running programs. The panel that connects them is part of it. */
export const LiveView = onDemand(
  async () => (await import('./LiveView.tsx')).LiveView,
  <AwaitedLayer useWanted={() => useLive((state) => state.connecting)} forget={() => showConnect(false)} />,
);
