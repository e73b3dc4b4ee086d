import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SessionQuestion } from '../../../shared/contract/inspect-session.ts';
import type { InspectInput, InspectResult } from '../../../shared/contract/inspection.ts';
import { SAMPLES } from '../../../shared/samples/samples.ts';
import { NO_CHOICES } from '../../../shared/share/report/redact.ts';
import { type Program, shared } from '../../compiled/program.ts';
import { asClient, openHistory, tell } from '../../history/testing.ts';
import { fileApart } from '../../share/file-apart.ts';
import { readApart } from '../../share/read-apart.ts';
import type { ShareSource } from '../../share/read-lines.ts';
import { inspect } from '../inspect.ts';
import type { Job, Order, Report } from './job.ts';
import { workerProgram } from './testing.ts';
import { Workshop } from './workshop.ts';

let program: Program;
let work: Workshop;
beforeAll(async () => {
  program = await workerProgram();
  work = new Workshop(program);
});
afterAll(() => work.close());

const NEVER = new AbortController().signal;
/** Longer than a thread takes to begin on any machine. */
const PATIENT_MS = 60_000;
const { text, profile } = SAMPLES[0] as (typeof SAMPLES)[0];
const light: Job & { kind: 'inspect' } = {
  kind: 'inspect',
  input: { text, profile, route: 'both' },
  config: null,
};

const talkOf = (turns: number): string =>
  JSON.stringify({
    model: 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0',
    messages: Array.from({ length: turns }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      content: [{ type: 'text', text: 'Hi', odd: i }],
    })),
  });

/** A request that takes seconds. */
const heavy: Job & { kind: 'inspect' } = {
  kind: 'inspect',
  input: { text: talkOf(30_000), profile: 'litellm-1.87', route: 'both' },
  config: null,
};

/** A result without the times that differ from run to run. */
const timeless = (result: InspectResult): unknown =>
  JSON.parse(JSON.stringify(result, (key, value) => (key.endsWith('Ms') ? 0 : value)));

it('gives what the same work gives on this thread', async () => {
  const json = await work.one(light, NEVER);
  expect(timeless(JSON.parse(json))).toEqual(timeless(inspect(light.input as InspectInput)));
});

describe('while one request takes long', () => {
  it('this thread and other requests go on', async () => {
    const ended: string[] = [];
    const note = (name: string) => () => void ended.push(name);
    const given = new AbortController();
    const long = work.one(heavy, given.signal).then(note('heavy'), note('given up'));
    await new Promise((resolve) => setTimeout(resolve, 20)).then(note('timer'));
    await work.one(light, NEVER).then(note('light'));
    given.abort();
    await long;
    expect(ended).toEqual(['timer', 'light', 'given up']);
  });

  it('it can be given up, and its thread is free again', async () => {
    const given = new AbortController();
    const long = Array.from({ length: 5 }, () => work.one(heavy, given.signal));
    await new Promise((resolve) => setTimeout(resolve, 20));
    given.abort();
    for (const one of long) await expect(one).rejects.toThrow('given up');
    expect(JSON.parse(await work.one(light, NEVER))).toMatchObject({ kind: 'inspected' });
  });

  const asked = async (question: Partial<SessionQuestion>): Promise<unknown> => {
    const all = { session: 'a', number: 1, text, holds: null, profile, route: 'auto', ...question } as const;
    const job: Job = { kind: 'inspect-next', question: all, config: null };
    return JSON.parse(await work.one(job, NEVER));
  };

  it('a session goes on at once, on the thread that knows it', async () => {
    expect(await asked({})).toMatchObject({ kind: 'inspected' });
    const given = new AbortController();
    const long = work.one(heavy, given.signal).catch(() => 'given up');
    const next = await asked({ number: 2, text: { of: 1, splice: null }, holds: 1 });
    given.abort();
    expect([next, await long]).toMatchObject([{ kind: 'inspected' }, 'given up']);
  });

  it('a draft that a closing page hands over loses its secrets, though the question before it is given up', async () => {
    await asked({ session: 'closing' });
    const given = new AbortController();
    const question = {
      session: 'closing',
      number: 2,
      // Longer than a thread's grace.
      text: talkOf(8_000),
      holds: 1,
      profile,
      route: 'both',
    } as const;
    const long = work
      .one({ kind: 'inspect-next', question, config: null }, given.signal)
      .catch(() => 'given up');
    const draft = work.one({ kind: 'redact', text: `${text} `, session: 'closing' }, NEVER);
    given.abort();
    expect(await long).toBe('given up');
    expect(JSON.parse(await draft)).toBe(`${text} `);
  });

  it('the session of a page that is looked at goes on, however many were left before it', async () => {
    for (const session of ['left', 'left too', 'and this', 'now']) await asked({ session });
    const given = new AbortController();
    const ended: string[] = [];
    const long = [1, 2].map(() => work.one(heavy, given.signal).catch(() => void ended.push('given up')));
    const next = await asked({ session: 'now', number: 2, text: { of: 1, splice: null }, holds: 1 });
    ended.push('answered');
    given.abort();
    await Promise.all(long);
    expect(next).toMatchObject({ kind: 'inspected' });
    expect(ended).toEqual(['answered', 'given up', 'given up']);
  });

  it('and what was given up beforehand is not begun', async () => {
    await expect(work.one(heavy, AbortSignal.abort())).rejects.toThrow('given up');
  });
});

