import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BodyTooLarge } from '../http/exchange.ts';
import { type BedrockCapture, captureBedrock } from './capture.ts';
import { type ClientFront, frontProxy } from './front.ts';
import { decodedAnswer } from './gather.ts';
import { Notes } from './notes.ts';
import { Kept } from './testing/captured.ts';

const CALL = '/model/amazon.nova-lite-v1:0/converse';
const GOOD = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

/** What the endpoint writes to each request, byte by byte. */
let answer = GOOD;
let asked: string[] = [];
let endpoint: Server;
const sockets = new Set<Socket>();
const opened = new Set<string>();

class Counting extends Kept {
  override opened(start: Parameters<Kept['opened']>[0]): void {
    opened.add(start.id);
    super.opened(start);
  }
}

const kept = new Counting();
let capture: BedrockCapture;
let front: ClientFront;
beforeAll(async () => {
  endpoint = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (piece) => {
      const text = piece.toString('latin1');
      if (!/^[A-Z]+ \//.test(text)) return;
      asked.push(text.split('\r\n', 1)[0] ?? '');
      socket.write(Buffer.from(answer, 'latin1'));
      if (answer !== GOOD) socket.end();
    });
  });
  endpoint.listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  const url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
  capture = await captureBedrock({
    port: 0,
    target: () => ({ kind: 'endpoint', url }),
    sink: kept,
    isTrusted: () => false,
  });
  front = await frontProxy({
    port: 0,
    proxy: `${url}/litellm`,
    stampInBody: false,
    sink: kept,
    notes: new Notes(),
  });
});
afterAll(async () => {
  await Promise.all([capture.close(), front.close()]);
  for (const socket of sockets) socket.destroy();
  endpoint.close();
});

/** Both listeners: what is written on them, and where a good call goes. */
const listeners = () =>
  [
    { port: capture.port, secret: new URL(capture.url).pathname, path: CALL },
    { port: front.state().port, secret: new URL(front.state().url).pathname, path: '/v1/chat/completions' },
  ] as const;

/** Writes bytes on a new connection and gives what comes until it is closed, or until the first whole head. */
function write(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let got = '';
    const end = (): void => {
      socket.destroy();
      resolve(got);
    };
    socket.on('data', (piece) => {
      got += piece.toString('latin1');
      if (got.includes('\r\n\r\n')) end();
    });
    socket.on('error', end);
    socket.on('close', end);
    socket.write(Buffer.from(text, 'latin1'));
  });
}

const statusOf = (got: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(got)?.[1] ?? 0);

/** A call as it should be is taken after whatever came before it, and nothing that began is left running. */
async function expectWell(): Promise<void> {
  answer = GOOD;
  for (const { port, secret, path } of listeners()) {
    const got = await write(
      port,
      `POST ${secret}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{}`,
    );
    expect(statusOf(got)).toBe(200);
  }
  await expect.poll(() => kept.all.length).toBe(opened.size);
}

