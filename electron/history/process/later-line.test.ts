import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { buildStore, newFile, startOf } from '../testing.ts';
import { HistoryClient } from './client.ts';
import { forkStore } from './fork.ts';
import { laterLine } from './later-line.ts';

let program = '';
const clients: HistoryClient[] = [];
beforeAll(async () => {
  program = await buildStore();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function open(when: Promise<unknown>, file = newFile()): { client: HistoryClient; started: () => number } {
  let started = 0;
  const launch = () => {
    started++;
    return forkStore(program);
  };
  const client = new HistoryClient({ file, launch: () => laterLine(launch, when) });
  clients.push(client);
  return { client, started: () => started };
}

function call(client: HistoryClient): string {
  const start = startOf();
  client.opened(start);
  client.ended(start.id, { state: 'done', atMs: 3, failure: '' });
  return start.id;
}

it('what is kept and asked before the store may start waits for it, and is there', async () => {
  let go: () => void = () => undefined;
  const { client, started } = open(
    new Promise<void>((resolve) => {
      go = resolve;
    }),
  );
  const id = call(client);
  const asked = client.ask.flush().then(() => client.ask.exchange(id));
  await pause(300);
  expect(started()).toBe(0);
  go();
  expect((await asked)?.state).toBe('done');
  expect(started()).toBe(1);
});

it('an app that ends before the store may start has kept what came until then', async () => {
  const file = newFile();
  const { client } = open(new Promise(() => undefined), file);
  const id = call(client);
  await client.close();
  const again = open(Promise.resolve(), file);
  expect((await again.client.ask.exchange(id))?.state).toBe('done');
});

it('a line that is ended before its store may start starts none, and says that it is over', async () => {
  let started = 0;
  const line = laterLine(() => {
    started++;
    return forkStore(program);
  }, pause(50));
  const over = new Promise<void>((resolve) => line.onExit(resolve));
  line.kill();
  await over;
  await pause(200);
  expect(started).toBe(0);
});
