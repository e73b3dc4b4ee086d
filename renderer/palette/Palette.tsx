import { show, useView } from '../store/view.ts';
import { onceWanted } from '../ui/on-demand.tsx';

/** Every action by name; what is pressed before it is there, it gets (see `waiting.ts`). */
export const Palette = onceWanted(
  {
    useWanted: () => useView((state) => state.palette),
    forget: () => show({ palette: false }),
    sign: 'pointer',
  },
  async () => (await import('./Commands.tsx')).Commands,
);
