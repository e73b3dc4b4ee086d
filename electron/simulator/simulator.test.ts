import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import {
  BedrockRuntimeClient,
  type BedrockRuntimeClientConfig,
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttp2Handler, NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, describe, expect, test } from 'vitest';
import type { SimulatorOptions } from './settings.ts';
import { SIMULATOR_CREDENTIALS } from './settings.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { FAST } from './testing/send-all.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
// CountTokens takes a model's own id, no profile.
const COUNTED = MODEL.slice('us.'.length);
const BODY = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hello' }],
};
const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI' };

const running: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of running.splice(0)) await thing.close();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ settings: FAST, ...options });
  running.push(simulator);
  return simulator;
}

function client(endpoint: string, config: BedrockRuntimeClientConfig = {}): BedrockRuntimeClient {
  const made = new BedrockRuntimeClient({
    region: 'us-east-1',
    endpoint,
    credentials: KEYS,
    maxAttempts: 1,
    ...config,
  });
  running.push({ close: () => made.destroy() });
  return made;
}

const PROTOCOLS = [
  { name: 'HTTP/2 without TLS (the default)', config: (): BedrockRuntimeClientConfig => ({}) },
  { name: 'HTTP/1.1', config: () => ({ requestHandler: new NodeHttpHandler() }) },
] as const;

