import { parentPort } from 'node:worker_threads';
import type { Lines } from './command.ts';
import { COMMANDS } from './commands.ts';
import type { ThreadTask } from './crew.ts';

/** Works on the groups of lines that this thread is sent, as the command does, until it is ended. */
export async function workAsThread({ command, args }: ThreadTask): Promise<void> {
  const entry = COMMANDS.find(({ name }) => name === command);
  const work = await (await entry?.load())?.lines?.(args);
  if (!work) throw new Error(`The command ${command} has no batches.`);
  parentPort?.on('message', (lines: Lines) => parentPort?.postMessage(work(lines)));
}
