import type { FromStore, StoreLine, ToStore } from './protocol.ts';

/**
 * A line to a store that is started later, since at the start of the app others need the processors first. What is sent
 * until then waits, and goes on in its order; what is to be closed is started at once, so that nothing is lost.
 *
 * @param launch starts the store's process
 * @param when resolves once it may start
 */
export function laterLine(launch: () => StoreLine, when: Promise<unknown>): StoreLine {
  let line: StoreLine | null = null;
  let killed = false;
  const waiting: { readonly message: ToStore; readonly onSent: (() => void) | undefined }[] = [];
  const listeners: ((message: FromStore) => void)[] = [];
  const exits: (() => void)[] = [];
  const start = (): void => {
    if (killed || line) return;
    line = launch();
    for (const listener of listeners) line.onMessage(listener);
    for (const listener of exits) line.onExit(listener);
    for (const { message, onSent } of waiting.splice(0)) line.send(message, onSent);
  };
  when.then(start, start);
  return {
    send: (message, onSent) => {
      if (line) line.send(message, onSent);
      else waiting.push({ message, onSent });
      if (message.type === 'close') start();
    },
    onMessage: (listener) => void (line ? line.onMessage(listener) : listeners.push(listener)),
    onExit: (listener) => void (line ? line.onExit(listener) : exits.push(listener)),
    kill: () => {
      killed = true;
      if (line) line.kill();
      else for (const listener of exits) listener();
    },
  };
}
