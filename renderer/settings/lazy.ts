import { useView } from '../store/view.ts';
import { onceWanted } from '../ui/on-demand.tsx';

/** Settings and help. */
export const SettingsDialog = onceWanted(
  () => useView((state) => state.settings !== null),
  async () => (await import('./SettingsDialog.tsx')).SettingsDialog,
);
