import { once } from 'node:events';
import { connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fetch as undiciFetch } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import type { SimulatorOptions } from './settings.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { FAST } from './testing/send-all.ts';

const PATH = '/model/anthropic.claude-sonnet-4-20250514-v1%3A0/invoke';
const STREAM = `${PATH}-with-response-stream`;
const BODY = JSON.stringify({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 20,
  messages: [{ role: 'user', content: 'Hello' }],
});

const running: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of running.splice(0)) await thing.close();
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ settings: FAST, ...options });
  running.push(simulator);
  return simulator;
}

async function open(simulator: Simulator): Promise<Socket> {
  const socket = connect(simulator.port, '127.0.0.1');
  socket.on('error', () => undefined);
  running.push({ close: () => void socket.destroy() });
  await once(socket, 'connect');
  return socket;
}

/** Resolves on `close`, whatever error came before it. */
const closed = (thing: NodeJS.EventEmitter): Promise<void> =>
  new Promise((resolve) => thing.once('close', () => resolve()));

/** What a socket gives until it is closed. */
async function untilClosed(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (piece) => {
    text += String(piece);
  });
  if (!socket.closed) await closed(socket);
  return text;
}

/** Status of a request with exactly these header lines, over HTTP/1.1. */
async function overHttp1(simulator: Simulator, lines: readonly string[]): Promise<number> {
  const socket = await open(simulator);
  const head = [`POST ${PATH} HTTP/1.1`, ...lines, `Content-Length: ${BODY.length}`, 'Connection: close'];
  socket.write(`${head.join('\r\n')}\r\n\r\n${BODY}`);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(await untilClosed(socket))?.[1]);
}

/** Status of the same over HTTP/2 without TLS. */
async function overHttp2(simulator: Simulator, headers: Readonly<Record<string, string>>): Promise<number> {
  const session = connectHttp2(simulator.url);
  running.push({ close: () => session.destroy() });
  const stream = session.request({ ':method': 'POST', ':path': PATH, ...headers });
  stream.end(BODY);
  const [answer] = await once(stream, 'response');
  stream.resume();
  return answer[':status'];
}

