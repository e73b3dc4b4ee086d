import { randomBytes } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { HistoryEvent } from '../../shared/contract/history.ts';
import { History } from './history.ts';
import { REQUEST } from './part.ts';
import { newFile, openHistory, startOf, tell } from './testing.ts';

const NEWEST = { by: 'started', descending: true } as const;
const DAY_MS = 86_400_000;

it('a full disk is told, loses nothing that was reported as kept, and ends where there is room again', () => {
  const events: HistoryEvent[] = [];
  const kept = new Set<string>();
  const history = new History({
    file: newFile(),
    owner: `${process.pid}:full`,
    salt: 'test',
    mostPages: 200,
    onEvent: (event) => events.push(event),
    onKept: (ids) => {
      for (const id of ids) kept.add(id);
    },
  });
  const large = (): object => ({
    messages: [{ role: 'user', content: randomBytes(60_000).toString('hex') }],
  });
  const ids: string[] = [];
  while (history.state.kind === 'open' && ids.length < 50) {
    ids.push(tell(history, { request: large() }));
    history.flush();
  }
  const refused = ids.at(-1) ?? '';
  expect(history.state.kind).toBe('full');
  expect(history.state.sentence).toContain('The disk takes no more');
  expect([...kept]).toEqual(ids.slice(0, -1));
  // What is kept is read as before.
  const before = history.page('', NEWEST, null, 50).rows.map(({ id }) => id);
  expect(before).toEqual([...kept].reverse());
  expect(history.body(ids[0] ?? '', REQUEST, 0, 1e9).bytes.length).toBeGreaterThan(120_000);
  history.remove(ids.slice(0, 3));
  history.flush();
  expect(history.state).toMatchObject({ kind: 'open', sentence: '' });
  expect(kept).toContain(refused);
  expect(history.body(refused, REQUEST, 0, 1e9).bytes.length).toBeGreaterThan(120_000);
  expect(events.filter(({ type }) => type === 'state').length).toBeGreaterThanOrEqual(2);
  history.close();
});

it('a clock that jumps changes neither the order nor any duration', () => {
  const { history } = openHistory();
  const now = Date.now();
  const ids = [now, now + 400 * DAY_MS, now - 1, now - 400 * DAY_MS, now].map((startedAt) =>
    tell(history, { start: { startedAt } }),
  );
  history.flush();
  const { rows } = history.page('', NEWEST, null, 10);
  expect(rows.map(({ id }) => id)).toEqual([...ids].reverse());
  expect(new Set(rows.map(({ endMs }) => endMs))).toEqual(new Set([10]));
  expect(history.overview('').over.refused.length).toBeLessThanOrEqual(61);
  history.retain({ maxBytes: 1e12, maxDays: 30, maxExchanges: null });
  // Only what is old by the clock of today goes; what came "in the future" stays.
  expect(history.page('', NEWEST, null, 10).rows.map(({ id }) => id)).toEqual([
    ids[4],
    ids[2],
    ids[1],
    ids[0],
  ]);
  history.close();
});

it('a clock that is set a year forward while Strata runs makes nothing kept too old', () => {
  const { history } = openHistory();
  const id = tell(history);
  history.flush();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 365 * DAY_MS });
  try {
    history.retain({ maxBytes: 1e12, maxDays: 30, maxExchanges: null });
  } finally {
    vi.useRealTimers();
  }
  expect(history.page('', NEWEST, null, 10).rows.map((row) => row.id)).toEqual([id]);
  history.close();
});

it('a stream over which the machine slept is kept with its pause, and shown as broken off where it ended so', () => {
  const { history } = openHistory();
  const start = startOf({ operation: 'InvokeModelWithResponseStream' });
  const { id } = start;
  const NIGHT_MS = 8 * 3_600_000;
  history.take({ type: 'opened', start });
  history.take({ type: 'request-body', id, bytes: Buffer.from('{}') });
  history.take({
    type: 'head',
    id,
    head: { status: 200, headers: [['content-type', 'text/event-stream']], atMs: 5 },
  });
  const event = (i: number): Buffer => Buffer.from(`data: {"choices":[{"delta":{"content":"${i}"}}]}\n\n`);
  for (let i = 0; i < 10; i++)
    history.take({ type: 'delivery', id, bytes: event(i), atMs: i < 5 ? 10 + i : NIGHT_MS + i });
  history.take({
    type: 'ended',
    id,
    end: { state: 'failed', atMs: NIGHT_MS + 20, failure: 'The connection broke off.' },
  });
  history.flush();
  const exchange = history.exchange(id);
  expect(exchange).toMatchObject({
    state: 'failed',
    failure: 'The connection broke off.',
    endMs: NIGHT_MS + 20,
  });
  expect(exchange?.longestGapMs).toBeCloseTo(NIGHT_MS - 9, 0);
  expect(exchange?.deliveries.map(({ atMs }) => Math.round(atMs))).toEqual(
    Array.from({ length: 10 }, (_, i) => (i < 5 ? 10 + i : NIGHT_MS + i)),
  );
  expect(exchange?.flags.map(({ kind }) => kind)).toContain('stalled');
  history.close();
});

it('what is joined stands together, and sums are told by model, release and refusal over time', () => {
  const { history } = openHistory();
  const client = tell(history, { start: { side: 'client', dialect: 'openai-chat', model: 'alias' } });
  const cause = { client, evidence: 'stamp' } as const;
  const first = tell(history, { start: { cause }, status: 429, response: { message: 'slow down' } });
  const second = tell(history, { start: { cause, model: 'amazon.nova-pro-v1:0' } });
  const alone = tell(history);
  history.take({ type: 'described', id: second, patch: { release: '1.104, 1.105' } });
  history.flush();
  for (const ids of [[client], [first], [second, alone]])
    expect(history.joined(ids).map(({ id }) => id)).toEqual([client, first, second]);
  const { over, groups } = history.overview('side:bedrock');
  expect(over.series.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0)).toBe(3);
  expect(over.refused.reduce((a, b) => a + b, 0)).toBe(1);
  const of = (name: string) =>
    groups
      .find(({ field }) => field === name)
      ?.rows.map(({ value, calls, refused }) => [value, calls, refused]);
  expect(of('release')).toEqual([
    ['1.105', 1, 0],
    ['1.104', 1, 0],
  ]);
  expect(of('model')?.[0]).toEqual(['anthropic.claude-3-haiku-20240307-v1:0', 2, 1]);
  expect(history.facets('', ['release'])[0]?.values).toEqual([
    { value: '1.105', count: 1 },
    { value: '1.104', count: 1 },
  ]);
  history.close();
});

it('a proxy that refuses a call inside an event is told with its error and its words', () => {
  const { history } = openHistory();
  const start = startOf({ side: 'client', path: '/v1/chat/completions' });
  const { id } = start;
  history.take({ type: 'opened', start });
  history.take({ type: 'request-body', id, bytes: Buffer.from('{"stream":true}') });
  history.take({
    type: 'head',
    id,
    head: { status: 400, headers: [['content-type', 'text/event-stream; charset=utf-8']], atMs: 5 },
  });
  const bytes = Buffer.from(
    'data: {"error": {"message": "Not so", "type": "None", "code": "400"}}\n\ndata: [DONE]\n\n',
  );
  history.take({ type: 'delivery', id, bytes, atMs: 6 });
  history.take({ type: 'ended', id, end: { state: 'done', atMs: 7, failure: '' } });
  history.flush();
  expect(history.exchange(id)).toMatchObject({ state: 'done', error: '400', failure: 'Not so' });
  history.close();
});
