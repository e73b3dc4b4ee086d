import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as requestHttp, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type BedrockCapture, captureBedrock } from './capture.ts';
import { Kept } from './testing/captured.ts';

const PATH = '/model/amazon.nova-lite-v1:0/converse-stream';

const open: { close(): Promise<unknown> | unknown }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

/** An endpoint that answers as told, and a capture in front of it. */
async function behind(answer: (response: ServerResponse, body: Buffer) => void) {
  const server: Server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    answer(response, Buffer.concat(pieces));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  const { port } = server.address() as AddressInfo;
  const kept = new Kept();
  const capture = await captureBedrock({
    port: 0,
    target: () => ({ kind: 'endpoint', url: `http://127.0.0.1:${port}` }),
    sink: kept,
    isTrusted: () => false,
  });
  open.push(capture);
  return { capture, kept };
}

interface Got {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly reads: readonly Buffer[];
  readonly whole: boolean;
}

/** Streams that are tried with cuts by chance; `STRATA_STREAMS=1000 npx vitest run electron/capture/wire.test.ts` tries more. */
const STREAMS = Number(process.env.STRATA_STREAMS ?? 60);

/** A plain call; its reads as they come. Its client leaves where `onRead` says false. */
function ask({ url }: BedrockCapture, onRead: (reads: number) => unknown = () => undefined): Promise<Got> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(`${url}${PATH}`, { method: 'POST' }, (response) => {
      // What breaks off from here on is told by the answer.
      request.off('error', reject).on('error', () => undefined);
      const reads: Buffer[] = [];
      response.on('data', (piece: Buffer) => {
        reads.push(piece);
        if (onRead(reads.length) === false) response.destroy();
      });
      const end = (whole: boolean) => () =>
        resolve({ status: response.statusCode ?? 0, rawHeaders: response.rawHeaders, reads, whole });
      response.on('end', end(true));
      response.on('aborted', end(false));
      response.on('error', end(false));
      response.on('close', end(false));
    });
    request.on('error', reject);
    request.end('{}');
  });
}

/** The connections of this process that end at a port, or begin there. */
function socketsOf(port: number): readonly Socket[] {
  const { _getActiveHandles: handles } = process as unknown as { _getActiveHandles(): readonly unknown[] };
  const sockets = handles.call(process).filter((handle): handle is Socket => handle instanceof Socket);
  return sockets.filter(({ localPort, remotePort }) => localPort === port && remotePort !== port);
}

const sha256 = (pieces: readonly Uint8Array[]): string =>
  createHash('sha256').update(Buffer.concat(pieces)).digest('hex');

