import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { connect, createServer as createTls, type TlsOptions } from 'node:tls';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, test } from 'vitest';
import { requestOf, sendAll } from '../simulator/testing/send-all.ts';
import { explainError } from './failures.ts';

const REQUEST = requestOf('Converse', 'us.anthropic.claude-sonnet-4-20250514-v1:0', {});
const DAY_MS = 86_400_000;

const open: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listening(server: Server): Promise<number> {
  open.push(server);
  server.on('connection', (socket) => sockets.add(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function certificate(name: string, fromDays: number, toDays: number) {
  const now = Date.now();
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keySize: 2048,
    notBeforeDate: new Date(now + fromDays * DAY_MS),
    notAfterDate: new Date(now + toDays * DAY_MS),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key, cert };
}

/** The error that Node gives for a server with this certificate, trusted or not, as a send would explain it. */
async function explained(options: TlsOptions, ca?: string) {
  const port = await listening(createTls(options));
  const socket = connect({ port, host: '127.0.0.1', servername: 'endpoint.example', ...(ca ? { ca } : {}) });
  const [error] = await once(socket, 'error');
  return explainError(error, { kind: 'endpoint', url: 'https://endpoint.example' });
}

describe('a certificate', () => {
  test.each([
    ['has expired', 'endpoint.example', -20, -10, 'renew'],
    ['is not valid yet', 'endpoint.example', 10, 20, 'clock'],
    ['is for another name', 'other.example', -1, 10, 'with the name'],
  ])('that %s is told so, and nothing is said of trust', async (what, name, from, to, hint) => {
    const made = await certificate(name, from, to);
    const { type, message, hint: said } = await explained(made, made.cert);
    expect(type).toBe('CertificateRefused');
    expect(message).toContain(`The certificate of https://endpoint.example ${what}: `);
    expect(said).toContain(hint);
    expect(said).not.toContain('NODE_EXTRA_CA_CERTS');
  });

  test('that nobody vouches for may be trusted', async () => {
    const { message, hint } = await explained(await certificate('endpoint.example', -1, 10));
    expect(message).toContain('is not trusted');
    expect(hint).toContain('NODE_EXTRA_CA_CERTS');
  });
});

describe('an endpoint behind https', () => {
  const sendTo = (port: number, silenceMs?: number) =>
    sendAll(
      REQUEST,
      { kind: 'endpoint', url: `https://127.0.0.1:${port}` },
      new AbortController().signal,
      silenceMs === undefined ? {} : { silenceMs },
    );

  test('that speaks no TLS is told so', async () => {
    const port = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    const { failures } = await sendTo(port);
    expect(failures[0]?.failure).toMatchObject({
      type: 'TlsError',
      message: expect.stringContaining('did not speak TLS'),
    });
  });

  test('that speaks only versions of TLS which are given up is not taken for one without', async () => {
    const made = await certificate('endpoint.example', -1, 10);
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const;
    const { failures } = await sendTo(await listening(createTls({ ...made, ...old })));
    expect(failures[0]?.failure).toMatchObject({
      type: 'TlsError',
      message: expect.stringContaining('could not agree on TLS: '),
      hint: expect.stringContaining('1.2'),
    });
  });

  test('that takes the connection and says nothing is given up after the limit', async () => {
    const { failures, end } = await sendTo(await listening(createServer(() => undefined)), 1_000);
    expect(failures[0]?.failure).toMatchObject({ type: 'Timeout' });
    expect(end.reason).not.toBe('complete');
  });
});
