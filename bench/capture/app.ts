import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { Client } from '../../renderer/client.ts';
import type { Running } from './contenders.ts';

const root = process.env.STRATA_ROOT ?? '.';

/** The cookie for which a host gives the link that it printed. */
async function sessionOf(link: string): Promise<string> {
  const { headers } = await fetch(link, { redirect: 'manual' });
  return (headers.getSetCookie()[0] ?? '').split(';', 1)[0] ?? '';
}

async function clientOf(link: string): Promise<Client> {
  const { host, origin } = new URL(link);
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { cookie: await sessionOf(link), origin } });
  await new Promise((resolve, reject) => socket.on('open', resolve).on('error', reject));
  return createORPCClient<Client>(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }));
}

/** Reads what a window is told, as the window does. */
async function read(events: Promise<AsyncIterable<unknown>>): Promise<void> {
  for await (const _event of await events);
}

/** The app's host with its live list, captured calls going to an endpoint; a client in a window's place follows it all. */
export async function startApp(target: string, history: string, settings: string): Promise<Running> {
  const child = spawn(process.execPath, [path.join(root, 'out/cli/cli.cjs'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, STRATA_HISTORY: history, XDG_CONFIG_HOME: settings },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /http:\/\/127\.0\.0\.1:\d+[^\s"',}]*/.exec(line)?.[0];
    if (link === undefined) continue;
    const client = await clientOf(link);
    const where = { kind: 'endpoint', url: target } as const;
    const { bedrock, problem } = await client.capture.start({ port: 0, target: where, front: null });
    if (!bedrock) throw new Error(`The app does not capture: ${problem}`);
    for (const events of [client.capture.rows(), client.capture.follow()])
      read(events).catch(() => undefined);
    return { url: bedrock.url, pid: child.pid ?? 0, stop: () => void child.kill('SIGTERM') };
  }
  throw new Error('The app’s host did not start.');
}