describe('an answer', () => {
  test('reaches client and sink byte for byte, with its cuts, whatever they are', async () => {
    let pieces: readonly Buffer[] = [];
    let breaksAfter = Number.POSITIVE_INFINITY;
    let read: () => void = () => undefined;
    const { capture, kept } = await behind(async (response) => {
      response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
      for (const [i, piece] of pieces.entries()) {
        if (i === breaksAfter) return void response.destroy();
        const arrived = new Promise<void>((resolve) => {
          read = resolve;
        });
        response.write(piece);
        // Each write waits for its read, so that the network joins none of them.
        await arrived;
      }
      response.end();
    });
    const sizes = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 20 });
    const end = fc.constantFrom('whole', 'whole', 'the client leaves', 'the endpoint breaks off');
    await fc.assert(
      fc.asyncProperty(sizes, end, fc.nat({ max: 20 }), async (all, how, at) => {
        const cut = how === 'whole' ? all.length : Math.min(at + 1, all.length);
        const lengths = all.slice(0, cut);
        pieces = all.map((length) => randomBytes(length));
        const sent = pieces.slice(0, cut);
        breaksAfter = how === 'the endpoint breaks off' ? cut : Number.POSITIVE_INFINITY;
        const before = kept.all.length;
        const { reads, whole } = await ask(capture, (count) => {
          if (how === 'the client leaves' && count === cut) return false;
          return read();
        });
        const last = (await kept.atLeast(before + 1)).at(-1);
        const broken = how === 'the endpoint breaks off' && cut < all.length;
        expect(whole).toBe(how !== 'the client leaves' && !broken);
        expect(last?.end.state).toBe(how === 'the client leaves' ? 'cancelled' : broken ? 'failed' : 'done');
        expect(reads.map(({ length }) => length)).toEqual(lengths);
        expect([sha256(reads), last && sha256([last.response])]).toEqual([sha256(sent), sha256(sent)]);
        expect(last?.deliveries.map(({ offset }) => offset)).toEqual(
          lengths.map((_, i) => lengths.slice(0, i).reduce((sum, length) => sum + length, 0)),
        );
      }),
      { numRuns: STREAMS, seed: 42 },
    );
  });

  test('keeps its status, and its headers in their order and number', async () => {
    const headers = [
      'X-B',
      '1',
      'x-amzn-RequestId',
      'abc',
      'Set-Cookie',
      'a=1',
      'X-A',
      '2',
      'Set-Cookie',
      'b=2',
    ];
    const { capture } = await behind((response) => {
      response.writeHead(418, [...headers, 'Content-Length', '2']);
      response.end('{}');
    });
    const { status, rawHeaders } = await ask(capture);
    const own = rawHeaders.filter((_, i) => /^(x-|set-cookie)/i.test(rawHeaders[i - (i % 2)] ?? ''));
    expect([status, own]).toEqual([418, headers]);
  });

  test('shows its head before its first byte', async () => {
    const { capture } = await behind((response) => {
      response.writeHead(200, { 'x-early': 'yes' });
      response.flushHeaders();
    });
    const request = requestHttp(`${capture.url}${PATH}`, { method: 'POST' });
    request.end('{}');
    const [response] = await once(request, 'response');
    expect(response.headers['x-early']).toBe('yes');
    request.destroy();
  });

  test.each([
    ['before its first byte', (response: ServerResponse) => response.flushHeaders()],
    ['in the middle', (response: ServerResponse) => response.write('half')],
  ])('that breaks off %s breaks off for the client too, and is kept as far as it came', async (_, begin) => {
    const { capture, kept } = await behind((response) => {
      response.writeHead(200, { 'content-length': '100' });
      begin(response);
      setTimeout(() => response.destroy(), 30);
    });
    const got = await ask(capture).catch(() => null);
    expect(got?.whole ?? false).toBe(false);
    const [exchange] = await kept.atLeast(1);
    expect(exchange?.end).toMatchObject({ state: 'failed', failure: expect.stringMatching(/./) });
  });

  test('that is compressed is passed on as it is', async () => {
    const { capture, kept } = await behind((response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.end(Buffer.from('1f8b0800000000000003cb48cdc9c907008639a8a305000000', 'hex'));
    });
    const { reads } = await ask(capture);
    expect(Buffer.concat(reads).toString('hex')).toMatch(/^1f8b/);
    expect(kept.all[0]?.response.toString('hex')).toMatch(/^1f8b/);
  });
});