it('a job that fails, fails alone', async () => {
  const broken = { kind: 'inspect', input: null } as unknown as Job;
  await expect(work.one(broken, NEVER)).rejects.toThrow();
  expect(JSON.parse(await work.one(light, NEVER))).toMatchObject({ kind: 'inspected' });
});

it('an audit tells how far it is, and stops when nobody listens', async () => {
  const given = new AbortController();
  const seen: string[] = [];
  for await (const json of work.run({ kind: 'audit', profile: 'strict', against: null }, given.signal)) {
    seen.push(JSON.parse(json).type);
    if (seen.length === 2) given.abort();
  }
  expect(seen).toHaveLength(2);
});

describe('a file of calls', () => {
  const har = (calls: number): Buffer => {
    const entries = Array.from({ length: calls }, (_, i) => ({
      startedDateTime: '2026-01-01T00:00:00Z',
      request: { url: `https://bedrock-runtime.us-east-1.amazonaws.com/model/m${i}/converse` },
      response: { status: 200 },
    }));
    return Buffer.from(JSON.stringify({ log: { entries } }));
  };

  it('is read on a thread: a log is parsed as a whole, and may be large', async () => {
    const jobs: string[] = [];
    const run: Workshop['run'] = (job, signal) => {
      jobs.push(job.kind);
      return work.run(job, signal);
    };
    const models: (string | null)[] = [];
    for await (const { model } of readApart({ run }, har(30))) models.push(model);
    expect(models).toEqual(Array.from({ length: 30 }, (_, i) => `m${i}`));
    expect(jobs).toEqual(['read-share']);
  });

  it('is made on a thread too: what is private is looked for in every body', async () => {
    const { history } = openHistory();
    const id = tell(history, { request: '{"messages":[]}', response: '{"a":1}' });
    history.flush();
    const jobs: string[] = [];
    const one: Workshop['one'] = (job, signal) => {
      jobs.push(job.kind);
      return work.one(job, signal);
    };
    const how = { ids: [id], form: 'har', choices: NO_CHOICES, version: '1' } as const;
    const made = await fileApart(asClient(history), { one }, how, NEVER);
    history.close();
    expect(jobs).toEqual(['call-file']);
    const bytes = Buffer.from(JSON.parse(made?.json ?? '').base64, 'base64');
    expect(JSON.parse(bytes.toString()).log.entries).toHaveLength(1);
  });

  it('that is none says so, and one that is missing is an error', async () => {
    const first = (source: ShareSource) => readApart(work, source).next();
    await expect(first(Buffer.from('{"log":'))).rejects.toMatchObject({ name: 'UnreadableShare' });
    await expect(first('/no/such/file.har')).rejects.toThrow('ENOENT');
  });

  it('is read no further than its calls are taken', async () => {
    const worker = new Worker(Buffer.from(program.bytes).toString(), {
      eval: true,
      workerData: { warm: false },
    });
    const given: number[] = [];
    const ended: number[] = [];
    worker.on('message', ({ type, id }: Report) => (type === 'value' ? given : ended).push(id));
    const order = (one: Order): void => worker.postMessage(one);
    const until = async (done: () => boolean): Promise<void> => {
      while (!done()) await once(worker, 'message');
    };
    const read = (): number => given.filter((id) => id === 1).length;
    order({ type: 'job', id: 1, job: { kind: 'read-share', source: har(50) } });
    await until(() => read() >= 4);
    for (const id of [2, 3]) {
      order({ type: 'job', id, job: { kind: 'redact', text: 'x' } });
      await until(() => ended.includes(id));
    }
    expect(read()).toBe(4);
    for (let taken = 0; taken < 3; taken++) order({ type: 'taken', id: 1 });
    await until(() => read() === 7);
    order({ type: 'cancel', id: 1 });
    await until(() => ended.includes(1));
    await worker.terminate();
  });
});

