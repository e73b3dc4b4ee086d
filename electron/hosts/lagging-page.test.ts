import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { os } from '@orpc/server';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { SendEvent } from '../../shared/contract/sending.ts';
import { programOf } from '../compiled/program.ts';
import { forkStore } from '../history/process/fork.ts';
import { buildStore } from '../history/testing.ts';
import type { Router } from '../inspector/router.ts';
import { workerFile } from '../inspector/work/testing.ts';
import { Workshop } from '../inspector/work/workshop.ts';
import { openBackend } from './backend.ts';
import { startBrowserHost } from './browser/browser-host.ts';
import { Faults } from './faults.ts';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-lagging-'));
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A page's connection to a host that serves `router`. */
async function connect(router: Parameters<typeof startBrowserHost>[0]['router']): Promise<WebSocket> {
  const host = await startBrowserHost({ router, rendererDir: dir, port: 0 });
  closing.push(() => host.close());
  const opened = await fetch(host.createLink(), { redirect: 'manual' });
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const origin = `http://127.0.0.1:${host.port}`;
  const socket = new WebSocket(`ws://127.0.0.1:${host.port}/rpc`, { headers: { cookie, origin } });
  await new Promise((resolve) => socket.on('open', resolve));
  closing.push(() => socket.terminate());
  return socket;
}

const clientOf = <R>(socket: WebSocket): R =>
  createORPCClient(new RPCLink({ websocket: socket as unknown as globalThis.WebSocket })) as R;

const settled = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a page that does not read its connection makes the host stop asking for more', async () => {
  let given = 0;
  const router = {
    flood: os.handler(async function* () {
      for (;;) {
        given += 1_000_000;
        yield 'x'.repeat(1_000_000);
        await settled(1);
      }
    }),
  };
  const socket = await connect(router);
  clientOf<RouterClient<typeof router>>(socket)
    .flood()
    .catch(() => undefined);
  await vi.waitFor(() => expect(given).toBeGreaterThan(0));
  socket.pause();
  let before = -1;
  while (before !== given) {
    before = given;
    await settled(1_000);
  }
  // What waits is the limit, and what the system's own socket buffers hold.
  expect(given).toBeLessThan(60_000_000);
});

test('a page that stands still in a stream catches up on all of it, behind a mark that says so', async () => {
  const storeFile = await buildStore();
  const worker = await workerFile();
  const backend = await openBackend(
    { kind: 'browser', version: '0', reason: 'test' },
    {
      settingsDir: dir,
      faults: new Faults(),
      work: new Workshop(programOf(worker)),
      workerFile: worker,
      launchStore: () => forkStore(storeFile),
      waiting: { memory: 100_000, disk: 1_000_000_000 },
    },
  );
  closing.push(() => backend.close());
  const client = clientOf<RouterClient<Router>>(await connect(backend.router));
  const answer = Array.from({ length: 16_000 }, (_, i) => `w${i}`).join(' ');
  await client.simulator.change({
    tokensPerSecond: 100_000,
    firstTokenDelayMs: 0,
    jitter: 0,
    tokensPerFrame: 1,
    answer,
  });
  const text = JSON.stringify({
    model: 'bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0',
    messages: [{ role: 'user', content: 'Hi' }],
    max_tokens: 64_000,
    stream: true,
  });
  const flow = 'flow-of-this-test';
  const events: SendEvent[] = [];
  const stream = await client.send({
    text,
    profile: 'litellm-1.90',
    route: 'auto',
    target: { kind: 'simulator' },
    flow,
  });
  const reading = (async () => {
    for await (const event of stream) events.push(event);
  })();
  const frames = (): number =>
    events.reduce((sum, event) => sum + (event.type === 'frames' ? event.frames.length : 0), 0);
  // Nothing is taken: the host gives its window and keeps the rest.
  await vi.waitFor(() => expect(frames()).toBeGreaterThan(1_000), 20_000);
  let stalled = -1;
  while (stalled !== frames()) {
    stalled = frames();
    await settled(2_000);
  }
  // From here on it takes what comes.
  const taking = setInterval(
    () => void client.took({ flow, events: events.length }).catch(() => undefined),
    10,
  );
  closing.push(() => clearInterval(taking));
  await reading;
  const gap = events.find((event) => event.type === 'gap');
  expect(gap?.type === 'gap' && gap.frames).toBeGreaterThan(0);
  const got = events
    .flatMap((event) => (event.type === 'frames' ? event.frames : []))
    .flatMap(({ deltas }) => deltas.map((delta) => (delta.kind === 'text' ? delta.text : '')))
    .join('');
  expect(got === answer).toBe(true);
  expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'complete' });
}, 60_000);