describe('a client that', () => {
  test('leaves closes the way onwards at once', async () => {
    let closed: Promise<unknown> = Promise.resolve();
    const { capture, kept } = await behind((response) => {
      response.write('first');
      closed = once(response, 'close');
    });
    const request = requestHttp(`${capture.url}${PATH}`, { method: 'POST' });
    request.on('error', () => undefined);
    request.end('{}');
    const [response] = await once(request, 'response');
    await once(response, 'data');
    request.destroy();
    await closed;
    const [exchange] = await kept.atLeast(1);
    expect([exchange?.end.state, exchange?.response.toString()]).toEqual(['cancelled', 'first']);
  });

  test('reads nothing holds up the network, not the memory', async () => {
    let written = 0;
    const { capture } = await behind((response) => {
      response.writeHead(200);
      const piece = Buffer.alloc(64 * 1024);
      const more = (): void => {
        for (;;) {
          written += piece.length;
          if (!response.write(piece)) break;
        }
      };
      response.on('drain', more);
      more();
    });
    const socket = connect(capture.port, '127.0.0.1');
    open.push({ close: () => socket.destroy() });
    const [, path] = capture.url.split(`:${capture.port}`);
    socket.write(`POST ${path}${PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}`);
    await once(socket, 'readable');
    let before = -1;
    while (written !== before) {
      before = written;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    // What the kernel's own buffers on both ways take, and a megabyte.
    expect(written).toBeLessThan(16 * 1024 * 1024);
    // What waits in this process for either side.
    const sockets = socketsOf(capture.port);
    expect(sockets).not.toEqual([]);
    const held = sockets.reduce(
      (sum, { writableLength, readableLength }) => sum + writableLength + readableLength,
      0,
    );
    expect(held).toBeLessThan(1024 * 1024);
  });
});

describe('what comes and is no call to Bedrock', () => {
  const TOKENLESS = '/k/0000000000000000000000000000/model/m/invoke';
  test.each([
    ['another host', {}, { host: 'evil.example' }, 'loopback names'],
    ['a page of another site', {}, { origin: 'https://evil.example' }, 'web pages'],
    ['a page that says so', {}, { 'sec-fetch-site': 'cross-site' }, 'web pages'],
    ['no secret', { path: '/model/m/invoke' }, {}, 'lacks its secret segment'],
    ['a wrong secret', { path: TOKENLESS }, {}, 'not that of this session'],
    ['another path', { rest: '/latest/meta-data' }, {}, 'no path of Bedrock'],
    ['a change of the control plane', { rest: '/guardrails' }, {}, 'only GET'],
    ['a path that no server reads alike', { rest: '/model/%00/invoke' }, {}, '“%00”'],
    ['another service', {}, { authorization: scope('s3') }, 'signed for the service “s3”'],
    [
      'another service at its own path',
      { rest: '/' },
      { authorization: scope('sts') },
      'signed for the service “sts”',
    ],
    [
      'a signature that nobody can read',
      {},
      { authorization: 'AWS4-HMAC-SHA256 nonsense' },
      'nothing that can be read',
    ],
  ] as const)('is refused and goes nowhere: %s', async (_, place, headers, words) => {
    let reached = 0;
    const { capture, kept } = await behind((response) => {
      reached += 1;
      response.end();
    });
    const path =
      'path' in place ? place.path : `${new URL(capture.url).pathname}${'rest' in place ? place.rest : PATH}`;
    const request = requestHttp({ port: capture.port, path, method: 'POST', headers });
    request.end('{}');
    const [response] = await once(request, 'response');
    let text = '';
    for await (const piece of response) text += piece;
    expect([response.statusCode, reached, kept.all.length]).toEqual([403, 0, 0]);
    expect(text).toContain(words);
    expect(text).not.toContain('Strata: Strata');
    const [note, ...others] = capture.notes();
    expect([note?.count, others]).toEqual([1, []]);
    expect(`${note?.message} ${note?.hint}`).toContain(words);
  });

  test('a call that is signed for another region than the target’s is told, and fails in its own', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'strata');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'strata');
    const capture = await captureBedrock({
      port: 0,
      target: () => ({ kind: 'aws', profile: null, region: 'eu-central-1', bearer: false }),
      sink: new Kept(),
      isTrusted: () => false,
    });
    open.push(capture, { close: () => vi.unstubAllEnvs() });
    const headers = { authorization: scope('bedrock') };
    const answer = await fetch(`${capture.url}${PATH}`, { method: 'POST', body: '{}', headers });
    expect([answer.status, await answer.text()]).toEqual([
      502,
      expect.stringContaining('Bedrock in us-east-1 refused the connection'),
    ]);
    const [region, target] = capture.notes();
    expect(region?.message).toBe(
      'The program signs for us-east-1, not for the target’s region eu-central-1.',
    );
    expect(target?.message).toContain('us-east-1');
  });

  test('the upstream is never the host that a request names', async () => {
    const { capture, kept } = await behind((response) => response.end('{}'));
    const headers = { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const answer = await fetch(`${capture.url}${PATH}`, { method: 'POST', body: '{}', headers });
    expect(answer.status).toBe(200);
    const absolute = requestHttp({ port: capture.port, path: `http://evil.example${PATH}`, method: 'POST' });
    absolute.end('{}');
    const [response] = await once(absolute, 'response');
    response.resume();
    expect([response.statusCode, kept.all.length]).toEqual([403, 1]);
  });
});

function scope(service: string): string {
  return `AWS4-HMAC-SHA256 Credential=strata/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=00`;
}
