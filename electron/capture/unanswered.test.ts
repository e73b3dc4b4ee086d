import { once } from 'node:events';
import { request as requestHttp } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BedrockCapture, captureBedrock } from './capture.ts';
import { type ClientFront, frontProxy } from './front.ts';
import { Notes } from './notes.ts';
import { Kept } from './testing/captured.ts';

const GOOD = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
const CALL = '/model/amazon.nova-lite-v1:0/converse';

/** What the other side does with a request; it counts them. */
let behave: (socket: Socket) => unknown;
let requests = 0;
let endpoint: Server;
let host = '';
let capture: BedrockCapture;
let front: ClientFront;
let kept: Kept;
const sockets = new Set<Socket>();

beforeAll(async () => {
  endpoint = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (piece) => {
      if (!piece.toString('latin1').startsWith('POST /')) return;
      requests++;
      behave(socket);
    });
  });
  endpoint.listen(0, '127.0.0.1');
  await once(endpoint, 'listening');
  host = `127.0.0.1:${(endpoint.address() as AddressInfo).port}`;
});
beforeEach(async () => {
  await Promise.all([capture?.close(), front?.close()]);
  requests = 0;
  kept = new Kept();
  const url = `http://${host}`;
  capture = await captureBedrock({
    port: 0,
    target: () => ({ kind: 'endpoint', url }),
    sink: kept,
    isTrusted: () => false,
  });
  front = await frontProxy({ port: 0, proxy: url, stampInBody: false, sink: kept, notes: new Notes() });
});
afterAll(async () => {
  await Promise.all([capture.close(), front.close()]);
  for (const socket of sockets) socket.destroy();
  endpoint.close();
});

/** A call through either listener: its status, raw headers and text; what came before it broke off. */
function ask(url: string): Promise<{ status: number; rawHeaders: readonly string[]; text: string }> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(url, { method: 'POST', agent: false }, (response) => {
      request.off('error', reject).on('error', () => undefined);
      let text = '';
      response.setEncoding('utf8').on('data', (piece) => {
        text += piece;
      });
      const { statusCode: status = 0, rawHeaders } = response;
      response.on('error', () => undefined).on('close', () => resolve({ status, rawHeaders, text }));
    });
    request.on('error', reject);
    request.end('{}');
  });
}
const listeners = () => [
  { url: `${capture.url}${CALL}`, place: `http://${host}` },
  { url: `${front.state().url}/v1/chat/completions`, place: `The LiteLLM proxy at ${host}` },
];
const failure = async (): Promise<string | undefined> => {
  const before = kept.all.length;
  return (await kept.atLeast(Math.max(1, before))).at(-1)?.end.failure;
};

describe('an address that in place of an answer', () => {
  test.each([
    ['speaks TLS', Buffer.from('15030300020246', 'hex')],
    ['speaks HTTP/2 alone', Buffer.from('000012040000000000000300000080000400010000000500ffffff', 'hex')],
    ['speaks SSH, not HTTP', Buffer.from('SSH-2.0-OpenSSH_9.6\r\n')],
    ['greets as a mail or file server, not with HTTP', Buffer.from('220 mail.example ESMTP\r\n')],
    ['speaks Redis, not HTTP', Buffer.from("-ERR unknown command 'POST'\r\n")],
    ['answered with a text, without a head of HTTP', Buffer.from('<html>hello</html>')],
    ['answered with what is no HTTP', Buffer.from('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY')],
    ['closed the connection without an answer', Buffer.alloc(0)],
    [
      'broke HTTP: Parse Error: Duplicate Content-Length',
      Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 2\r\n\r\n{}'),
    ],
  ])('%s is told as that, on both sides, without a byte of it', async (what, bytes) => {
    behave = (socket) => socket.end(bytes);
    for (const { url, place } of listeners()) {
      const { status, text } = await ask(url);
      expect(status).toBe(502);
      expect(JSON.parse(text).message).toContain(`${place} ${what}`);
      expect(text).not.toMatch(/EXAMPLEKEY|ESMTP|hello/);
      expect(await failure()).toContain(`${place} ${what}`);
    }
  });
});

test.each([
  ['5\r\nabcde\r\nzz\r\n', 'broke HTTP: Parse Error: Invalid character in chunk size'],
  ['5\r\nabcde\r\n', 'closed the connection before the answer was complete'],
])('an answer that breaks off by %j says how, on both sides', async (chunks, what) => {
  behave = (socket) => socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunks}`);
  for (const { url, place } of listeners()) {
    expect(await ask(url)).toMatchObject({ status: 200, text: 'abcde' });
    expect(await failure()).toBe(`${place} ${what}${what.startsWith('closed') ? '.' : ''}`);
  }
});

test('a call that may have been worked on is not sent again where its connection breaks', async () => {
  for (const { url } of listeners()) {
    behave = (socket) => socket.write(GOOD);
    expect(await ask(url)).toMatchObject({ status: 200 });
    requests = 0;
    behave = (socket) => sleep(1_300).then(() => socket.resetAndDestroy());
    expect(await ask(url)).toMatchObject({ status: 502 });
    expect(requests).toBe(1);
  }
});

test('a call on a connection that turns out to be closed goes on over another one', async () => {
  for (const { url } of listeners()) {
    behave = (socket) => socket.write(GOOD);
    expect(await ask(url)).toMatchObject({ status: 200 });
    behave = (socket) => {
      behave = (other) => other.write(GOOD);
      socket.resetAndDestroy();
    };
    expect(await ask(url)).toMatchObject({ status: 200, text: '{}' });
  }
});

test('bytes beyond ASCII in an answer’s head come out as they went in', async () => {
  behave = (socket) =>
    socket.write(
      Buffer.from('HTTP/1.1 200 OK\r\nx-a: \xc3\xa4\xff\r\ncontent-length: 2\r\n\r\n{}', 'latin1'),
    );
  for (const { url } of listeners()) {
    const { rawHeaders } = await ask(url);
    expect(rawHeaders[rawHeaders.indexOf('x-a') + 1]).toBe('\xc3\xa4\xff');
  }
});
