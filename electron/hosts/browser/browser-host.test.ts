import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { RouterClient } from '@orpc/server';
import { os } from '@orpc/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type BrowserHost, startBrowserHost } from './browser-host.ts';

let running = 0;
const router = {
  echo: os.handler(() => 'here'),
  endless: os.handler(async function* ({ signal }) {
    running++;
    try {
      for (let i = 0; !signal?.aborted; i++) {
        yield i;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    } finally {
      running--;
    }
  }),
};

const dir = mkdtempSync(path.join(tmpdir(), 'strata-host-'));
const rendererDir = path.join(dir, 'renderer');
let host: BrowserHost;
let cookie: string;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function ask(target: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port: host.port, path: target, method, headers },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      },
    );
    sent.on('error', reject).end();
  });
}

const pathOf = (link: string): string => link.slice(link.indexOf('/?'));
const own = (): string => `http://127.0.0.1:${host.port}`;

/** `open`, or the status with which the upgrade was refused. */
function upgrade(headers: Record<string, string>, target = '/rpc'): Promise<'open' | number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${target}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve('open');
    });
    socket.on('unexpected-response', (_request, response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    socket.on('error', reject);
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}

beforeAll(async () => {
  mkdirSync(rendererDir);
  writeFileSync(
    path.join(rendererDir, 'index.html'),
    '<meta nonce="__STRATA_CSP_NONCE__"><title>Strata</title>',
  );
  writeFileSync(path.join(rendererDir, 'main.js'), 'export {};');
  writeFileSync(path.join(dir, 'secret.json'), '{"secret":true}');
  host = await startBrowserHost({ router, rendererDir, port: 0 });
  const opened = await ask(pathOf(host.createLink()));
  cookie = opened.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});

afterAll(async () => {
  await host.close();
  rmSync(dir, { recursive: true });
});

describe('link and cookie', () => {
  it('turns the one-time token into an HttpOnly, SameSite=Strict cookie and redirects it out of the URL', async () => {
    const answer = await ask(pathOf(host.createLink()));
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  });

  it('takes each link once', async () => {
    const link = pathOf(host.createLink());
    expect((await ask(link)).status).toBe(303);
    const again = await ask(link);
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('refuses a wrong token and a missing or wrong cookie', async () => {
    expect((await ask('/?token=wrong')).status).toBe(403);
    expect((await ask('/')).status).toBe(403);
    expect((await ask('/main.js')).status).toBe(403);
    expect((await ask('/', { cookie: `${cookie}x` })).status).toBe(403);
    expect((await ask('/', { cookie })).status).toBe(200);
  });
});

describe('who may ask', () => {
  it('refuses a Host that is not its own loopback address (DNS rebinding)', async () => {
    for (const name of [
      'evil.example',
      `evil.example:${host.port}`,
      '127.0.0.1',
      `127.0.0.1:${host.port + 1}`,
    ]) {
      expect((await ask('/', { cookie, host: name })).status).toBe(421);
      expect((await ask(pathOf(host.createLink()), { host: name })).status).toBe(421);
      expect(await upgrade({ cookie, host: name, origin: `http://${name}` })).toBe(403);
    }
    expect((await ask('/', { cookie, host: `localhost:${host.port}` })).status).toBe(200);
  });

  it('refuses a foreign Origin over HTTP', async () => {
    for (const origin of [
      'http://evil.example',
      'null',
      `https://127.0.0.1:${host.port}`,
      'http://127.0.0.1:1',
    ]) {
      expect((await ask('/', { cookie, origin })).status).toBe(403);
    }
    expect((await ask('/', { cookie, origin: own() })).status).toBe(200);
  });

  it('refuses a WebSocket with a foreign or no Origin, or without the cookie', async () => {
    expect(await upgrade({ cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await upgrade({ cookie, origin: 'null' })).toBe(403);
    expect(await upgrade({ cookie })).toBe(403);
    expect(await upgrade({ origin: own() })).toBe(403);
    expect(await upgrade({ cookie, origin: own() }, '/other')).toBe(404);
    expect(await upgrade({ cookie, origin: own() })).toBe('open');
  });

  it('refuses requests and upgrades that name two hosts, and holds no connection for them', async () => {
    const upgrading = `Origin: ${own()}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n`;
    for (const [target, more, status] of [
      ['/', '', 400],
      ['/rpc', upgrading, 403],
      ['/other', upgrading, 404],
    ] as const) {
      const socket = connect({ port: host.port, host: '127.0.0.1', allowHalfOpen: true });
      let got = '';
      socket.on('data', (piece) => (got += String(piece)));
      const reset = new Promise((resolve) => socket.on('error', resolve));
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: ${own().slice(7)}\r\nHost: evil.example\r\n${more}Cookie: ${cookie}\r\n\r\n`,
      );
      await expect.poll(() => got).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      // Nobody listens any more once the answer is there: what is written comes back as a reset.
      const timer = setInterval(() => socket.write('x'), 20);
      if (more) await reset;
      clearInterval(timer);
      socket.destroy();
    }
  });

  it('listens on 127.0.0.1 and on no other address of the machine', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter((address) => !address.internal && address.family === 'IPv4')
      .map((address) => address.address);
    for (const address of [...others, '127.0.0.2']) {
      const outcome = await new Promise<string>((resolve) => {
        const socket = connect({ host: address, port: host.port, timeout: 1000 });
        socket.on('connect', () => resolve(socket.destroy() && 'connected'));
        socket.on('timeout', () => resolve(socket.destroy() && 'refused'));
        socket.on('error', () => resolve('refused'));
      });
      expect(outcome).toBe('refused');
    }
  });

  it('serves GET and HEAD only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expect((await ask('/', { cookie }, method)).status).toBe(405);
    }
    const head = await ask('/', { cookie }, 'HEAD');
    expect(head).toMatchObject({ status: 200, text: '' });
  });
});

describe('what is served', () => {
  it('sends a strict CSP with a fresh nonce that the page carries', async () => {
    const [first, second] = [await ask('/', { cookie }), await ask('/', { cookie })];
    const policy = String(first.headers['content-security-policy']);
    const nonce = /nonce="([^"]+)"/.exec(first.text)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|\*/);
    expect(second.text).not.toBe(first.text);
  });

  it('allows no other site to read it, guess its type or frame it', async () => {
    for (const target of ['/', '/main.js', '/missing.js']) {
      const { headers } = await ask(target, { cookie, 'sec-fetch-site': 'same-origin' });
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    }
  });

  it('never leaves the folder of the renderer', async () => {
    for (const target of [
      '/../secret.json',
      '/%2e%2e/secret.json',
      '/..%2fsecret.json',
      '/x/..%5c..%5csecret.json',
      '/%00',
    ]) {
      const answer = await ask(target, { cookie });
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain('secret');
    }
    expect((await ask('/%E0%A4%A', { cookie })).status).toBe(404);
  });
});

describe('the API', () => {
  const openClient = async (url = own(), session = cookie) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`, {
      headers: { cookie: session, origin: url },
    });
    await new Promise((resolve) => socket.on('open', resolve));
    const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
    const client: RouterClient<typeof router> = createORPCClient(link);
    return { socket, client };
  };

  it('answers calls over the WebSocket', async () => {
    const { socket, client } = await openClient();
    expect(await client.echo()).toBe('here');
    socket.terminate();
  });

  it.each([
    ['answered once it is there', () => router, 'here'],
    [
      'left where it never is',
      (): typeof router => {
        throw new Error('no engine');
      },
      null,
    ],
  ])('a page that asks before the engine is there is %s', async (_, outcome, answer) => {
    let settle: () => void = () => undefined;
    const engine = new Promise<void>((resolve) => {
      settle = resolve;
    }).then(outcome);
    const early = await startBrowserHost({ router: engine, rendererDir, port: 0 });
    const url = `http://127.0.0.1:${early.port}`;
    const opened = await fetch(early.createLink(), { redirect: 'manual' });
    const session = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { socket, client } = await openClient(url, session);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const asked = client.echo().catch(() => null);
    expect(await Promise.race([asked, fetch(url, { headers: { cookie: session } })])).toHaveProperty(
      'status',
      200,
    );
    settle();
    if (answer === null) await closed;
    else expect(await asked).toBe(answer);
    socket.terminate();
    await early.close();
  });

  it('ends the streams of a page that is closed', async () => {
    const { socket, client } = await openClient();
    const stream = await client.endless();
    await stream.next();
    expect(running).toBe(1);
    socket.terminate();
    await until(() => running === 0);
  });
});

it('says so when its port is taken', async () => {
  await expect(startBrowserHost({ router, rendererDir, port: host.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
