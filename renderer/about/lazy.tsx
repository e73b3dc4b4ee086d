import { useView } from '../store/view.ts';
import { onDemand, useOnceTrue } from '../ui/on-demand.tsx';

const Loaded = onDemand(async () => (await import('./About.tsx')).About);

/** Version, host and licences. */
export function About() {
  const wanted = useOnceTrue(useView((state) => state.about));
  return wanted ? <Loaded /> : null;
}
