import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { SORT_KEYS } from '../../shared/contract/history.ts';
import { encodeFrame } from '../../shared/eventstream/encoder.ts';
import { REQUEST, RESPONSE } from './part.ts';
import { Database } from './store/database.ts';
import { newFile, openHistory, startOf, tell } from './testing.ts';

const NEWEST = { by: 'started', descending: true } as const;
const ALL = 1e9;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

const frame = (content: object): Uint8Array =>
  encodeFrame(
    {
      ':event-type': { type: 'string', value: 'chunk' },
      ':message-type': { type: 'string', value: 'event' },
      ':content-type': { type: 'string', value: 'application/json' },
    },
    new TextEncoder().encode(
      JSON.stringify({ bytes: Buffer.from(JSON.stringify(content)).toString('base64') }),
    ),
  );

describe('an exchange', () => {
  it('is kept whole, and found again after the store was closed', () => {
    const { history, file } = openHistory();
    const request = { messages: [{ role: 'user', content: 'Where is my parcel?' }], stream_chunk_size: 2048 };
    const response = {
      content: [{ type: 'text', text: 'At customs.' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 12, output_tokens: 3 },
    };
    const id = tell(history, {
      request,
      response,
      headers: [
        ['content-type', 'application/json'],
        ['x-amzn-requestid', 'ABC-1'],
      ],
    });
    history.close();
    const again = openHistory(file).history;
    const kept = again.exchange(id);
    expect(kept).toMatchObject({
      id,
      state: 'done',
      status: 200,
      stopReason: 'end_turn',
      requestId: 'abc-1',
      title: 'Where is my parcel?',
      usage: { inputTokens: 12, outputTokens: 3 },
      flags: [{ kind: 'leaked', count: 1, names: ['stream_chunk_size'] }],
      request: { missing: null, mediaType: 'application/json' },
      deliveries: [{ offset: 0, atMs: 6 }],
    });
    expect(text(again.body(id, REQUEST, 0, ALL).bytes)).toBe(JSON.stringify(request));
    expect(text(again.body(id, RESPONSE, 2, 9).bytes)).toBe(JSON.stringify(response).slice(2, 9));
    for (const query of [
      'leaked:stream_chunk_size',
      'parcel',
      '"at customs"',
      'answered:customs',
      'request-id:ABC-1',
      'tokens-in:12',
      'stop:end_turn',
    ])
      expect(
        again.page(query, NEWEST, null, 10).rows.map((row) => row.id),
        query,
      ).toEqual([id]);
    for (const query of ['asked:customs', 'status:>=400', '-parcel', 'model:nova'])
      expect(again.page(query, NEWEST, null, 10).rows, query).toEqual([]);
    again.close();
  });

  it('that is streamed keeps its frames to the byte and its deliveries in time', () => {
    const { history } = openHistory();
    const start = startOf({ operation: 'InvokeModelWithResponseStream' });
    const { id } = start;
    const stream = Buffer.concat([
      frame({ type: 'message_start', message: { usage: { input_tokens: 7 } } }),
      frame({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello wor' } }),
      frame({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'ld' } }),
      frame({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 4 } }),
      frame({ type: 'message_stop' }),
    ]);
    history.take({ type: 'opened', start });
    history.take({ type: 'request-ended', id, atMs: 0 });
    history.take({
      type: 'head',
      id,
      head: { status: 200, headers: [['content-type', 'application/vnd.amazon.eventstream']], atMs: 3 },
    });
    const cuts = [0, 100, 101, 350, stream.length];
    for (const [i, from] of cuts.slice(0, -1).entries())
      history.take({ type: 'delivery', id, bytes: stream.subarray(from, cuts[i + 1]), atMs: 10 * i + 10.25 });
    history.take({ type: 'ended', id, end: { state: 'done', atMs: 50, failure: '' } });
    history.flush();
    const kept = history.exchange(id);
    expect(Buffer.from(history.body(id, RESPONSE, 0, ALL).bytes).equals(stream)).toBe(true);
    expect(kept?.deliveries).toEqual(
      cuts.slice(0, -1).map((offset, i) => ({ offset, atMs: 10 * i + 10.25 })),
    );
    expect(kept).toMatchObject({
      frames: 5,
      stopReason: 'end_turn',
      usage: { inputTokens: 7, outputTokens: 4 },
      longestGapMs: 10,
    });
    expect(history.page('"hello world"', NEWEST, null, 10).rows).toHaveLength(1);
    history.close();
  });

  it('whose process died is interrupted, with what had come', () => {
    const { history, file } = openHistory(newFile(), '999999999:dead');
    const id = tell(history, { response: 'half', open: true });
    history.close();
    const again = openHistory(file).history;
    expect(again.exchange(id)).toMatchObject({
      state: 'interrupted',
      response: { missing: 'unfinished', kept: 0 },
    });
    again.close();
  });
});

describe('secrets', () => {
  it('reach neither the file nor its log, wherever they stood', () => {
    const { history, file } = openHistory();
    const known = `canary-${randomBytes(12).toString('hex')}`;
    const token = `sk-ant-api03-${'a1B2'.repeat(20)}`;
    history.take({ type: 'learn', secrets: [known] });
    const stream = frame({
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'text_delta', text: known },
    });
    const start = startOf({
      headers: [
        ['authorization', `Bearer ${known}`],
        ['x-api-key', token],
      ],
      path: `/x?key=${token}`,
      program: known,
    });
    const { id } = start;
    history.take({ type: 'opened', start });
    const body = Buffer.from(JSON.stringify({ messages: [{ role: 'user', content: `my key is ${token}` }] }));
    for (const half of [body.subarray(0, 60), body.subarray(60)])
      history.take({ type: 'request-body', id, bytes: half });
    history.take({ type: 'request-ended', id, atMs: 1 });
    history.take({
      type: 'head',
      id,
      head: {
        status: 200,
        headers: [
          ['content-type', 'application/vnd.amazon.eventstream'],
          ['x-echo', known],
        ],
        atMs: 2,
      },
    });
    history.take({ type: 'delivery', id, bytes: stream.subarray(0, 90), atMs: 3 });
    history.take({ type: 'delivery', id, bytes: stream.subarray(90), atMs: 4 });
    history.take({ type: 'ended', id, end: { state: 'failed', atMs: 5, failure: `refused ${known}` } });
    history.flush();
    const files = readdirSync(path.dirname(file)).map((name) =>
      readFileSync(path.join(path.dirname(file), name)),
    );
    for (const secret of [known, token]) {
      for (const content of files) expect(content.includes(secret)).toBe(false);
      expect(JSON.stringify(history.exchange(id))).not.toContain(secret);
      expect(text(history.body(id, REQUEST, 0, ALL).bytes)).not.toContain(secret);
    }
    expect(history.page(known, NEWEST, null, 5).rows).toEqual([]);
    expect(history.exchange(id)?.request.redactions).toBe(1);
    const kept = Buffer.from(history.body(id, RESPONSE, 0, ALL).bytes);
    expect(kept).toHaveLength(stream.length);
    expect(kept.equals(stream)).toBe(false);
    history.close();
  });

  it.skipIf(process.platform === 'win32')('stay within the user: the file is nobody else’s', () => {
    const { history, file } = openHistory();
    tell(history);
    history.flush();
    for (const name of readdirSync(path.dirname(file)))
      expect(statSync(path.join(path.dirname(file), name)).mode & 0o077, name).toBe(0);
    history.close();
  });
});

