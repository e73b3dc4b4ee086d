import { useView } from '../store/view.ts';
import { onceWanted } from '../ui/on-demand.tsx';

/** Version, host and licences. */
export const About = onceWanted(
  () => useView((state) => state.about),
  async () => (await import('./About.tsx')).About,
);
