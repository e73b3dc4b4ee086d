import { fork } from 'node:child_process';
import type { FromStore, StoreLine } from './protocol.ts';

/** Starts the store in a process of Node's own. @param file absolute path of the built program */
export function forkStore(file: string): StoreLine {
  const child = fork(file, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  // A message to a process that has just gone is lost like the rest; `onExit` says so.
  child.on('error', () => undefined);
  return {
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromStore)),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  };
}
