import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ExchangePatch, ExchangeRow } from '../../shared/capture/exchange.ts';
import { type CaptureRule, HOLD_MS, MOST_HELD, type RuleAction } from '../../shared/capture/rule.ts';
import type { ExchangeSink } from '../history/sink.ts';
import { Gone } from '../http/gone.ts';
import type { Job } from '../inspector/work/job.ts';
import { Holds } from './holds.ts';
import { Interventions } from './intervene.ts';
import { SessionSecrets } from './live/secrets.ts';
import { LiveLog } from './live-log.ts';
import type { CaptureService } from './service.ts';
import { type CapturedSimulator, captureSimulator } from './testing/captured-simulator.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const body = (text: string): string =>
  JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 20,
    messages: [{ role: 'user', content: text }],
  });

let captured: CapturedSimulator;
let service: CaptureService;
let log: LiveLog;
beforeAll(async () => {
  // Nothing is judged here: the rows are what the wire says.
  log = new LiveLog({ one: (job: Job) => Promise.reject(new Error(`not asked for: ${job.kind}`)) });
  captured = await captureSimulator(log);
  service = captured.service;
});
afterAll(() => captured.close());

const call = (text: string, operation = 'invoke'): Promise<Response> =>
  fetch(`${service.state().bedrock?.url}/model/${MODEL}/${operation}`, { method: 'POST', body: body(text) });

const rule = (filter: string, action: RuleAction): CaptureRule => ({ id: filter, filter, on: true, action });

const held = async (): Promise<string> => {
  for (;;) {
    const [first] = service.state().held;
    if (first) return first.id;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const newest = () => log.rows().at(-1);

/** Interventions by themselves: what they tell of a call goes to `described`. */
const telling = (holds: Holds, described: (patch: ExchangePatch) => void): Interventions =>
  new Interventions({
    sink: { ...log, described: (_id, patch) => described(patch) } as ExchangeSink,
    holds,
    recorded: async () => null,
    restore: (_id, edited) => edited,
    restoreHeaders: (_id, edited) => edited,
    clean: (text) => text,
    cleanHeaders: (headers) => headers,
  });

describe('a rule', () => {
  test.each([
    ['ThrottlingException', 429],
    ['ModelTimeoutException', 408],
  ])('answers with %s where its filter passes, and only there', async (exception, status) => {
    service.setRules([rule('asked:unlucky', { kind: 'fault', exception })]);
    const answer = await call('unlucky');
    expect(newest()?.flags).toMatchObject([{ kind: 'fault', names: [exception] }]);
    expect([answer.status, answer.headers.get('x-amzn-errortype')?.split(':')[0]]).toEqual([
      status,
      exception,
    ]);
    const requestId = answer.headers.get('x-amzn-requestid');
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(newest()?.requestId).toBe(requestId);
    expect((await call('lucky')).status).toBe(200);
    expect(newest()?.flags).toEqual([]);
  });

  test.each([
    ['gr\u00f6\u00dfe', 'Wie viel?\nGröße', true],
    ['asked:"second line"', 'first\nsecond line', true],
    ['asked:漢', '漢字', true],
    ['asked:sonnet', 'of the path', false],
    ['asked:role', 'of a member', false],
    ['asked:bedrock', 'of the version', false],
    ['asked:"one two"', 'one', false],
  ])('whose filter is %s looks into %j as the history does: %s', async (filter, text, passes) => {
    service.setRules([rule(filter, { kind: 'fault', exception: 'ThrottlingException' })]);
    const content = [text, 'two'].map((one) => ({ type: 'text', text: one }));
    const value = { ...JSON.parse(body('')), messages: [{ role: 'user', content }] };
    // As Python writes it.
    const ascii = JSON.stringify(value).replace(
      /[\u0080-\uffff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const url = `${service.state().bedrock?.url}/model/${MODEL}/invoke`;
    const answer = await fetch(url, { method: 'POST', body: ascii });
    expect(answer.status).toBe(passes ? 429 : 200);
  });

  test('looks into what a body of megabytes asks', async () => {
    service.setRules([rule('asked:largest', { kind: 'fault', exception: 'ThrottlingException' })]);
    expect((await call(`${'many words '.repeat(300_000)}`)).status).toBe(200);
    const image = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'a'.repeat(3_000_000) },
    };
    const content = [image, { type: 'text', text: 'the largest' }];
    const value = { ...JSON.parse(body('')), messages: [{ role: 'user', content }] };
    const url = `${service.state().bedrock?.url}/model/${MODEL}/invoke`;
    expect((await fetch(url, { method: 'POST', body: JSON.stringify(value) })).status).toBe(429);
  });

  test('that is off does nothing', async () => {
    service.setRules([{ ...rule('', { kind: 'fault', exception: 'ThrottlingException' }), on: false }]);
    expect((await call('off')).status).toBe(200);
  });

  test('takes a member out of the body, or sets one, and says so', async () => {
    service.setRules([rule('', { kind: 'rewrite', member: 'stream_chunk_size', json: '2048' })]);
    const answer = await call('rewritten');
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('stream_chunk_size')]);
    service.setRules([rule('', { kind: 'rewrite', member: 'max_tokens', json: null })]);
    expect(await (await call('taken out')).text()).toContain('max_tokens');
    expect(newest()?.flags).toMatchObject([{ kind: 'altered', names: ['rewritten'] }]);
  });

  test.each([
    ['model:(', { kind: 'fault', exception: 'ThrottlingException' }],
    ['', { kind: 'rewrite', member: 'max_tokens', json: '{"a' }],
  ] as const)('that is only half written (%s, %o) does nothing', async (filter, action) => {
    service.setRules([rule(filter, action)]);
    expect((await call('half')).status).toBe(200);
    expect(newest()?.flags).toEqual([]);
  });

  test('answers a stream as the same request was answered before, byte for byte', async () => {
    service.setRules([]);
    const first = Buffer.from(await (await call('again', 'invoke-with-response-stream')).arrayBuffer());
    captured.simulator.change({ answer: 'Something else.' });
    service.setRules([rule('op:InvokeModelWithResponseStream', { kind: 'replay' })]);
    const second = await call('again', 'invoke-with-response-stream');
    expect(Buffer.from(await second.arrayBuffer()).equals(first)).toBe(true);
    const other = await call('never before', 'invoke-with-response-stream');
    expect(Buffer.from(await other.arrayBuffer()).equals(first)).toBe(false);
    captured.simulator.change({ answer: 'Good morning to you.' });
  });

  test('gives no answer again that was one to a rewritten request', async () => {
    service.setRules([rule('', { kind: 'rewrite', member: 'max_tokens', json: '2' })]);
    expect(await (await call('rewritten before')).text()).toContain('max_tokens');
    service.setRules([rule('', { kind: 'replay' })]);
    expect(await (await call('rewritten before')).json()).toMatchObject({ stop_reason: 'end_turn' });
  });
});