describe('a conversation', () => {
  const turns = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      role: i % 2 ? 'assistant' : 'user',
      content: `turn ${i} ${'word '.repeat(200)} unique${i}`,
    }));

  it('is told by its growing beginning, and its words are indexed once', () => {
    const { history } = openHistory();
    const ids = [1, 3, 5].map((count) => {
      const id = tell(history, { request: { messages: turns(count) } });
      history.flush();
      return id;
    });
    const other = tell(history, { request: { messages: [{ role: 'user', content: 'something else' }] } });
    history.flush();
    const conversations = ids.map((id) => history.exchange(id)?.conversation);
    expect(new Set(conversations).size).toBe(1);
    expect(history.exchange(other)?.conversation).not.toBe(conversations[0]);
    expect(history.page('unique0', NEWEST, null, 10).rows.map((row) => row.id)).toEqual([ids[0]]);
    expect(history.page('unique4', NEWEST, null, 10).rows.map((row) => row.id)).toEqual([ids[2]]);
    history.close();
  });

  it('is another one where its first message was said before, and the newest of them goes on', () => {
    const { history } = openHistory();
    const [first, second, third] = [1, 1, 3].map((count) => {
      const id = tell(history, { request: { messages: turns(count) } });
      history.flush();
      return history.exchange(id)?.conversation;
    });
    expect(second).not.toBe(first);
    expect(third).toBe(second);
    history.close();
  });

  it('takes the disk once for what is said again and again', () => {
    const { history } = openHistory();
    const text = Array.from({ length: 30 }, (_, i) => ({
      role: 'user',
      content: randomBytes(2_000).toString('hex') + i,
    }));
    for (let count = 1; count <= 30; count++) tell(history, { request: { messages: text.slice(0, count) } });
    history.flush();
    const sent = 15 * JSON.stringify(text).length;
    expect(history.state.bytes).toBeLessThan(sent / 4);
    history.close();
  });
});

