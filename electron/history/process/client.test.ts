import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HistoryEvent } from '../../../shared/contract/history.ts';
import { recordedAnswer } from '../recorded-answer.ts';
import type { ExchangeSink } from '../sink.ts';
import { buildStore, newFile, startOf } from '../testing.ts';
import { HistoryClient } from './client.ts';
import { forkStore } from './fork.ts';
import type { StoreLine } from './protocol.ts';

const NEWEST = { by: 'started', descending: true } as const;

let program = '';
const clients: HistoryClient[] = [];
const lines: StoreLine[] = [];
beforeAll(async () => {
  program = await buildStore();
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function open(file = newFile(), mostUnderway?: number): HistoryClient {
  const launch = (): StoreLine => {
    const line = forkStore(program);
    lines.push(line);
    return line;
  };
  const client = new HistoryClient({ file, launch, ...(mostUnderway === undefined ? {} : { mostUnderway }) });
  clients.push(client);
  return client;
}

function call(sink: ExchangeSink, words: string): string {
  const start = startOf();
  sink.opened(start);
  sink.requestBody(start.id, Buffer.from(JSON.stringify({ messages: [{ role: 'user', content: words }] })));
  sink.requestEnded(start.id, 1);
  sink.responseHead(start.id, { status: 200, headers: [['content-type', 'application/json']], atMs: 2 });
  sink.delivery(start.id, Buffer.from('{}'), 3);
  return start.id;
}

const end = { state: 'done', atMs: 4, failure: '' } as const;

describe('the history in a process of its own', () => {
  it('keeps what a sink is told, says so, and answers for it', async () => {
    const client = open();
    const events: HistoryEvent[] = [];
    client.follow((event) => events.push(event));
    const id = call(client, 'hello there');
    client.ended(id, end);
    // The process may start slowly on a busy machine.
    await vi.waitFor(
      () => expect(events.flatMap((event) => (event.type === 'rows' ? event.rows : []))).not.toEqual([]),
      20_000,
    );
    const { rows } = await client.ask.page('hello', NEWEST, null, 10);
    expect(rows.map((row) => [row.id, row.state])).toEqual([[id, 'done']]);
    expect(client.state).toMatchObject({ kind: 'open', sentence: '' });
  });

  it('answers though a text of the file is none, and says that it is damaged', async () => {
    const file = newFile();
    const first = open(file);
    const ids = Array.from({ length: 20 }, (_, i) => {
      const id = call(first, `question number ${i}`);
      first.ended(id, end);
      return id;
    });
    await first.ask.flush();
    await first.close();
    const bytes = readFileSync(file);
    // Of the detail's title: the database does not notice.
    bytes.fill(0xff, bytes.indexOf('question number 7') + 2, bytes.indexOf('question number 7') + 5);
    writeFileSync(file, bytes);
    const again = open(file);
    const asked = again.ask.page('', NEWEST, null, 100);
    expect((await asked).rows.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(await again.ask.count('')).toBe(20);
    expect(again.state).toMatchObject({
      kind: 'damaged',
      sentence: expect.stringContaining('What can be read is shown, nothing is deleted.'),
    });
  });

  it('comes again where it is killed: what was kept stays, what ran is interrupted, secrets stay known', async () => {
    const client = open();
    client.learn('a-secret-of-the-chain');
    const kept = call(client, 'first');
    client.ended(kept, end);
    const running = call(client, 'second');
    await client.ask.flush();
    lines[lines.length - 1]?.kill();
    await vi.waitFor(() => expect(client.state.kind).toBe('failed'));
    await vi.waitFor(() => expect(client.state.kind).toBe('open'), 10_000);
    const after = call(client, 'a-secret-of-the-chain');
    client.ended(after, end);
    await client.ask.flush();
    const { rows } = await client.ask.page('', NEWEST, null, 10);
    expect(rows.map((row) => [row.id, row.state])).toEqual([
      [after, 'done'],
      [running, 'interrupted'],
      [kept, 'done'],
    ]);
    expect(rows[0]?.title).not.toContain('a-secret');
  });

  it('gives the answer to the same request in a later session, where secrets have other marks', async () => {
    const file = newFile();
    const first = open(file);
    first.learn('a-secret-of-the-chain');
    const asked = Buffer.from('{"messages":[{"role":"user","content":"a-secret-of-the-chain"}]}');
    const start = startOf();
    first.opened(start);
    first.requestBody(start.id, asked);
    first.responseHead(start.id, { status: 200, headers: [['content-type', 'text/plain']], atMs: 2 });
    first.delivery(start.id, Buffer.from('Good '), 3);
    first.delivery(start.id, Buffer.from('morning'), 9);
    first.ended(start.id, end);
    // A newer one was edited on its way: its answer is one to another request.
    const edited = startOf();
    first.opened(edited);
    first.requestBody(edited.id, asked);
    first.described(edited.id, { alterations: [{ kind: 'edited', what: 'Was held, and edited.' }] });
    first.responseHead(edited.id, { status: 200, headers: [['content-type', 'text/plain']], atMs: 2 });
    first.delivery(edited.id, Buffer.from('Another'), 3);
    first.ended(edited.id, end);
    await first.close();
    const second = open(file);
    second.learn('a-secret-of-the-chain');
    const [row] = (await second.ask.page('', NEWEST, null, 1)).rows;
    const again = row && (await recordedAnswer(second, row, asked));
    expect(again?.pieces.map((piece) => Buffer.from(piece).toString())).toEqual(['Good ', 'morning']);
    expect(again?.deliveries.map(({ atMs }) => atMs)).toEqual([3, 9]);
    const other = Buffer.from(String(asked).replace('user', 'usex'));
    expect(row && (await recordedAnswer(second, row, other))).toBeNull();
    const { answered } = second.ask;
    const failing = { ask: { ...second.ask, answered, exchange: () => Promise.reject(new Error('gone')) } };
    expect(row && (await recordedAnswer(failing, row, asked))).toBeNull();
  });

  it('leaves bodies out where it lags, and says so on the exchange', async () => {
    const client = open(newFile(), 1_000);
    const start = startOf();
    client.opened(start);
    client.responseHead(start.id, { status: 200, headers: [['content-type', 'text/plain']], atMs: 1 });
    for (let i = 0; i < 50; i++) client.delivery(start.id, Buffer.alloc(100, 65), i);
    client.ended(start.id, end);
    await client.ask.flush();
    const exchange = await client.ask.exchange(start.id);
    expect(exchange?.response.missing).toBe('lagging');
    expect(exchange?.state).toBe('done');
  });

  it('says what is the matter where the native part is missing, and nothing ends', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'strata-without-native-'));
    copyFileSync(program, path.join(folder, 'store.cjs'));
    const client = new HistoryClient({
      file: newFile(),
      launch: () => forkStore(path.join(folder, 'store.cjs')),
    });
    clients.push(client);
    await vi.waitFor(() => expect(client.state.kind).toBe('missing'), 10_000);
    expect(client.state.sentence).toContain('native part');
    call(client, 'not kept');
    await expect(client.ask.page('', NEWEST, null, 1)).rejects.toThrow('native part');
  });
});
