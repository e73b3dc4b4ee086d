import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { ExchangeRow, ExchangeStart } from '../../../shared/capture/exchange.ts';
import type { OpenedExchange } from '../../../shared/contract/capture.ts';
import { decode } from '../../../shared/contract/encoded.ts';
import { noteLive } from '../../../shared/contract/live-rows.ts';
import { workerFile } from '../../inspector/work/testing.ts';
import { buildStore, newFile, startOf } from '../testing.ts';
import { HistoryClient } from './client.ts';
import { forkStore } from './fork.ts';
import type { StoreLine } from './protocol.ts';
import { RemoteLive } from './remote-live.ts';

const NEVER = new AbortController().signal;
const ASKED = '{"messages":[{"role":"user","content":"the key is a-secret-of-the-chain"}]}';

let program = '';
let worker = '';
const clients: HistoryClient[] = [];
const lines: StoreLine[] = [];
const stops: AbortController[] = [];
beforeAll(async () => {
  program = await buildStore();
  worker = await workerFile();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop.abort();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function open(store = program): { readonly client: HistoryClient; readonly live: RemoteLive } {
  const launch = (): StoreLine => {
    const line = forkStore(store);
    lines.push(line);
    return line;
  };
  const client = new HistoryClient({ file: newFile(), launch, worker, listed: true });
  clients.push(client);
  return { client, live: new RemoteLive(client) };
}

/** A call that is answered with “{}”; it runs on unless it is to end. */
function call(client: HistoryClient, part: Partial<ExchangeStart> = {}, ends = true): string {
  const start = startOf(part);
  client.opened(start);
  client.requestBody(start.id, Buffer.from(ASKED));
  client.requestEnded(start.id, 1);
  client.responseHead(start.id, { status: 200, headers: [['content-type', 'application/json']], atMs: 2 });
  client.delivery(start.id, Buffer.from('{}'), 3);
  if (ends) client.ended(start.id, { state: 'done', atMs: 4, failure: '' });
  return start.id;
}

/** A list that follows as a window does: gives its rows, by number, once `until` is true of them. */
function list(live: RemoteLive) {
  const rows = new Map<string, ExchangeRow>();
  const stop = new AbortController();
  stops.push(stop);
  const events = live.follow(stop.signal);
  return {
    stop,
    events,
    async rowsWhen(until: (rows: readonly ExchangeRow[]) => boolean): Promise<readonly ExchangeRow[]> {
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error('The list ended.');
        noteLive(rows, decode(value));
        const all = [...rows.values()].sort((a, b) => a.number - b.number);
        if (until(all)) return all;
      }
    },
  };
}

const isOver = ({ state, title }: ExchangeRow): boolean => state !== 'open' && title !== '';

it('a list has what was captured before it began and after it; what the Request view sent is not in it', async () => {
  const { client, live } = open();
  const first = call(client);
  call(client, { source: 'request-view' });
  const { rowsWhen, events, stop } = list(live);
  await rowsWhen((rows) => rows.some(isOver));
  const second = call(client);
  const rows = await rowsWhen((all) => all.length > 1 && all.every(isOver));
  expect(rows.map(({ id, number, status }) => [id, number, status])).toEqual([
    [first, 1, 200],
    [second, 2, 200],
  ]);
  live.clear();
  expect(await rowsWhen((all) => all.length === 0)).toEqual([]);
  stop.abort();
  expect(await events.next()).toEqual({ done: true, value: undefined });
});

it('a call opens with its bodies, secrets taken out; its answer is given again to the same request', async () => {
  const { client, live } = open();
  client.learn('a-secret-of-the-chain');
  const id = call(client);
  const opened = await live.open(id, 'litellm-1.109', NEVER);
  const { row, requestText, responseText } = opened ? decode<OpenedExchange>(opened) : expect.fail();
  expect([row.status, responseText]).toEqual([200, '{}']);
  expect(requestText).toMatch(/the key is REDACTED/);
  const again = await live.answered({ ...row, id: 'another' }, Buffer.from(ASKED));
  expect(again?.pieces.map((piece) => Buffer.from(piece).toString())).toEqual(['{}']);
  expect(await live.answered({ ...row, id: 'another' }, Buffer.from(ASKED.replace('key', 'kex')))).toBeNull();
  expect(await live.open('nobody', 'litellm-1.109', NEVER)).toBeNull();
});

it('the list goes on where the process is killed: what ran is interrupted, no number comes twice', async () => {
  const { client, live } = open();
  const kept = call(client);
  const running = call(client, {}, false);
  const { rowsWhen } = list(live);
  await rowsWhen((rows) => rows.length === 2);
  lines[lines.length - 1]?.kill();
  await rowsWhen((rows) => rows.some(({ state }) => state === 'interrupted'));
  const meanwhile = call(client);
  const rows = await rowsWhen((all) => all.length === 3 && all[2]?.state === 'done');
  expect(rows.map(({ id, state }) => [id, state])).toEqual([
    [kept, 'done'],
    [running, 'interrupted'],
    [meanwhile, 'done'],
  ]);
  expect(new Set(rows.map(({ number }) => number)).size).toBe(3);
});

it('where no store can be opened, this session is listed all the same', async () => {
  const alone = path.join(mkdtempSync(path.join(tmpdir(), 'strata-without-native-')), 'store.cjs');
  copyFileSync(program, alone);
  const { client, live } = open(alone);
  const id = call(client);
  const rows = await list(live).rowsWhen((all) => all.some(isOver));
  expect(rows.map((row) => row.id)).toEqual([id]);
  expect(client.state.kind).toBe('missing');
});
