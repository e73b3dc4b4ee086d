import { useView } from '../store/view.ts';
import { later, onDemand, useOnceTrue } from '../ui/on-demand.tsx';

const Loaded = onDemand(async () => (await import('./Palette.tsx')).Palette);

/** Every action by name. */
export function Palette() {
  const wanted = useOnceTrue(useView((state) => state.palette));
  return wanted ? <Loaded /> : null;
}

const commands = later(async () => (await import('./commands.ts')).COMMANDS);

/** Does what a command of the palette does; nothing where there is none of that name. */
export async function runCommand(id: string): Promise<void> {
  (await commands()).find((command) => command.id === id)?.run();
}
