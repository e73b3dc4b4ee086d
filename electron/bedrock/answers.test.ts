import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';
import { createCertificate } from '../simulator/certificate.ts';
import { requestOf, type Sent, sendAll } from '../simulator/testing/send-all.ts';
import type { BedrockTarget } from './target.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const WHOLE = requestOf('Converse', MODEL, { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] });
const STREAM = { ...WHOLE, operation: 'ConverseStream' } as const;
const ANSWER = JSON.stringify({
  output: { message: { role: 'assistant', content: [{ text: 'Hello there' }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
});

const event = (type: string, content: object): Buffer =>
  Buffer.from(encodeFrame(eventHeaders(type), Buffer.from(JSON.stringify(content))));
const FRAMES = [
  event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hello ' } }),
  event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'there' } }),
  event('messageStop', { stopReason: 'end_turn' }),
];

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server, scheme: string): Promise<BedrockTarget> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { kind: 'endpoint', url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const answering = (listener: RequestListener): Promise<BedrockTarget> =>
  listening(createServer(listener), 'http');

const CODINGS = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['gzip, br', (bytes: Buffer) => brotliCompressSync(gzipSync(bytes))],
] as const;

describe('compressed answers are read', () => {
  test.each(CODINGS)('whole: %s', async (coding, compress) => {
    const target = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding });
      response.end(compress(Buffer.from(ANSWER)));
    });
    const sent = await sendAll(WHOLE, target);
    expect(sent.body).toBe(ANSWER);
    expect(sent.end).toMatchObject({ reason: 'complete', stopReason: 'end_turn' });
    expect(sent.response?.headers['content-encoding']).toBe(coding);
  });

  test.each(CODINGS)('streamed: %s', async (coding, compress) => {
    const target = await answering((_, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.end(compress(Buffer.concat(FRAMES)));
    });
    const sent = await sendAll(STREAM, target);
    expect(sent.text).toBe('Hello there');
    expect(sent.failures).toEqual([]);
    expect(sent.end.reason).toBe('complete');
  });

  test.each([
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ] as const)('and what follows the end of a compressed body is none of it: %s', async (coding, compress) => {
    const target = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': coding });
      response.write(Buffer.concat([compress(Buffer.from(ANSWER)), Buffer.from('junk')]));
      setTimeout(() => response.end('more of it'), 20);
    });
    const sent = await sendAll(WHOLE, target);
    expect(sent.body).toBe(ANSWER);
    expect(sent.end.reason).toBe('complete');
  });

  test('an error too, with its exception', async () => {
    const target = await answering((_, response) => {
      response.writeHead(429, { 'content-encoding': 'gzip', 'x-amzn-errortype': 'ThrottlingException' });
      response.end(gzipSync('{"message":"Too many requests"}'));
    });
    const { failures } = await sendAll(STREAM, target);
    expect(failures[0]?.failure).toMatchObject({ type: 'ThrottlingException', message: 'Too many requests' });
  });

  test.each([
    ['gzip', 'this is no gzip', 'DamagedEncoding'],
    ['br', 'this is no brotli', 'DamagedEncoding'],
    ['deflate', 'this is no deflate', 'DamagedEncoding'],
    ['zstd', 'whatever', 'UnknownEncoding'],
  ])('%s that is none is named as such', async (coding, bytes, type) => {
    const target = await answering((_, response) => {
      response.writeHead(200, { 'content-encoding': coding });
      response.end(bytes);
    });
    for (const request of [WHOLE, STREAM]) {
      const { failures, end } = await sendAll(request, target);
      expect(failures[0]?.failure.type).toBe(type);
      expect(['failed', 'truncated']).toContain(end.reason);
    }
  });

  test('a small answer that unpacks to gigabytes ends at the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32));
    const target = await answering((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(bomb);
    });
    const { failures, end } = await sendAll(WHOLE, target);
    expect(failures[0]?.failure.message).toContain('larger than');
    expect(end.reason).toBe('truncated');
  }, 30_000);
});

describe('an upstream that is silent', () => {
  const silently = (
    request: typeof WHOLE | typeof STREAM,
    target: BedrockTarget,
    silenceMs = 150,
  ): Promise<Sent> => sendAll(request, target, new AbortController().signal, { silenceMs });

  test('before its answer ends the send as failed', async () => {
    const { failures, end } = await silently(WHOLE, await answering(() => undefined));
    expect(failures.map(({ failure }) => failure.type)).toEqual(['Timeout']);
    expect(end.reason).toBe('failed');
  });

  test('in the middle of a stream keeps what came', async () => {
    const target = await answering((_, response) => {
      response.writeHead(200);
      response.write(FRAMES[0]);
    });
    const { failures, end, text } = await silently(STREAM, target);
    expect(failures.map(({ failure }) => failure.type)).toEqual(['Timeout']);
    expect(end.reason).toBe('truncated');
    expect(text).toBe('Hello ');
  });

  test('for less than the limit each time is waited for, however long it takes in all', async () => {
    const target = await answering(async (_, response) => {
      response.writeHead(200);
      for (const frame of FRAMES) {
        await new Promise((resolve) => setTimeout(resolve, 600));
        response.write(frame);
      }
      response.end();
    });
    const { end, text } = await silently(STREAM, target, 1_500);
    expect(end.reason).toBe('complete');
    expect(text).toBe('Hello there');
  });
});

describe('answers without an end', () => {
  const endless =
    (type: string, start: string, piece: string): RequestListener =>
    (_, response) => {
      response.writeHead(200, { 'content-type': type });
      response.write(start);
      const more = (): void => {
        while (!response.destroyed && response.write(piece));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };

  test.each([
    ['JSON', endless('application/json', '[1', ',{"a":"b"}'.repeat(10_000))],
    ['text', endless('text/plain', 'words', ' and more words'.repeat(10_000))],
  ])(
    'end at the limit and keep the app: %s',
    async (_, listener) => {
      const target = await answering(listener);
      const whole = await sendAll(WHOLE, target);
      expect(whole.failures[0]?.failure.message).toContain('larger than');
      expect(whole.end.reason).toBe('truncated');
      const streamed = await sendAll(STREAM, target);
      expect(streamed.failures[0]?.failure.type).toBe('ForeignAnswer');
      expect(streamed.body?.length).toBeLessThanOrEqual(64 * 1024);
    },
    60_000,
  );
});

describe('TLS that cannot be trusted', () => {
  test('a certificate of nobody’s is refused by name', async () => {
    const target = await listening(
      createTls(await createCertificate(), (_, response) => response.end(ANSWER)),
      'https',
    );
    const { failures, end } = await sendAll(WHOLE, target);
    expect(failures[0]?.failure).toMatchObject({ origin: 'network', type: 'CertificateRefused' });
    expect(end.reason).toBe('failed');
  });

  test('plain HTTP where TLS is expected is named', async () => {
    const plain = await answering((_, response) => response.end(ANSWER));
    const url = plain.kind === 'endpoint' ? plain.url.replace('http:', 'https:') : '';
    const { failures } = await sendAll(WHOLE, { kind: 'endpoint', url });
    expect(failures[0]?.failure).toMatchObject({ origin: 'network', type: 'TlsError' });
  });

  test('a connection that is closed in the handshake is named', async () => {
    const server = createServer();
    server.on('connection', (socket) => socket.destroy());
    const plain = await listening(server, 'https');
    const { failures } = await sendAll(WHOLE, plain);
    expect(failures[0]?.failure).toMatchObject({ origin: 'network', type: 'ConnectionReset' });
  });
});