describe('a request that', () => {
  test.each([
    ['is no HTTP', () => '\0\0\0\0\r\n\r\n'],
    [
      'names a path that climbs',
      (to: string) => `POST ${to}/model/../../admin HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n`,
    ],
    [
      'climbs in other writing',
      (to: string) =>
        `POST ${to}/model/%2E%2e/admin HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n`,
    ],
    [
      'climbs past a slash that is written otherwise',
      (to: string) =>
        `POST ${to}/model/m%2f..%2f..%2fadmin/invoke HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n`,
    ],
    [
      'turns its slashes round',
      (to: string) =>
        `POST ${to}/model/..\\..\\admin HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n`,
    ],
    [
      'climbs out of the secret',
      (to: string) =>
        `POST ${to}/../${to.slice(3)}/model/m/invoke HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 0\r\n\r\n`,
    ],
    [
      'has two lengths',
      (to: string, path: string) =>
        `POST ${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}`,
    ],
    [
      'has a length and is chunked',
      (to: string, path: string) =>
        `POST ${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      'puts a header into another one',
      (to: string, path: string) =>
        `POST ${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-a: b\rx-c: d\r\ncontent-length: 2\r\n\r\n{}`,
    ],
    [
      'has a zero byte in a header',
      (to: string, path: string) =>
        `POST ${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-a: b\0c\r\ncontent-length: 2\r\n\r\n{}`,
    ],
    [
      'folds a header',
      (to: string, path: string) =>
        `POST ${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-a: b\r\n c: d\r\n: e\r\ncontent-length: 2\r\n\r\n{}`,
    ],
    [
      'has a head without an end',
      (to: string, path: string) =>
        `POST ${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nx-a: ${'a'.repeat(300_000)}\r\n\r\n`,
    ],
    [
      'names two hosts',
      (to: string, path: string) =>
        `POST ${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nhost: evil.example\r\ncontent-length: 2\r\n\r\n{}`,
    ],
    ['names none', (to: string, path: string) => `POST ${to}${path} HTTP/1.1\r\ncontent-length: 2\r\n\r\n{}`],
    [
      'is a tunnel',
      () => 'CONNECT bedrock-runtime.us-east-1.amazonaws.com:443 HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n',
    ],
    [
      'names a whole address',
      (to: string, path: string) =>
        `POST http://evil.example${to}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{}`,
    ],
  ] as const)('%s is refused or cut, and goes nowhere', async (_, text) => {
    for (const { port, secret, path } of listeners()) {
      asked = [];
      const got = await write(port, text(secret, path));
      expect([400, 403, 404, 431, 0]).toContain(statusOf(got));
      expect(asked).toEqual([]);
    }
    await expectWell();
  });

  test('breaks the rules of HTTP/2 ends its own stream alone', async () => {
    for (const { port, secret, path } of listeners()) {
      const session = connectHttp2(`http://127.0.0.1:${port}`);
      session.on('error', () => undefined);
      const one = session.request({ ':method': 'POST', ':path': `${secret}${path}`, 'x-a': 'b'.repeat(100) });
      one.on('error', () => undefined);
      one.end('{}');
      const [headers] = await once(one, 'response');
      expect(headers[':status']).toBe(200);
      session.destroy();
    }
    await expectWell();
  });

  test('is larger than all limits is answered, and one without an end is cut', async () => {
    const { createExchange } = await import('../http/exchange.ts');
    const { listen } = await import('../http/listener.ts');
    const ends: unknown[] = [];
    const listener = await listen(0, null, (request, response) => {
      const exchange = createExchange(request, response);
      exchange.body(10_000, 5_000).then(
        () => ends.push('whole'),
        (error) => {
          ends.push(error instanceof BodyTooLarge);
          exchange.end();
        },
      );
    });
    const socket = connect(listener.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST / HTTP/1.1\r\nhost: 127.0.0.1\r\ntransfer-encoding: chunked\r\n\r\n');
    const piece = `1000\r\n${'x'.repeat(4096)}\r\n`;
    const timer = setInterval(() => socket.write(piece), 1);
    await once(socket, 'close');
    clearInterval(timer);
    expect(ends).toEqual([true]);
    await listener.close();
  });
});

describe('an endpoint that', () => {
  test.each([
    ['answers with a status that is none', 'HTTP/1.1 000 Never\r\ncontent-length: 0\r\n\r\n'],
    ['switches protocols', 'HTTP/1.1 101 Switching\r\nupgrade: evil\r\nconnection: upgrade\r\n\r\n'],
    ['is no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['ends in its head', 'HTTP/1.1 200 OK\r\ncontent-le'],
    ['has two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}'],
    [
      'puts a header into another one',
      'HTTP/1.1 200 OK\r\nx-a: b\rset-cookie: c\r\ncontent-length: 2\r\n\r\n{}',
    ],
    ['has a head without an end', `HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(100_000)}\r\n\r\n`],
  ])('%s fails that call alone', async (_, text) => {
    for (const { port, secret, path } of listeners()) {
      answer = text;
      const got = await write(
        port,
        `POST ${secret}${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 2\r\n\r\n{}`,
      );
      expect(statusOf(got)).toBe(502);
      expect(got).not.toMatch(/set-cookie|evil/);
    }
    await expectWell();
  });

  test('repeats what HTTP/2 allows once is passed on with the first', async () => {
    answer =
      'HTTP/1.1 200 OK\r\ncontent-type: text/a\r\ncontent-type: text/b\r\netag: 1\r\netag: 2\r\ncontent-length: 2\r\n\r\n{}';
    for (const { port, secret, path } of listeners()) {
      const session = connectHttp2(`http://127.0.0.1:${port}`);
      const one = session.request({ ':method': 'POST', ':path': `${secret}${path}` });
      one.end('{}');
      const [headers] = await once(one, 'response');
      expect([headers[':status'], headers['content-type'], headers.etag]).toEqual([200, 'text/a', '1']);
      session.destroy();
    }
    await expectWell();
  });

  test('packs gigabytes into an answer is read by its beginning, and one with codings without end not at all', async () => {
    const head = (coding: string) => ({
      status: 200,
      headers: [['content-encoding', coding]] as const,
      atMs: 0,
    });
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024), { level: 1 });
    expect(bomb.length).toBeLessThan(1_000_000);
    const read = await decodedAnswer({ head: head('gzip'), response: bomb });
    expect(read.length).toBeLessThan(66 * 1024 * 1024);
    const packed = gzipSync('hello');
    const many = await decodedAnswer({ head: head('gzip,'.repeat(1_000)), response: packed });
    expect(many.equals(packed)).toBe(true);
  });
});