describe('the limits', () => {
  it('take the oldest first and leave what is pinned, with the bytes that others need', () => {
    const { history } = openHistory();
    const shared = { messages: [{ role: 'user', content: 'x'.repeat(30_000) }] };
    const ids = Array.from({ length: 10 }, () => tell(history, { request: shared }));
    history.flush();
    history.pin(ids.slice(0, 1), true);
    history.retain({ maxBytes: 1e12, maxDays: null, maxExchanges: 3 });
    const left = history.page('', NEWEST, null, 20).rows.map((row) => row.id);
    expect(left).toEqual([ids[9], ids[8], ids[0]]);
    expect(history.state.exchanges).toBe(3);
    expect(text(history.body(ids[0] ?? '', REQUEST, 0, ALL).bytes)).toBe(JSON.stringify(shared));
    history.remove(left);
    expect(history.state.exchanges).toBe(0);
    history.close();
  });

  it('let no more go by size than it takes, though few are large', async () => {
    const { history } = openHistory();
    const large = (): unknown => ({
      messages: [{ role: 'user', content: randomBytes(100_000).toString('hex') }],
    });
    const ids = Array.from({ length: 20 }, () => tell(history, { request: large() }));
    history.flush();
    const maxBytes = history.state.bytes / 2;
    history.retain({ maxBytes, maxDays: null, maxExchanges: null });
    await vi.waitFor(() => expect(history.state.bytes).toBeLessThanOrEqual(maxBytes));
    const left = history.page('', NEWEST, null, 20).rows.map((row) => row.id);
    expect(left.length).toBeGreaterThan(6);
    expect(left).toEqual(ids.reverse().slice(0, left.length));
    history.close();
  });

  it('take what is older than so many days, unless it is pinned', () => {
    const { history } = openHistory();
    const days = (ago: number) => ({ start: { startedAt: Date.now() - ago * 86_400_000 } });
    const [pinned = '', , young] = [40, 31, 29].map((ago) => tell(history, days(ago)));
    history.flush();
    history.pin([pinned], true);
    history.retain({ maxBytes: 1e12, maxDays: 30, maxExchanges: null });
    expect(history.page('', NEWEST, null, 20).rows.map((row) => row.id)).toEqual([young, pinned]);
    history.close();
  });
});

