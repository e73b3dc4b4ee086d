import { utilityProcess } from 'electron';
import type { StoreLine } from '../../history/process/protocol.ts';

/** Starts the store in a process of Electron's own: the packaged app runs no Node programs. */
export function utilityStore(file: string): StoreLine {
  const child = utilityProcess.fork(file, [], { serviceName: 'Strata history', stdio: 'ignore' });
  return {
    send: (message, onSent) => {
      // An array takes the whole block along that it is a part of.
      child.postMessage(message.type === 'take' ? { ...message, packed: message.packed.slice() } : message);
      onSent?.();
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill(),
  };
}