describe('a held call', () => {
  test('waits, shows so, and goes on as it came', async () => {
    service.setRules([rule('asked:wait', { kind: 'hold' })]);
    const answer = call('wait');
    const id = await held();
    expect(log.row(id)).toMatchObject({
      state: 'open',
      status: null,
      flags: [{ kind: 'held', names: ['waiting'] }],
    });
    expect((await call('others go on')).status).toBe(200);
    expect(service.decide(id, { kind: 'continue', bodyText: null, model: null, headers: null })).toBe(true);
    expect((await answer).status).toBe(200);
    expect(service.decide(id, { kind: 'simulator' })).toBe(false);
  });

  test('goes on with another body and another model, its secrets in their places', async () => {
    service.setRules([rule('asked:edit', { kind: 'hold' })]);
    const secret = 'sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz0123456789';
    const answer = call(`edit ${secret}`);
    const id = await held();
    const shown = JSON.stringify({ ...JSON.parse(body('edit')), knob: 1 });
    expect(
      service.decide(id, {
        kind: 'continue',
        bodyText: shown,
        model: 'anthropic.claude-v2:1',
        headers: null,
      }),
    ).toBe(true);
    const got = await answer;
    expect(got.status).toBe(400);
    expect(await got.text()).toContain('knob');
  });

  test('of another kind names no model that could be another, and is not told as edited', async () => {
    const told = vi.spyOn(log, 'described');
    service.setRules([rule('', { kind: 'hold' })]);
    const answer = fetch(`${service.state().bedrock?.url}/guardrail/g/version/1/apply`, {
      method: 'POST',
      body: JSON.stringify({ source: 'INPUT', content: [{ text: { text: 'Hi' } }] }),
    });
    const headers = null;
    service.decide(await held(), {
      kind: 'continue',
      bodyText: null,
      model: 'anthropic.claude-v2:1',
      headers,
    });
    await answer;
    const alterations = told.mock.calls.flatMap(([, patch]) => patch.alterations ?? []);
    told.mockRestore();
    expect(alterations).toEqual([]);
  });

  test('and a rule that rewrites tell what went on, without secrets', async () => {
    const told = vi.spyOn(log, 'described');
    service.setRules([
      rule('', { kind: 'rewrite', member: 'top_k', json: '3' }),
      rule('asked:telling', { kind: 'hold' }),
    ]);
    const answer = call('telling');
    const text = body('telling sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz0123456789');
    const headers = [['authorization', 'Bearer a-new-one']] as const;
    const model = 'anthropic.claude-v2:1';
    service.decide(await held(), { kind: 'continue', bodyText: text, model, headers });
    await answer;
    const alterations = told.mock.calls.flatMap(([, patch]) => patch.alterations ?? []);
    told.mockRestore();
    expect(alterations).toMatchObject([
      { kind: 'rewritten', changes: [{ kind: 'member', member: 'top_k', json: '3' }] },
      {
        what: 'Was held, and edited before it went on: its body, its model, now anthropic.claude-v2:1, its headers.',
        changes: [
          { kind: 'body', text: expect.stringMatching(/telling REDACTED/) },
          { kind: 'model', model },
          { kind: 'headers', headers: [['authorization', 'Bearer *********']] },
        ],
      },
    ]);
    expect(JSON.stringify(alterations)).not.toMatch(/0123456789abc|a-new-one/);
  });

  test('goes on with other headers; those that were left alone are as they came', async () => {
    service.setRules([rule('asked:headers', { kind: 'hold' })]);
    const got: string[][] = [];
    const endpoint = createServer((request, response) => {
      got.push(request.rawHeaders);
      response.end('{}');
    });
    await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
    const { port } = endpoint.address() as AddressInfo;
    await service.start({
      port: 0,
      target: { kind: 'endpoint', url: `http://127.0.0.1:${port}` },
      front: null,
    });
    const secret = 'sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz0123456789';
    const answer = fetch(`${service.state().bedrock?.url}/model/${MODEL}/invoke`, {
      method: 'POST',
      headers: { 'x-own': secret, 'anthropic-beta': 'one' },
      body: body('headers'),
    });
    const id = await held();
    const shown = new SessionSecrets(log.salt).clean(secret);
    expect(shown).not.toContain(secret);
    const headers = [
      ['x-own', shown],
      ['anthropic-beta', 'two'],
      ['host', 'evil.example'],
    ] as const;
    service.decide(id, { kind: 'continue', bodyText: null, model: null, headers });
    await answer;
    endpoint.close();
    await service.start({ port: 0, target: { kind: 'simulator' }, front: null });
    const [sent = []] = got;
    const of = (name: string) => sent[sent.indexOf(name) + 1];
    expect([of('x-own'), of('anthropic-beta'), of('host')]).toEqual([secret, 'two', `127.0.0.1:${port}`]);
  });

  test('meets the rules as they are when it goes on, no more those that were taken away meanwhile', async () => {
    const hold = rule('asked:meanwhile', { kind: 'hold' });
    const fault = rule('', { kind: 'fault', exception: 'ThrottlingException' });
    const statusAfter = async (rules: readonly CaptureRule[]): Promise<number> => {
      service.setRules([hold, fault]);
      const answer = call('meanwhile');
      const id = await held();
      service.setRules(rules);
      service.decide(id, { kind: 'continue', bodyText: null, model: null, headers: null });
      return (await answer).status;
    };
    expect(await statusAfter([hold, fault])).toBe(429);
    expect(await statusAfter([hold, { ...fault, on: false }])).toBe(200);
    expect(await statusAfter([])).toBe(200);
    const other = { ...fault, action: { kind: 'fault', exception: 'ModelTimeoutException' } } as const;
    expect(await statusAfter([hold, other])).toBe(408);
  });

  test('that goes on with another model is not answered as the one that it came for was', async () => {
    service.setRules([]);
    expect((await call('for another')).status).toBe(200);
    service.setRules([rule('asked:"for another"', { kind: 'hold' }), rule('', { kind: 'replay' })]);
    const answer = call('for another');
    captured.simulator.change({ answer: 'By another.' });
    const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    service.decide(await held(), { kind: 'continue', bodyText: null, model, headers: null });
    expect(await (await answer).text()).toContain('By another.');
    captured.simulator.change({ answer: 'Good morning to you.' });
  });

  test('is answered with a fault', async () => {
    service.setRules([rule('asked:"for a fault"', { kind: 'hold' })]);
    const answer = call('wait for a fault');
    service.decide(await held(), { kind: 'fault', exception: 'ServiceUnavailableException' });
    expect((await answer).status).toBe(503);
  });

  test('many at once hold nobody else up, and end with their clients', async () => {
    service.setRules([rule('asked:many', { kind: 'hold' })]);
    const leave = new AbortController();
    const url = `${service.state().bedrock?.url}/model/${MODEL}/invoke`;
    const calls = Array.from({ length: 40 }, () =>
      fetch(url, { method: 'POST', body: body('many'), signal: leave.signal }).catch(() => null),
    );
    while (service.state().held.length < 40) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await call('meanwhile')).status).toBe(200);
    leave.abort();
    await Promise.all(calls);
    while (service.state().held.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test('goes on as it came with all the others', async () => {
    service.setRules([rule('asked:crowd', { kind: 'hold' })]);
    const calls = Array.from({ length: 200 }, () => call('crowd'));
    while (service.state().held.length < 200) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(service.release().held).toEqual([]);
    expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('is not held where too much waits, and says so', async () => {
    const holds = new Holds();
    const gone = new Gone();
    const half = MOST_HELD.bytes / 2;
    expect(holds.hold('a', gone, half)).not.toBeNull();
    expect(holds.hold('b', gone, half + 1)).toBeNull();
    const notes: unknown[] = [];
    const interventions = telling(holds, ({ alterations }) => void notes.push(alterations));
    interventions.set([rule('', { kind: 'hold' })]);
    const outbound = { target: '/', headers: [], body: Buffer.alloc(half + 1) };
    const row = (): ExchangeRow => newest() as ExchangeRow;
    expect(await interventions.of({ id: 'b', row, outbound, gone })).toMatchObject({ kind: 'send' });
    expect(notes).toMatchObject([[{ kind: 'delayed', what: expect.stringContaining('Was not held') }]]);
    holds.release();
  });

  test('goes on by itself after its time', async () => {
    const holds = new Holds(() => undefined, 20);
    expect(await holds.hold('a', new Gone(), 0)).toEqual({ kind: 'timed-out' });
    expect(holds.list()).toEqual([]);
  });

  test('that nobody decided about says so, and was not altered', async () => {
    const flags = new Map<string, readonly string[]>();
    const holds = new Holds(() => undefined, 1);
    const interventions = telling(holds, (patch) => {
      for (const { kind, names } of patch.flags ?? []) flags.set(kind, names);
    });
    interventions.set([rule('', { kind: 'hold' })]);
    const outbound = { target: '/', headers: [], body: Buffer.from('{}') };
    const row = newest() as ExchangeRow;
    await interventions.of({ id: 'c', row: () => row, outbound, gone: new Gone() });
    expect([...flags]).toEqual([['held', ['timed out']]]);
  });

  test('whose program left meanwhile says that it was not sent', async () => {
    const told: unknown[] = [];
    const interventions = telling(new Holds(), ({ alterations }) => told.push(...(alterations ?? [])));
    interventions.set([rule('', { kind: 'hold' })]);
    const outbound = { target: '/', headers: [], body: Buffer.from('{}') };
    const [row, gone] = [newest() as ExchangeRow, new Gone()];
    const end = interventions.of({ id: 'd', row: () => row, outbound, gone });
    gone.set();
    expect(await end).toEqual({ kind: 'gone' });
    expect(told).toMatchObject([{ kind: 'unsent', what: expect.stringContaining('it was not sent') }]);
  });

  test('has its whole time again while somebody edits it', async () => {
    vi.useFakeTimers();
    try {
      const holds = new Holds();
      const end = holds.hold('a', new Gone(), 0);
      const before = holds.list()[0]?.until ?? 0;
      await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
      expect(holds.extend('a')).toBe(true);
      await vi.advanceTimersByTimeAsync(HOLD_MS - 1);
      expect(holds.list()).toEqual([{ id: 'a', until: before + HOLD_MS - 1 }]);
      await vi.advanceTimersByTimeAsync(1);
      expect(await end).toEqual({ kind: 'timed-out' });
      expect(holds.extend('a')).toBe(false);
    } finally {
      vi.useRealTimers();
    }
  });
});