describe('a store that', () => {
  it('is no store is left as it is, and one beside it begun', () => {
    const file = newFile();
    writeFileSync(file, 'this is no database, whatever its name says'.repeat(100));
    const before = readFileSync(file);
    const { history } = openHistory(file);
    expect(history.state.kind).toBe('damaged');
    expect(history.state.sentence).toContain('left as it is');
    tell(history);
    history.flush();
    expect(history.state.exchanges).toBe(1);
    expect(readFileSync(file).equals(before)).toBe(true);
    history.close();
  });

  it('a later Strata wrote is read and not changed', () => {
    const { history, file } = openHistory();
    const id = tell(history);
    history.close();
    const database = new Database(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    const later = openHistory(file).history;
    expect(later.state).toMatchObject({ kind: 'read-only' });
    tell(later);
    later.flush();
    expect(later.page('', NEWEST, null, 10).rows.map((row) => row.id)).toEqual([id]);
    later.close();
  });

  it('two share takes the exchanges of both', () => {
    const one = openHistory();
    const two = openHistory(one.file);
    const ids: string[] = [];
    for (let i = 0; i < 20; i++) {
      ids.push(
        tell(i % 2 ? one.history : two.history, {
          request: { messages: [{ role: 'user', content: 'the same' }] },
        }),
      );
      (i % 2 ? one : two).history.flush();
    }
    expect(one.history.page('', NEWEST, null, 50).rows.map((row) => row.id)).toEqual([...ids].reverse());
    expect(two.history.state.exchanges).toBe(20);
    one.history.close();
    two.history.close();
  });

  it('two processes share tells each of what the other keeps, from its beginning to its end', async () => {
    const { file, history: one } = openHistory();
    const { history: two, events } = openHistory(file, `${process.ppid}:other`);
    const start = startOf();
    one.take({ type: 'opened', start });
    one.flush();
    const states = (): readonly string[] =>
      events.flatMap((event) =>
        event.type === 'rows' ? event.rows.filter(({ id }) => id === start.id).map(({ state }) => state) : [],
      );
    await vi.waitFor(() => expect(states().at(-1)).toBe('open'), 10_000);
    one.take({ type: 'ended', id: start.id, end: { state: 'done', atMs: 5, failure: '' } });
    one.flush();
    await vi.waitFor(() => expect(states().at(-1)).toBe('done'), 10_000);
    one.close();
    two.close();
  });

  it('is damaged in the middle shows what can be read and says so', () => {
    const { history, file } = openHistory();
    for (let i = 0; i < 150; i++)
      tell(history, {
        request: { messages: [{ role: 'user', content: randomBytes(3_000).toString('hex') }] },
      });
    history.close();
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 2 / 4096) * 4096;
    bytes.fill(0xee, middle, middle + 8 * 4096);
    writeFileSync(file, bytes);
    const { history: again } = openHistory(file);
    const { rows } = again.page('', NEWEST, null, 1000);
    const readNow = (): readonly string[] =>
      rows.flatMap(({ id }) => {
        const { bytes: body, damaged } = again.body(id, REQUEST, 0, ALL);
        return !damaged && body.length > 6_000 ? [id] : [];
      });
    const read = readNow();
    const readable = read.length;
    expect(readable).toBeGreaterThan(0);
    expect(readable).toBeLessThan(150);
    // What met the damage reads on: the same bodies are there again.
    expect(readNow()).toEqual(read);
    expect(again.wholes(rows.map(({ number }) => number)).wholes.length).toBeGreaterThanOrEqual(readable);
    expect(again.state.kind).toBe('damaged');
    expect(again.state.sentence).toContain('What can be read is shown, nothing is deleted.');
    expect(readFileSync(file)).toHaveLength(bytes.length);
    again.close();
  });
});

describe('pages', () => {
  it('go through all rows once, whatever they are sorted by', () => {
    const { history } = openHistory();
    const models = ['b', 'a', null, 'c'];
    const ids = Array.from({ length: 57 }, (_, i) =>
      tell(history, {
        start: { model: models[i % 4] ?? null },
        status: 200 + (i % 3),
        response: { usage: { input_tokens: i % 5 } },
        ...(i % 7 === 0
          ? {}
          : { request: { messages: [{ role: 'user', content: ['b', 'A', 'C'][i % 3] ?? '' }] } }),
      }),
    );
    history.flush();
    for (const by of SORT_KEYS)
      for (const descending of [true, false])
        for (const query of ['', '-status:201']) {
          const seen: string[] = [];
          let after: string | null = null;
          do {
            const page = history.page(query, { by, descending }, after, 10);
            seen.push(...page.rows.map((row) => row.id));
            after = page.next;
          } while (after !== null);
          const wanted = query === '' ? ids : ids.filter((_, i) => i % 3 !== 1);
          expect([...seen].sort(), `${by} ${query}`).toEqual([...wanted].sort());
        }
    const byModel = history
      .page('', { by: 'model', descending: false }, null, 60)
      .rows.map((row) => row.model);
    expect(byModel).toEqual([...byModel].sort((a, b) => (a ?? 'z').localeCompare(b ?? 'z')));
    const byTokens = history
      .page('', { by: 'tokens-in', descending: true }, null, 60)
      .rows.map((row) => row.usage.inputTokens ?? -1);
    expect(byTokens).toEqual([...byTokens].sort((a, b) => b - a));
    const byAsked = history
      .page('', { by: 'asked', descending: false }, null, 60)
      .rows.map((row) => row.title);
    expect([...new Set(byAsked)]).toEqual(['A', 'b', 'C', '']);
    history.close();
  });
});
