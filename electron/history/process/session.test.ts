import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { HistoryEvent } from '../../../shared/contract/history.ts';
import { workerFile } from '../../inspector/work/testing.ts';
import { buildStore, newFile, startOf } from '../testing.ts';
import { HistoryClient } from './client.ts';
import { forkStore } from './fork.ts';

let program = '';
let worker = '';
const clients: HistoryClient[] = [];
beforeAll(async () => {
  program = await buildStore();
  worker = await workerFile();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function open(options: { readonly mostUnderway?: number } = {}): HistoryClient {
  const launch = () => forkStore(program);
  const client = new HistoryClient({ file: newFile(), launch, worker, ...options });
  clients.push(client);
  return client;
}

/** A call that Bedrock refuses: it says not how long the answer may get. */
function refusedCall(client: HistoryClient): string {
  const { id, ...start } = startOf();
  client.opened({ ...start, id });
  const body = { anthropic_version: 'bedrock-2023-05-31', messages: [{ role: 'user', content: 'Hello' }] };
  client.requestBody(id, Buffer.from(JSON.stringify(body)));
  client.requestBody(id, Buffer.from('\n'));
  client.requestEnded(id, 1);
  client.ended(id, { state: 'failed', atMs: 4, failure: 'no answer' });
  return id;
}

/** On a busy machine a body may be looked into only after the store's patience. */
const flagged = (client: HistoryClient, id: string): Promise<void> =>
  vi.waitFor(async () => expect(await flagsOf(client, id)).toContain('refused'), { timeout: 25_000 });

const flagsOf = async (client: HistoryClient, id: string): Promise<readonly string[] | undefined> => {
  await client.ask.settled();
  await client.ask.flush();
  return (await client.ask.exchange(id))?.flags.map(({ kind }) => kind);
};

it('the store’s process works out what bodies say, and tells of rows only while somebody lists them', async () => {
  const client = open();
  const events: HistoryEvent[] = [];
  const told = () => events.splice(0).filter(({ type }) => type === 'rows').length;
  client.follow((event) => events.push(event), { rows: false });
  await flagged(client, refusedCall(client));
  expect(told()).toBe(0);
  const stops = [client.follow(() => undefined), client.follow(() => undefined)];
  await flagged(client, refusedCall(client));
  expect(told()).toBeGreaterThan(0);
  stops[0]?.();
  stops[0]?.();
  await flagged(client, refusedCall(client));
  expect(told()).toBeGreaterThan(0);
  stops[1]?.();
  await flagged(client, refusedCall(client));
  expect(told()).toBe(0);
});

it('nothing is told by a body that has a gap', async () => {
  const client = open({ mostUnderway: 20 });
  expect(await flagsOf(client, refusedCall(client))).toEqual([]);
});

it('of many calls at once each is looked into', async () => {
  const client = open();
  const ids = Array.from({ length: 600 }, () => refusedCall(client));
  const unflagged = async (): Promise<number> => {
    await client.ask.settled();
    await client.ask.flush();
    const { rows } = await client.ask.page('', { by: 'started', descending: true }, null, 1_000);
    return ids.length - rows.filter(({ flags }) => flags.some(({ kind }) => kind === 'refused')).length;
  };
  await vi.waitFor(async () => expect(await unflagged()).toBe(0), { timeout: 80_000 });
}, 90_000);
