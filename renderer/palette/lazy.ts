import { later } from '../ui/on-demand.tsx';

const commands = later(async () => {
  const { COMMANDS, MENU } = await import('./commands.ts');
  return [...COMMANDS, ...MENU];
});

/** Does what a command of the palette or of the menu bar does; nothing where there is none of that name. */
export async function runCommand(id: string): Promise<void> {
  (await commands()).find((command) => command.id === id)?.run();
}
