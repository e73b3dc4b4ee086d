import { fork } from 'node:child_process';
import { framed } from './frame.ts';
import type { FromStore, StoreLine } from './protocol.ts';

/**
 * Starts the store in a process of Node's own. It is told through its standard input: what Node's channel makes of each
 * message is memory that V8 gives back only when there are tens of megabytes of it.
 *
 * @param file absolute path of the built program
 */
export function forkStore(file: string): StoreLine {
  const child = fork(file, [], {
    serialization: 'advanced',
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });
  // A message to a process that has just gone is lost like the rest; `onExit` says so.
  child.on('error', () => undefined);
  const { stdin } = child;
  stdin?.on('error', () => undefined);
  return {
    send: (message, onSent = () => undefined) => {
      if (!stdin?.writable) return;
      const [head, rest] = framed(message);
      stdin.cork();
      stdin.write(head);
      stdin.write(rest, onSent);
      stdin.uncork();
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as FromStore)),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  };
}