describe.each(PROTOCOLS)('the AWS SDK over $name', ({ config }) => {
  test('streams an invoke answer', async () => {
    const { url } = await start({ settings: { ...FAST, answer: 'Paris is the capital of France.' } });
    const response = await client(url, config()).send(
      new InvokeModelWithResponseStreamCommand({ modelId: MODEL, body: JSON.stringify(BODY) }),
    );
    const chunks: { type: string; delta?: { text?: string } }[] = [];
    for await (const event of response.body ?? [])
      chunks.push(JSON.parse(Buffer.from(event.chunk?.bytes ?? []).toString()));
    expect(response.contentType).toBe('application/json');
    expect(chunks.map((chunk) => chunk.delta?.text ?? '').join('')).toBe('Paris is the capital of France.');
    expect(chunks[chunks.length - 1]).toMatchObject({
      type: 'message_stop',
      'amazon-bedrock-invocationMetrics': { inputTokenCount: 9 },
    });
  });

  test('is refused with the service exception', async () => {
    const { url } = await start();
    const body = JSON.stringify({ ...BODY, stream_chunk_size: 2048 });
    const sending = client(url, config()).send(
      new InvokeModelWithResponseStreamCommand({ modelId: MODEL, body }),
    );
    await expect(sending).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'stream_chunk_size: Extra inputs are not permitted',
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('gets an invoke answer in one piece', async () => {
    const { url } = await start({ settings: { ...FAST, answer: 'Yes.' } });
    const response = await client(url, config()).send(
      new InvokeModelCommand({ modelId: MODEL, body: JSON.stringify(BODY) }),
    );
    expect(JSON.parse(Buffer.from(response.body).toString())).toMatchObject({
      role: 'assistant',
      content: [{ type: 'text', text: 'Yes.' }],
      stop_reason: 'end_turn',
    });
  });

  test('converses, streamed and not, with a tool', async () => {
    const { url } = await start();
    const input = {
      modelId: MODEL,
      messages: [{ role: 'user' as const, content: [{ text: 'What is the weather in Lisbon?' }] }],
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: 'get_weather',
              inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } } } },
            },
          },
        ],
      },
    };
    const sdk = client(url, config());
    const whole = await sdk.send(new ConverseCommand(input));
    expect(whole.stopReason).toBe('tool_use');
    expect(whole.output?.message?.content?.[0]?.toolUse).toMatchObject({
      name: 'get_weather',
      input: { city: 'Lisbon' },
    });
    const streamed = await sdk.send(new ConverseStreamCommand(input));
    let json = '';
    let totalTokens = 0;
    for await (const event of streamed.stream ?? []) {
      json += event.contentBlockDelta?.delta?.toolUse?.input ?? '';
      totalTokens += event.metadata?.usage?.totalTokens ?? 0;
    }
    expect(JSON.parse(json)).toEqual({ city: 'Lisbon' });
    expect(totalTokens).toBe(whole.usage?.totalTokens);
  });

  test('counts tokens alike for both forms of the same conversation', async () => {
    const { url } = await start();
    const sdk = client(url, config());
    const converse = await sdk.send(
      new CountTokensCommand({
        modelId: COUNTED,
        input: { converse: { messages: [{ role: 'user', content: [{ text: 'One two three four' }] }] } },
      }),
    );
    const body = Buffer.from(
      JSON.stringify({ ...BODY, messages: [{ role: 'user', content: 'One two three four' }] }),
    );
    const invoke = await sdk.send(
      new CountTokensCommand({ modelId: COUNTED, input: { invokeModel: { body } } }),
    );
    expect(converse.inputTokens).toBe(12);
    expect(invoke.inputTokens).toBe(12);
  });

  test('reaches a model by ARN', async () => {
    const { url } = await start();
    const modelId = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';
    const sending = client(url, config()).send(
      new ConverseCommand({ modelId, messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }),
    );
    await expect(sending).resolves.toMatchObject({ stopReason: 'end_turn' });
  });

  describe('with signatures verified', () => {
    const strict: SimulatorOptions = {
      authentication: { mode: 'verify', ...KEYS, bearerToken: 'bedrock-api-key-1' },
    };
    const converse = new ConverseCommand({
      modelId: MODEL,
      messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
    });

    test('passes with the right keys', async () => {
      const { url } = await start(strict);
      await expect(client(url, config()).send(converse)).resolves.toMatchObject({ stopReason: 'end_turn' });
    });

    test('answers 403 to a wrong secret', async () => {
      const { url } = await start(strict);
      const wrong = { ...KEYS, secretAccessKey: 'not-the-secret' };
      const sending = client(url, { ...config(), credentials: wrong }).send(converse);
      await expect(sending).rejects.toMatchObject({
        name: 'InvalidSignatureException',
        $metadata: { httpStatusCode: 403 },
      });
    });

    test('answers 403 to an unknown key', async () => {
      const { url } = await start(strict);
      const wrong = { ...KEYS, accessKeyId: 'AKIDOTHER' };
      await expect(client(url, { ...config(), credentials: wrong }).send(converse)).rejects.toMatchObject({
        name: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
      });
    });

    test('answers 403 to a body changed after signing', async () => {
      const { url } = await start(strict);
      const sdk = client(url, config());
      sdk.middlewareStack.add(
        (next) => (args) => {
          const request = args.request as { body: Uint8Array };
          request.body = Buffer.from(Buffer.from(request.body).toString().replace('Hi', 'Ho'));
          return next(args);
        },
        { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
      );
      await expect(sdk.send(converse)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    });

    test('takes the right bearer token and no other', async () => {
      const { url } = await start(strict);
      const bearer = (token: string) =>
        client(url, { ...config(), token: { token }, authSchemePreference: ['httpBearerAuth'] }).send(
          converse,
        );
      await expect(bearer('bedrock-api-key-1')).resolves.toMatchObject({ stopReason: 'end_turn' });
      await expect(bearer('another')).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    });
  });
});

test.each([
  { name: 'HTTP/2', handler: (ca: string) => new NodeHttp2Handler({ nodeHttp2ConnectOptions: { ca } }) },
  {
    name: 'HTTP/1.1',
    handler: (ca: string) => new NodeHttpHandler({ httpsAgent: { ca } }),
  },
])('serves $name over TLS to clients that trust its certificate', async ({ handler }) => {
  const { url, certificate } = await start({ tls: true });
  expect(url).toMatch(/^https:/);
  const sdk = client(url, { requestHandler: handler(certificate ?? '') });
  const sending = sdk.send(
    new ConverseCommand({ modelId: MODEL, messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }),
  );
  await expect(sending).resolves.toMatchObject({ stopReason: 'end_turn' });
});

