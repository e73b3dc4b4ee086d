import { dialog } from 'electron';
import type { ProgramWanted } from '../../capture/programs.ts';

/** Asks the user in a window of the system's own before a program is started: no page can answer it. */
export async function confirmProgram({ command, folder }: ProgramWanted): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Start a program',
    message: 'Start this program with its calls to Bedrock going through Strata?',
    detail: `${command}\n\nin ${folder}`,
    buttons: ['Start', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}
