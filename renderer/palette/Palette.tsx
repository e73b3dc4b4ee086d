import { useView } from '../store/view.ts';
import { onceWanted } from '../ui/on-demand.tsx';

/** Every action by name; what is pressed before it is there, it gets (see `waiting.ts`). */
export const Palette = onceWanted(
  () => useView((state) => state.palette),
  async () => (await import('./Commands.tsx')).Commands,
);
