import { useView } from '../store/view.ts';
import { onDemand, useOnceTrue } from '../ui/on-demand.tsx';

const Loaded = onDemand(async () => (await import('./SettingsDialog.tsx')).SettingsDialog);

/** Settings and help. */
export function SettingsDialog() {
  const wanted = useOnceTrue(useView((state) => state.settings !== null));
  return wanted ? <Loaded /> : null;
}