describe('whose requests are answered', () => {
  test.each([
    '127.0.0.1',
    '127.0.0.1:4566',
    'localhost:4566',
    'LOCALHOST',
    'bedrock.localhost:80',
    '127.1.2.3:1',
    '[::1]:4566',
  ])('those that name loopback: %s', async (host) => {
    const simulator = await start();
    expect(await overHttp1(simulator, [`Host: ${host}`])).toBe(200);
    expect(await overHttp2(simulator, { ':authority': host })).toBe(200);
  });

  test.each([
    'evil.example',
    'evil.example:4566',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'notlocalhost',
    '10.0.0.1',
    '0.0.0.0',
    '127.0.0.1@evil.example',
    'user@127.0.0.1',
  ])('none that name another host, as a rebound name does: %s', async (host) => {
    const simulator = await start();
    expect(await overHttp1(simulator, [`Host: ${host}`])).toBe(403);
    if (!host.includes('@')) expect(await overHttp2(simulator, { ':authority': host })).toBe(403);
  });

  test('none with two hosts or without one', async () => {
    const simulator = await start();
    expect(await overHttp1(simulator, ['Host: 127.0.0.1', 'Host: 127.0.0.1'])).toBe(400);
    expect(await overHttp1(simulator, ['Host: 127.0.0.1', 'host: evil.example'])).toBe(400);
    expect(await overHttp1(simulator, ['X: y'])).toBe(400);
    expect(await overHttp1(simulator, ['Host:'])).toBe(400);
    expect(await overHttp2(simulator, { ':authority': '127.0.0.1', host: 'evil.example' })).toBe(400);
    const socket = await open(simulator);
    socket.write(`POST ${PATH} HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}`);
    expect(await untilClosed(socket)).toMatch(/^HTTP\/1\.1 400/);
  });

  const FOREIGN = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'http://localhost:8080' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none, cross-site', origin: 'https://evil.example' },
  ] as const;
  test.each(FOREIGN)('none of a page of another site: %o', async (headers) => {
    const simulator = await start();
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    expect(await overHttp1(simulator, ['Host: 127.0.0.1', ...lines])).toBe(403);
    expect(await overHttp2(simulator, { ':authority': '127.0.0.1', ...headers })).toBe(403);
  });

  test('those of clients that say how they fetch, as undici does', async () => {
    const simulator = await start();
    expect(
      await overHttp1(simulator, ['Host: 127.0.0.1', 'sec-fetch-mode: cors', 'sec-fetch-site: none']),
    ).toBe(200);
    const answers = await Promise.all([
      fetch(simulator.url + PATH, { method: 'POST', body: BODY }),
      undiciFetch(simulator.url + PATH, { method: 'POST', body: BODY }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  test('a refusal allows no page to read it', async () => {
    const simulator = await start();
    const socket = await open(simulator);
    socket.write(
      `POST ${PATH} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    );
    const answer = await untilClosed(socket);
    expect(answer).toContain('AccessDeniedException');
    expect(answer.toLowerCase()).not.toContain('access-control-');
  });
});

describe('how long a connection may keep the simulator waiting', () => {
  const LIMITS = { headMs: 150, bodyMs: 150, idleMs: 200 } as const;
  const HEAD = `POST ${PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;

  test.each([
    ['nothing', ''],
    ['half a request line', 'POST /mod'],
    ['half a head', HEAD],
    ['half of the HTTP/2 preface', 'PRI * HTTP/2.0\r\n'],
    ['a head without its body', `${HEAD}Content-Length: 100\r\n\r\n`],
    ['half a body', `${HEAD}Content-Length: 100\r\n\r\n{"a":`],
    ['half a chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\n5\r\n{"a"`],
  ])('%s is cut', async (_, bytes) => {
    const simulator = await start({ limits: LIMITS });
    const socket = await open(simulator);
    socket.write(bytes);
    await untilClosed(socket);
    expect(simulator.running()).toBe(0);
  });

  test('the same over TLS', async () => {
    const simulator = await start({ limits: LIMITS, tls: true });
    const options = { port: simulator.port, host: '127.0.0.1', ca: simulator.certificate ?? '' };
    const socket = connectTls(options);
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    socket.write(HEAD);
    await untilClosed(socket);
  });

  test('a second request that is half sent is cut, and so is a connection after its answer', async () => {
    const simulator = await start({ limits: LIMITS });
    for (const rest of ['', HEAD]) {
      const socket = await open(simulator);
      socket.write(`${HEAD}Content-Length: ${BODY.length}\r\n\r\n${BODY}`);
      await once(socket, 'data');
      socket.write(rest);
      await untilClosed(socket);
    }
  });

  test('over HTTP/2 a body that stays away is cut, and a session on which nothing is asked', async () => {
    const simulator = await start({ limits: LIMITS });
    const session = connectHttp2(simulator.url);
    const stream = session.request({ ':method': 'POST', ':path': PATH });
    stream.on('error', () => undefined);
    stream.write('{"a":');
    await closed(stream);
    if (!session.closed) await closed(session);
    expect(simulator.running()).toBe(0);
  });

  test('a stream is not cut however long it lasts, nor a body that keeps coming', async () => {
    const settings = { ...FAST, answer: 'one two three four five', tokensPerSecond: 8, tokensPerFrame: 1 };
    const simulator = await start({ limits: LIMITS, settings });
    const socket = await open(simulator);
    socket.write(
      `POST ${STREAM} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: ${BODY.length}\r\n\r\n`,
    );
    for (const part of [BODY.slice(0, 10), BODY.slice(10, 40), BODY.slice(40)]) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      socket.write(part);
    }
    expect(await untilClosed(socket)).toMatch(/\r\n0\r\n\r\n$/);

    const session = connectHttp2(simulator.url);
    running.push({ close: () => session.destroy() });
    const stream = session.request({ ':method': 'POST', ':path': STREAM });
    stream.end(BODY);
    let bytes = 0;
    for await (const piece of stream) bytes += (piece as Buffer).length;
    expect(bytes).toBeGreaterThan(1000);
    expect(stream.rstCode).toBe(0);
  });
});