it('a job is not given to a thread that is being ended, whatever that one says before its end', async () => {
  const slow = new Workshop({
    bytes: shared(
      Buffer.from(`const { parentPort } = require('node:worker_threads');
    const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
    parentPort.on('message', ({ type, id, job }) => {
      if (type !== 'job') return;
      pause(job.ms);
      parentPort.postMessage({ type: 'value', id, json: '"done"' });
      parentPort.postMessage({ type: 'end', id, error: null });
    });`),
    ),
    compiled: null,
  });
  const job = (ms: number): Job => ({ kind: 'redact', text: '', ms }) as unknown as Job;
  const given = new AbortController();
  const long = [1, 2, 3].map(() => slow.one(job(300), given.signal).catch(() => 'given up'));
  const next = slow.one(job(0), NEVER);
  given.abort();
  await Promise.all(long);
  // Meanwhile the threads come to the end of their jobs, and the time in which they may is over.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900);
  expect(await next).toBe('"done"');
  await slow.close();
});

it('ends what runs when it is closed', async () => {
  const own = new Workshop(program);
  const long = own.one(heavy, NEVER);
  const failed = expect(long).rejects.toThrow('ended');
  await own.close();
  await failed;
});

it('begins nothing once it is closed: a thread would hold the process', async () => {
  const own = new Workshop(program);
  await own.close();
  await expect(own.one(heavy, NEVER)).rejects.toThrow('have ended');
});

it('does not hold the process when its work is done', async () => {
  const held = (): number =>
    process.getActiveResourcesInfo().filter((resource) => resource === 'MessagePort').length;
  const before = held();
  const own = new Workshop(program);
  await own.one(light, NEVER);
  expect(held()).toBe(before);
  await own.close();
});

it('starts no second thread for jobs of which each is asked for when the one before is done', async () => {
  const posted = vi.spyOn(Worker.prototype, 'postMessage');
  const own = new Workshop(program, { warm: false, patienceMs: PATIENT_MS });
  for (let i = 0; i < 5; i++) await own.one({ kind: 'redact', text: 'plain' }, NEVER);
  expect(new Set(posted.mock.contexts).size).toBe(1);
  posted.mockRestore();
  await own.close();
});

it('the secrets of a short text are taken out on the thread of a session, those of a long one beside it', async () => {
  const program: Program = {
    bytes: shared(
      Buffer.from(`const { parentPort, threadId } = require('node:worker_threads');
    parentPort.on('message', ({ type, id }) => {
      if (type !== 'job') return;
      parentPort.postMessage({ type: 'value', id, json: String(threadId) });
      parentPort.postMessage({ type: 'end', id, error: null });
    });`),
    ),
    compiled: null,
  };
  const own = new Workshop(program, { patienceMs: PATIENT_MS });
  const question = { session: 'a', number: 1, text, holds: null, profile, route: 'auto' } as const;
  const redact = (said = text): Promise<string> => own.one({ kind: 'redact', text: said }, NEVER);
  const asked = own.one({ kind: 'inspect-next', question, config: null }, NEVER);
  const [beside, session] = [redact(), await asked];
  expect(await beside).toBe(session);
  expect(await redact()).toBe(session);
  expect(await redact(' '.repeat(1_000_000))).not.toBe(session);
  await own.close();
});

it('the secrets of a short text do not wait for a thread that stays busy', async () => {
  const own = new Workshop(program, { warm: false });
  const given = new AbortController();
  const long = own.one(heavy, given.signal).catch(() => 'given up');
  expect(JSON.parse(await own.one({ kind: 'redact', text: 'said' }, NEVER))).toBe('said');
  given.abort();
  expect(await long).toBe('given up');
  await own.close();
});

it('what waits for a thread when all is closed begins none', async () => {
  let begun = 0;
  const read = (): undefined => void begun++;
  const own = new Workshop({ ...program, compiled: { read, keep: () => undefined } }, { warm: false });
  const given = new AbortController();
  const long = own.one(heavy, given.signal).catch(() => 'ended');
  const waits = own.one({ kind: 'redact', text: 'said' }, given.signal).catch(() => 'given up');
  await own.close();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(begun).toBe(1);
  given.abort();
  expect(await Promise.all([long, waits])).toEqual(['ended', 'given up']);
});
