import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODEL_OPERATIONS } from '../../shared/validation/problem.ts';
import { validate } from '../../shared/validation/validate.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { FAST, requestOf, sendAll } from './testing/send-all.ts';

const MODELS = [
  'us.anthropic.claude-sonnet-4-20250514-v1:0',
  'anthropic.claude-v2:1',
  'amazon.titan-text-express-v1',
  'amazon.nova-lite-v1:0',
  'cohere.command-text-v14',
  'cohere.command-r-v1:0',
  'ai21.j2-mid-v1',
  'ai21.jamba-1-5-mini-v1:0',
  'meta.llama3-8b-instruct-v1:0',
  'mistral.mistral-7b-instruct-v0:2',
  'mistral.mistral-large-2402-v1:0',
  'us.deepseek.r1-v1:0',
  'openai.gpt-oss-20b-1:0',
  'us.twelvelabs.pegasus-1-2-v1:0',
  'arn:aws:bedrock:us-east-1:123456789012:imported-model/abc',
  'no.such-model',
] as const;

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: FAST });
});
afterAll(() => simulator.close());

const target = () => ({ kind: 'simulator', url: simulator.url }) as const;

/** The simulator still answers. */
async function alive(): Promise<void> {
  const body = { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] };
  const sent = await sendAll(requestOf('Converse', MODELS[0], body), target());
  expect(sent.end.reason).toBe('complete');
}

/** Writes bytes to a fresh connection, closes this side, and waits for the other to close. */
const pour = (bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(simulator.port, '127.0.0.1', () => socket.end(bytes));
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.resume();
  });

const members = fc.dictionary(
  fc.constantFrom(
    'messages',
    'prompt',
    'max_tokens',
    'system',
    'tools',
    'tool_choice',
    'thinking',
    'stop_sequences',
    'stop',
    'inferenceConfig',
    'toolConfig',
    'textGenerationConfig',
    'inputText',
    'message',
    'chat_history',
    'input',
    'anthropic_version',
    'response_format',
    'outputConfig',
    'max_gen_len',
    'mediaSource',
    'stream',
  ),
  fc.jsonValue({ maxDepth: 4 }),
);

test('random JSON for every operation and model is answered, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...MODEL_OPERATIONS),
      fc.constantFrom(...MODELS),
      members,
      async (operation, model, body) => {
        const { end, failures, response } = await sendAll(requestOf(operation, model, body), target());
        expect(response?.status).toBeOneOf([200, 400, 403, 404]);
        expect(end.reason).toBe(response?.status === 200 ? 'complete' : 'failed');
        for (const { failure } of failures) expect(failure.origin).toBe('bedrock');
      },
    ),
    { numRuns: 400 },
  );
}, 60_000);

test('bodies that are valid but for random values in known places are answered', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  const ask = fc.record({
    anthropic_version: fc.constant('bedrock-2023-05-31'),
    max_tokens: fc.integer({ min: 1, max: 300 }),
    messages: fc.array(fc.record({ role: fc.constant('user'), content: text }), {
      minLength: 1,
      maxLength: 3,
    }),
    stop_sequences: fc.array(text, { maxLength: 3 }),
    tools: fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b'),
        input_schema: fc.dictionary(fc.string(), fc.jsonValue()),
      }),
      { maxLength: 2 },
    ),
    tool_choice: fc.constantFrom({ type: 'auto' }, { type: 'any' }, { type: 'tool', name: 'a' }),
  });
  await fc.assert(
    fc.asyncProperty(ask, async (body) => {
      const request = requestOf('InvokeModelWithResponseStream', MODELS[0], body);
      const { end, response } = await sendAll(request, target());
      expect(end.reason).toBe(response?.status === 200 ? 'complete' : 'failed');
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('random bytes on the socket end the connection and nothing else', async () => {
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  const noise = fc.uint8Array({ maxLength: 400 });
  const tooShortSettings = Uint8Array.of(0, 0, 1, 4, 0, 0, 0, 0, 0);
  const starts = fc.constantFrom(
    Buffer.alloc(0),
    preface,
    preface.subarray(0, 9),
    Buffer.from('POST /model/x/invoke HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 900\r\n\r\n'),
    Buffer.from(
      'POST /model/%E0%A4%A/converse HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n',
    ),
  );
  await fc.assert(
    fc.asyncProperty(starts, noise, (start, bytes) => pour(Buffer.concat([start, bytes]))),
    { numRuns: 200, examples: [[preface, tooShortSettings]] },
  );
  await alive();
}, 60_000);

test.each([
  [26_000_000, 400, 'ValidationException'],
  [65_000_000, 413, 'RequestEntityTooLargeException'],
])('a body of %i bytes is read to its end and refused as predicted', async (bytes, status, errorType) => {
  const bodyText = JSON.stringify({ filler: 'x'.repeat(bytes) });
  const request = { operation: 'InvokeModel', modelId: MODELS[0], headers: {}, bodyText } as const;
  const predicted = validate({ operation: 'InvokeModel', modelId: MODELS[0], body: bodyText });
  expect(predicted).toMatchObject({ status, errorType });
  const { response, failures } = await sendAll(request, target());
  expect(response?.status).toBe(status);
  expect(failures[0]?.failure).toMatchObject({ type: errorType, message: predicted.message });
});

test('200 streams at once all arrive whole', async () => {
  const body = {
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 200,
    messages: [{ role: 'user', content: 'Hello' }],
  };
  const request = requestOf('InvokeModelWithResponseStream', MODELS[0], body);
  const first = await sendAll(request, target());
  const all = await Promise.all(Array.from({ length: 200 }, () => sendAll(request, target())));
  expect(all.every((sent) => sent.end.reason === 'complete')).toBe(true);
  expect(new Set(all.map((sent) => sent.text))).toEqual(new Set([first.text]));
}, 60_000);

test('100 streams multiplexed on one HTTP/2 connection all arrive whole', async () => {
  const session = connectHttp2(simulator.url);
  const body = JSON.stringify({ messages: [{ role: 'user', content: [{ text: 'Hello' }] }] });
  const sizes = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const path = `/model/${encodeURIComponent(MODELS[0])}/converse-stream`;
      const stream = session.request({ ':method': 'POST', ':path': path });
      stream.end(body);
      let size = 0;
      for await (const piece of stream) size += (piece as Buffer).length;
      return size;
    }),
  );
  session.close();
  expect(new Set(sizes).size).toBe(1);
  expect(sizes[0]).toBeGreaterThan(1000);
}, 60_000);

test('a client that goes away stops its stream', async () => {
  const slow = await startSimulator({ settings: { tokensPerSecond: 0.1, firstTokenDelayMs: 0 } });
  const gone = Array.from({ length: 20 }, async () => {
    const abort = new AbortController();
    const body = { messages: [{ role: 'user', content: [{ text: 'Hello' }] }] };
    setTimeout(() => abort.abort(), 100);
    const sent = await sendAll(
      requestOf('ConverseStream', MODELS[0], body),
      { kind: 'simulator', url: slow.url },
      abort.signal,
    );
    return sent.end.reason;
  });
  expect(new Set(await Promise.all(gone))).toEqual(new Set(['cancelled']));
  await expect.poll(() => slow.running()).toBe(0);
  await slow.close();
});
