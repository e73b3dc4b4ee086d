import { FrameReader } from './frame.ts';
import { giveWay } from './give-way.ts';
import { Inbox } from './inbox.ts';
import type { FromStore, ToStore } from './protocol.ts';
import type { OpenStore } from './serve.ts';
import { StoreServer } from './serve.ts';

/** What Electron gives a utility process in place of Node's own channel. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: ToStore }) => void): void;
  postMessage(message: FromStore): void;
}

const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ParentPort };

const send = (message: FromStore): void => {
  if (parentPort) parentPort.postMessage(message);
  else if (process.connected) process.send?.(message);
};

/** What opens stores. The native part may be missing on this machine, which is to be said and not to end anything. */
async function opener(): Promise<OpenStore> {
  try {
    return (await import('./open-history.ts')).openHistory;
  } catch (error) {
    const detail = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    const sentence =
      `The history cannot be kept on this machine: the database’s native part for ${process.platform} ${process.arch} ` +
      `is missing or does not load (${detail}). Everything else works; “npm ci” fetches it where it exists.`;
    return ({ file }) => ({
      kind: 'none',
      state: { kind: 'missing', sentence, file, exchanges: 0, bytes: 0 },
    });
  }
}

async function start(): Promise<StoreServer> {
  const server = new StoreServer({ send, exit: () => process.exit(0), open: await opener() });
  process.on('disconnect', () => {
    server.close();
    process.exit(0);
  });
  return server;
}

giveWay();

// The parent ends it; a key at the terminal reaches the whole group.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const inbox = new Inbox();
void start().then((server) => inbox.open((message) => server.take(message)));
if (parentPort) parentPort.on('message', ({ data }) => inbox.put(data));
else {
  const reader = new FrameReader();
  process.stdin.on('data', (piece) => {
    inbox.reading();
    for (const message of reader.read(piece)) inbox.put(message);
  });
}
