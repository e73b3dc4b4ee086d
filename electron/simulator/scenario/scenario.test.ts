import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST, requestOf, type Sent, sendAll } from '../testing/send-all.ts';
import { readScenario } from './read.ts';
import { NO_SCENARIO, type ScenarioInput } from './scenario.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const BODY = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hello' }],
};
const STREAM = requestOf('InvokeModelWithResponseStream', MODEL, BODY);
const WHOLE = requestOf('InvokeModel', MODEL, BODY);

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: FAST });
});
beforeEach(() => simulator.play(NO_SCENARIO));
afterAll(() => simulator.close());

type Rule = NonNullable<ScenarioInput['rules']>[number];

const send = (request = STREAM, signal?: AbortSignal): Promise<Sent> =>
  sendAll(request, { kind: 'simulator', url: simulator.url }, signal);

function under(rule: Rule, request = STREAM): Promise<Sent> {
  simulator.play(readScenario(JSON.stringify({ rules: [rule] })));
  return send(request);
}

describe('before the stream', () => {
  test.each([
    ['ThrottlingException', 429],
    ['ServiceUnavailableException', 503],
    ['ModelTimeoutException', 408],
    ['ModelNotReadyException', 429],
    ['ServiceQuotaExceededException', 400],
    ['InternalServerException', 500],
    ['AccessDeniedException', 403],
    ['ResourceNotFoundException', 404],
  ] as const)('%s is answered with %i', async (exception, status) => {
    const { failures, end, frames } = await under({ fault: { kind: 'error', exception } });
    expect(failures[0]?.failure).toMatchObject({ origin: 'bedrock', type: exception, status });
    expect(failures[0]?.failure.hint).not.toBe('');
    expect(failures[0]?.failure.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(end.reason).toBe('failed');
    expect(frames).toEqual([]);
  });

  test('members of the exception are sent along', async () => {
    const { body } = await under({
      fault: { kind: 'error', exception: 'ModelErrorException', message: 'boom', originalStatusCode: 500 },
    });
    expect(JSON.parse(body ?? '')).toEqual({ message: 'boom', originalStatusCode: 500 });
  });

  test('a reset is a network failure', async () => {
    const { failures, response, end } = await under({ fault: { kind: 'reset' } });
    expect(response).toBeNull();
    expect(failures[0]?.failure).toMatchObject({ origin: 'network', type: 'ConnectionReset' });
    expect(end.reason).toBe('failed');
  });

  test('a stall ends when the sender cancels', async () => {
    simulator.play(readScenario('{"rules":[{"fault":{"kind":"stall"}}]}'));
    const abort = new AbortController();
    const sending = send(STREAM, abort.signal);
    setTimeout(() => abort.abort(), 50);
    expect((await sending).end.reason).toBe('cancelled');
  });
});

describe('inside the stream', () => {
  test.each([
    'internalServerException',
    'modelStreamErrorException',
    'validationException',
    'throttlingException',
    'modelTimeoutException',
    'serviceUnavailableException',
    'somethingUnheardOfException',
  ])('%s comes as an exception frame', async (exception) => {
    const { failures, end, frames, text } = await under({
      fault: { kind: 'exception', exception, message: 'cut off', afterFrames: 4 },
    });
    expect(frames).toHaveLength(5);
    expect(frames[4]).toMatchObject({ messageType: 'exception', eventType: exception });
    expect(failures.map(({ failure }) => failure)).toMatchObject([
      { origin: 'bedrock', type: exception, message: 'cut off', status: null },
    ]);
    expect(end.reason).toBe('failed');
    expect(text).not.toBe('');
  });

  test('truncation inside a frame is told with the place and the missing bytes', async () => {
    const { failures, end, frames } = await under({
      fault: { kind: 'truncate', at: { frame: 5, byte: 40 } },
    });
    expect(frames).toHaveLength(5);
    const missingFrom = frames.reduce((sum, frame) => sum + frame.length, 0);
    expect(failures[0]?.failure.type).toBe('TruncatedStream');
    expect(failures[0]?.failure.message).toMatch(
      new RegExp(`inside frame 5 at byte ${missingFrom}, \\d+ bytes short`),
    );
    expect(end.reason).toBe('truncated');
  });

  test('an end between two frames without a stop reason is told too', async () => {
    const { failures, end } = await under({ fault: { kind: 'truncate', at: { frame: 5 } } });
    expect(failures[0]?.failure.message).toBe('The stream ended after 5 frames without a stop reason.');
    expect(end.reason).toBe('truncated');
  });

  test('a flipped bit in a payload spoils that frame alone', async () => {
    const { failures, end, frames } = await under({
      fault: { kind: 'flip', at: { frame: 3, byte: 120 }, bit: 2 },
    });
    expect(frames.filter((frame) => frame.check !== 'ok').map((frame) => frame.index)).toEqual([3]);
    expect(frames[3]?.deltas).toEqual([]);
    expect(frames.length).toBeGreaterThan(10);
    expect(failures[0]?.failure).toMatchObject({ origin: 'protocol', type: 'ChecksumMismatch' });
    expect(end.reason).toBe('failed');
  });

  test('a flipped bit in a prelude ends the reading there', async () => {
    const { failures, end, frames } = await under({ fault: { kind: 'flip', at: { frame: 3, byte: 2 } } });
    expect(frames).toHaveLength(3);
    expect(failures[0]?.failure.message).toContain('The prelude of frame 3');
    expect(end.reason).toBe('failed');
  });

  test.each([
    ['json', 'Internal server error'],
    ['html', '502 Bad Gateway'],
    ['sse', 'upstream closed the connection'],
    ['text', 'upstream connect error'],
  ] as const)('%s in place of frames is recognised', async (as, message) => {
    const { failures, end, body } = await under({ fault: { kind: 'replace', as } });
    expect(failures[0]?.failure).toMatchObject({ origin: 'protocol', type: 'ForeignAnswer' });
    expect(failures[0]?.failure.message).toContain(message);
    expect(body).toContain(message);
    expect(end.reason).toBe('failed');
  });

  test('HTML after some frames keeps those frames', async () => {
    const { frames, failures } = await under({ fault: { kind: 'replace', as: 'html', at: { frame: 4 } } });
    expect(frames).toHaveLength(4);
    expect(failures[0]?.failure.type).toBe('ForeignAnswer');
  });

  test('an HTML error page of a gateway is not taken for an answer of Bedrock', async () => {
    const { failures } = await under({ fault: { kind: 'replace', as: 'html', status: 502 } }, WHOLE);
    expect(failures[0]?.failure).toMatchObject({ origin: 'protocol', type: 'ForeignAnswer', status: 502 });
    expect(failures[0]?.failure.message).toContain('502 Bad Gateway');
  });

  test('a reset after some frames keeps those frames', async () => {
    const { frames, failures, end } = await under({ fault: { kind: 'reset', at: { frame: 6, byte: 10 } } });
    expect(frames).toHaveLength(6);
    expect(failures[0]?.failure).toMatchObject({ origin: 'network', type: 'ConnectionReset' });
    expect(end.reason).toBe('truncated');
  });

  test('a stall keeps what came before it and goes on after it', async () => {
    const { frames, end } = await under({ fault: { kind: 'stall', at: { frame: 4 }, forMs: 80 } });
    expect(end.reason).toBe('complete');
    expect(frames[4]?.arrivalMs).toBeGreaterThanOrEqual(79);
  });

  test('a body that is not streamed can be cut short', async () => {
    const { failures, end } = await under({ fault: { kind: 'truncate', at: { byte: 20 } } }, WHOLE);
    expect(failures[0]?.failure.type).toBe('ConnectionReset');
    expect(end.reason).toBe('truncated');
  });
});

describe('delivery', () => {
  const readsOf = (sent: Sent): readonly number[] =>
    sent.events.flatMap((event) => (event.type === 'frames' ? event.reads.map((read) => read.bytes) : []));

  test('cuts make a new read begin at each offset', async () => {
    const plain = await send();
    const sent = await under({ cuts: [10, 600, 601] });
    const starts = readsOf(sent).map((_, i, sizes) => sizes.slice(0, i).reduce((sum, size) => sum + size, 0));
    expect(starts).toEqual(expect.arrayContaining([10, 600, 601]));
    expect(sent.frames.map((frame) => frame.bytes)).toEqual(plain.frames.map((frame) => frame.bytes));
    expect(sent.end.reason).toBe('complete');
  });

  test('bursts hold bytes back until enough have come together', async () => {
    const sent = await under({ burstBytes: 2048 });
    const reads = readsOf(sent);
    expect(reads.slice(0, -1).every((bytes) => bytes >= 2048)).toBe(true);
    expect(sent.end.reason).toBe('complete');
  });

  test('collected answers come in one piece', async () => {
    const sent = await under({ settings: { collected: true } });
    const arrivals = new Set(sent.frames.map((frame) => frame.arrivalMs));
    expect(sent.frames.length).toBeGreaterThan(10);
    expect(arrivals.size).toBeLessThanOrEqual(2);
  });
});

describe('which requests a rule treats', () => {
  const fault = { kind: 'error', exception: 'ThrottlingException' } as const;

  test('by model pattern and operation', async () => {
    const scenario = {
      rules: [{ match: { model: '*anthropic.*', operation: ['InvokeModel' as const] }, fault }],
    };
    simulator.play(readScenario(JSON.stringify(scenario)));
    expect((await send(WHOLE)).end.reason).toBe('failed');
    expect((await send(STREAM)).end.reason).toBe('complete');
    const nova = requestOf('InvokeModel', 'amazon.nova-lite-v1:0', {
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
    });
    expect((await send(nova)).end.reason).toBe('complete');
  });

  test('after some, for some', async () => {
    simulator.play(readScenario(JSON.stringify({ rules: [{ skip: 1, times: 2, fault }] })));
    const reasons: string[] = [];
    for (let i = 0; i < 4; i++) reasons.push((await send(WHOLE)).end.reason);
    expect(reasons).toEqual(['complete', 'failed', 'failed', 'complete']);
  });
});

test('the example of the documentation is a scenario', () => {
  const url = new URL('../../../docs/scenario.example.json', import.meta.url);
  expect(readScenario(readFileSync(url, 'utf8')).rules).toHaveLength(3);
});

describe('a scenario file that is wrong', () => {
  test.each([
    ['{"rules": [', /^line 1, column 12: not JSON/],
    [
      '{\n  "rules": [\n    { "fault": { "kind": "explode" } }\n  ]\n}',
      /^line 3, column 26: \/rules\/0\/fault\/kind: /,
    ],
    ['{\n  "setings": {}\n}', /^line 1, column 1: .*setings/],
    ['{"settings": {"jitter": 3}}', /^line 1, column 25: \/settings\/jitter: .*1/],
    ['[]', /^line 1, column 1: /],
  ])('%j is told with its place', (text, message) => {
    expect(() => readScenario(text)).toThrow(message);
  });
});
