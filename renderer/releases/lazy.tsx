import { useInstalled } from '../store/installed.ts';
import { onDemand } from '../ui/on-demand.tsx';

const Loaded = onDemand(async () => (await import('./InstalledBar.tsx')).InstalledBar);

/** What the LiteLLM on this machine really sends, where one is chosen. */
export function InstalledBar() {
  const isChosen = useInstalled((state) => state.chosen !== null);
  return isChosen ? <Loaded /> : null;
}