test('the default keys of the simulator are no secret worth guarding', () => {
  expect(SIMULATOR_CREDENTIALS.secretAccessKey).toContain('no-worth');
});

/** Sends bytes one by one and gathers the answer until `done` says so or the connection ends. */
function drip(port: number, bytes: Buffer, done: (seen: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    let seen = '';
    socket.setNoDelay(true);
    socket.on('data', (piece) => {
      seen += piece.toString('latin1');
      if (done(seen)) socket.destroy();
    });
    socket.on('close', () => resolve(seen));
    socket.on('error', reject);
    const next = (at: number): void => {
      if (at < bytes.length && !socket.destroyed)
        socket.write(bytes.subarray(at, at + 1), () => setImmediate(() => next(at + 1)));
    };
    next(0);
  });
}

test('an HTTP/1.1 request that begins like the HTTP/2 preface, byte by byte, is still HTTP/1.1', async () => {
  const { port } = await start();
  const body = JSON.stringify(BODY);
  const request = `POST /model/${MODEL}/invoke HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const seen = await drip(port, Buffer.from(request), (text) => text.includes('"stop_reason"'));
  expect(seen).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test('the HTTP/2 preface byte by byte is answered with HTTP/2 settings', async () => {
  const { port } = await start();
  const settingsFrame = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);
  const preface = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), settingsFrame]);
  const seen = await drip(port, preface, (text) => text.length >= 9);
  expect(Buffer.from(seen, 'latin1')[3]).toBe(4);
});

test('a path that is no operation is answered with UnknownOperationException', async () => {
  const { port } = await start();
  const seen = await drip(
    port,
    Buffer.from('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n'),
    () => false,
  );
  expect(seen).toMatch(/^HTTP\/1\.1 404 /);
  expect(seen.toLowerCase()).toContain('x-amzn-errortype: unknownoperationexception');
});

test('the same seed and request give the same frames, another seed others', async () => {
  const frames = async (seed: number): Promise<string> => {
    const simulator = await start({ settings: { ...FAST, seed } });
    const session = connectHttp2(simulator.url);
    running.push({ close: () => session.destroy() });
    const stream = session.request({
      ':method': 'POST',
      ':path': `/model/${MODEL}/invoke-with-response-stream`,
    });
    stream.end(JSON.stringify(BODY));
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece as Buffer);
    return Buffer.concat(pieces).toString('base64');
  };
  const [first, second, other] = [await frames(1), await frames(1), await frames(2)];
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test('settings changed while it runs count for the next request', async () => {
  const simulator = await start();
  const sdk = client(simulator.url);
  const ask = async (): Promise<string | undefined> =>
    (
      await sdk.send(
        new ConverseCommand({ modelId: MODEL, messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }),
      )
    ).output?.message?.content?.[0]?.text;
  expect(simulator.change({ answer: 'First.' })).toMatchObject({
    answer: 'First.',
    tokensPerSecond: 100_000,
  });
  expect(await ask()).toBe('First.');
  simulator.change({ answer: 'Second.' });
  expect(await ask()).toBe('Second.');
});

test('close ends streams that are still running', async () => {
  const simulator = await startSimulator({ settings: { tokensPerSecond: 0.1, firstTokenDelayMs: 0 } });
  const response = await client(simulator.url).send(
    new InvokeModelWithResponseStreamCommand({ modelId: MODEL, body: JSON.stringify(BODY) }),
  );
  const reading = (async () => {
    for await (const _event of response.body ?? []);
  })().catch(() => 'broken');
  await simulator.close();
  await reading;
  await expect(
    client(simulator.url).send(new InvokeModelCommand({ modelId: MODEL, body: '{}' })),
  ).rejects.toThrow();
});
