import { show, useView } from '../store/view.ts';
import { onceWanted } from '../ui/on-demand.tsx';

/** Settings and help. */
export const SettingsDialog = onceWanted(
  { useWanted: () => useView((state) => state.settings !== null), forget: () => show({ settings: null }) },
  async () => (await import('./SettingsDialog.tsx')).SettingsDialog,
);
