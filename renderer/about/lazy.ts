import { show, useView } from '../store/view.ts';
import { onceWanted } from '../ui/on-demand.tsx';

/** Version, host and licences. */
export const About = onceWanted(
  { useWanted: () => useView((state) => state.about), forget: () => show({ about: false }) },
  async () => (await import('./About.tsx')).About,
);
