import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '../../../renderer/client.ts';

// In a window's place, in a process of its own as a window is: lets the app of a link capture, its calls going to an
// endpoint, says where it listens, and reads the list of calls from then on.
const [link = '', target = ''] = process.argv.slice(2);

/** The cookie for which a host gives the link that it printed. */
async function session(): Promise<string> {
  const { headers } = await fetch(link, { redirect: 'manual' });
  return (headers.getSetCookie()[0] ?? '').split(';', 1)[0] ?? '';
}

/** Reads what a window is told, as the window does. */
async function read(events: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const _event of await events);
}

const { host, origin } = new URL(link);
const socket = new WebSocket(`ws://${host}/rpc`, { headers: { cookie: await session(), origin } });
await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
socket.on('close', () => process.exit(0));
const client = createORPCClient<Client>(
  new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
);
const where = { kind: 'endpoint', url: target } as const;
const { bedrock, problem } = await client.capture.start({ port: 0, target: where, front: null });
if (!bedrock) throw new Error(`The app does not capture: ${problem}`);
for (const events of [client.capture.rows(), client.capture.follow()]) read(events).catch(() => undefined);
console.log(bedrock.url);
