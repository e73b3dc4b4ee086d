import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExchangeRow } from '../../shared/capture/exchange.ts';
import { decode } from '../../shared/contract/encoded.ts';
import { noteLive } from '../../shared/contract/live-rows.ts';
import { workerProgram } from '../inspector/work/testing.ts';
import { Workshop } from '../inspector/work/workshop.ts';
import { LiveLog } from './live-log.ts';
import type { CaptureService } from './service.ts';
import { type CapturedSimulator, captureSimulator } from './testing/captured-simulator.ts';

const NEVER = new AbortController().signal;
const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const BODY = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 20,
  messages: [{ role: 'user', content: 'Hello there' }],
};

let captured: CapturedSimulator;
let work: Workshop;
let log: LiveLog;
let service: CaptureService;
beforeAll(async () => {
  work = new Workshop(await workerProgram());
  log = new LiveLog(work);
  captured = await captureSimulator(log);
  service = captured.service;
});
afterAll(async () => {
  await captured.close();
  await work.close();
});

const call = (operation: string, body: object, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${service.state().bedrock?.url}/model/${MODEL}/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** The rows of the list once they hold what is waited for. */
async function rowsWhen(test: (rows: readonly ExchangeRow[]) => boolean): Promise<readonly ExchangeRow[]> {
  const rows = new Map<string, ExchangeRow>();
  const stop = new AbortController();
  for await (const event of service.rows(stop.signal)) {
    noteLive(rows, decode(event));
    if (test([...rows.values()])) stop.abort();
  }
  return [...rows.values()];
}

const judged = (title: string) => (rows: readonly ExchangeRow[]) => rows.some((row) => row.title === title);

const opened = async (id: string) => {
  const encoded = await service.open(id, 'litellm-1.90', NEVER);
  if (!encoded) throw new Error('the exchange is not kept');
  return decode(encoded);
};

describe('a captured stream', () => {
  test('stands in the list with what it asked and what came', async () => {
    await (await call('invoke-with-response-stream', BODY)).arrayBuffer();
    const [row] = (await rowsWhen(judged('Hello there'))).slice(-1);
    expect(row).toMatchObject({
      state: 'done',
      status: 200,
      operation: 'InvokeModelWithResponseStream',
      model: MODEL,
      stopReason: 'end_turn',
    });
    expect(row?.usage.outputTokens).toBeGreaterThan(0);
    expect(row?.frames).toBeGreaterThan(3);
    expect(row?.firstTokenMs).toBeLessThanOrEqual(row?.endMs ?? 0);
  });

  test('opens with its frames, its reads, and the releases that send such a body', async () => {
    const [row] = service.state().calls > 0 ? await rowsWhen(judged('Hello there')) : [];
    const { requestText, frames, reads, matches } = await opened(row?.id ?? '');
    expect(JSON.parse(requestText)).toEqual(BODY);
    expect(
      frames
        .flatMap(({ deltas }) => deltas.map((delta) => (delta.kind === 'text' ? delta.text : '')))
        .join(''),
    ).toBe('Good morning to you.');
    expect(reads.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(row?.responseBytes);
    expect(new Set(matches.map(({ outcome }) => outcome))).toEqual(new Set(['equal']));
    expect(matches.map(({ release }) => release)).toEqual(expect.arrayContaining(['1.87', '1.90', '1.109']));
  });
});

test('calls of which each begins with the one before are of one conversation', async () => {
  const turns = [{ role: 'user', content: 'First of a talk' }];
  for (const content of ['Then this', 'And at last that']) {
    await (await call('invoke', { ...BODY, messages: turns })).arrayBuffer();
    turns.push({ role: 'assistant', content: 'Well' }, { role: 'user', content });
  }
  await (await call('invoke', { ...BODY, messages: turns })).arrayBuffer();
  const rows = await rowsWhen(judged('And at last that'));
  const talk = rows.filter(({ title }) => /talk|this|that/.test(title));
  expect(talk.map(({ title }) => title)).toEqual(['First of a talk', 'Then this', 'And at last that']);
  expect(new Set(talk.map(({ conversation }) => conversation))).toEqual(new Set([talk[0]?.id]));
  expect(rows.find(({ title }) => title === 'Hello there')?.conversation).not.toBe(talk[0]?.id);
});

test('a test call goes the way of every call', async () => {
  await service.test();
  const rows = await rowsWhen(judged('Is anybody there?'));
  expect(rows.find(({ title }) => title === 'Is anybody there?')).toMatchObject({
    program: 'strata-test-call',
    operation: 'Converse',
    status: 200,
    state: 'done',
  });
});

test('a body with a leaked key is flagged, and told by the releases that let it through', async () => {
  const body = {
    ...BODY,
    messages: [{ role: 'user', content: [{ type: 'text', text: 'leaky' }] }],
    stream_chunk_size: 2048,
  };
  const answer = await call('invoke-with-response-stream', body);
  expect(answer.status).toBe(400);
  const rows = await rowsWhen(judged('leaky'));
  const row = rows.find(({ title }) => title === 'leaky');
  expect(row).toMatchObject({ status: 400, error: 'ValidationException' });
  expect(row?.flags).toEqual([{ kind: 'leaked', count: 1, names: ['stream_chunk_size'] }]);
  const { matches, responseText, predicted } = await opened(row?.id ?? '');
  // Beside what the chosen profile, 1.90 here, would have sent in its place.
  const { stream_chunk_size: _knob, ...sent } = body;
  expect(JSON.parse(predicted ?? '')).toEqual(sent);
  expect(responseText).toContain('Extra inputs are not permitted');
  const of = new Map(matches.map(({ release, outcome, pointers }) => [release, [outcome, ...pointers]]));
  expect(of.get('1.87')).toEqual(['equal']);
  expect([of.get('1.90'), of.get('1.109')]).toEqual([
    ['differs', '/stream_chunk_size'],
    ['differs', '/stream_chunk_size'],
  ]);
});

test('a call names the releases that send its body, or is marked where LiteLLM made it and none does', async () => {
  const litellm = { 'user-agent': 'litellm/1.87.0' };
  const of = (title: string) => ({
    ...BODY,
    messages: [{ role: 'user', content: [{ type: 'text', text: title }] }],
  });
  await (await call('invoke', { ...of('by 1.87'), stream_chunk_size: 8 }, litellm)).text();
  await (
    await call('invoke', { ...of('by nobody'), anthropic_version: 'bedrock-2020-01-01' }, litellm)
  ).text();
  await (await call('invoke', of('by boto3'), { 'user-agent': 'Boto3/1.40.8' })).text();
  await log.settled();
  const rows = await rowsWhen(() => true);
  const told = new Map(
    rows.map(({ title, release, flags }) => [title, [release, flags.map(({ kind }) => kind)]]),
  );
  expect(told.get('by 1.87')?.[0]).toContain('1.87');
  expect(told.get('by 1.87')?.[0]).not.toContain('1.90');
  expect(told.get('by nobody')).toEqual(['', expect.arrayContaining(['unexplained'])]);
  expect(told.get('by boto3')?.[0]).toBeNull();
});

test('what a client signs in with stands nowhere, not even where an answer repeats it', async () => {
  const key = 'a-canary-that-has-no-form-of-its-own';
  const body = { ...BODY, messages: [{ role: 'user', content: `my key is ${key}` }] };
  await (await call('invoke', body, { authorization: `Bearer ${key}` })).text();
  const rows = await rowsWhen((all) => all.some(({ title }) => title.startsWith('my key is')));
  expect(JSON.stringify(rows)).not.toContain(key);
  const row = rows.find(({ title }) => title.startsWith('my key is'));
  expect(JSON.stringify(await opened(row?.id ?? ''))).not.toContain(key);
});

test('a program that is started has its calls captured, and says what it printed and how it ended', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'strata-program-'));
  const script = `
    const url = process.env.AWS_BEDROCK_RUNTIME_ENDPOINT + '/model/amazon.nova-lite-v1%3A0/converse';
    const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'from a program' }] }] });
    fetch(url, { method: 'POST', body }).then((answer) => {
      console.log('Unable to locate credentials', answer.status, 'sk-ant-api03-0123456789abcdefghijklmnop');
      process.exitCode = 7;
    });`;
  writeFileSync(join(folder, 'app.cjs'), script);
  expect((await service.run({ command: 'x', folder: '/nowhere', keepCredentials: false })).problem).toContain(
    '/nowhere',
  );
  await service.run({ command: `"${process.execPath}" app.cjs`, folder, keepCredentials: false });
  const stop = new AbortController();
  for await (const { programs } of service.follow(stop.signal))
    if (programs[0]?.running === false) stop.abort();
  const [program] = service.state().programs;
  expect([program?.exitCode, program?.reasons.map(({ title }) => title)]).toEqual([7, ['No credentials']]);
  expect(program?.output).toContain('Unable to locate credentials 200 REDACTED');
  expect((await rowsWhen(judged('from a program'))).at(-1)).toMatchObject({ status: 200 });
  rmSync(folder, { recursive: true });
});

test('the list is empty once it is cleared', async () => {
  service.clear();
  expect(await rowsWhen((rows) => rows.length === 0)).toEqual([]);
});
