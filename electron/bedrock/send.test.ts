import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { encodeFrame, eventHeaders } from '../../shared/eventstream/encoder.ts';
import { refuseEndpoint } from '../../shared/target/address.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { FAST, requestOf, sendAll } from '../simulator/testing/send-all.ts';
import { sendToBedrock } from './send.ts';
import { locate } from './target.ts';
import { readTargets } from './targets.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const BODY = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 100,
  messages: [{ role: 'user', content: 'Hello' }],
};

const open: { close(): unknown }[] = [];
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'strata-aws-'));
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'])
    vi.stubEnv(name, '');
  vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', '');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const thing of open.splice(0)) await thing.close();
  rmSync(home, { recursive: true, force: true });
});

async function serveHttp(
  handler: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void,
) {
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => handler(request, Buffer.concat(pieces), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  return { kind: 'endpoint', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } as const;
}

async function simulate(settings = {}) {
  const simulator = await startSimulator({ settings: { ...FAST, ...settings } });
  open.push(simulator);
  return { simulator, target: locate({ kind: 'simulator' }, simulator.url) };
}

test.each(['InvokeModel', 'InvokeModelWithResponseStream', 'Converse', 'ConverseStream'] as const)(
  'the body of %s goes out byte for byte, with its headers',
  async (operation) => {
    const bodyText = '{ "unknown_member" : 1.50, "text":"ü\\u00fc",\n"messages":"not even a list" }';
    const seen: { body: Buffer; request: IncomingMessage }[] = [];
    const target = await serveHttp((request, body, response) => {
      seen.push({ body, request });
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"message":"no"}');
    });
    const headers = {
      'x-amzn-bedrock-guardrailidentifier': 'gr-1',
      host: 'elsewhere',
      connection: 'upgrade',
    };
    await sendAll({ operation, modelId: MODEL, headers, bodyText }, target);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.body.toString()).toBe(bodyText);
    expect(seen[0]?.request.headers).toMatchObject({
      'x-amzn-bedrock-guardrailidentifier': 'gr-1',
      'content-type': 'application/json',
      host: target.url.slice('http://'.length),
    });
    expect(seen[0]?.request.url).toMatch(/^\/model\/us\.anthropic\.claude-sonnet-4-20250514-v1%3A0\//);
  },
);

test('events come in order: request, response, frames, end', async () => {
  const { target } = await simulate();
  const sent = await sendAll(requestOf('InvokeModelWithResponseStream', MODEL, BODY), target);
  const types = sent.events.map((event) => event.type);
  expect(types.slice(0, 3)).toEqual(['request', 'response', 'frames']);
  expect(new Set(types.slice(2, -1))).toEqual(new Set(['frames']));
  expect(types[types.length - 1]).toBe('end');
  expect(sent.response).toMatchObject({
    status: 200,
    headers: { 'content-type': 'application/vnd.amazon.eventstream' },
  });
});

test('frames keep their bytes, offsets and order; reads add up to them', async () => {
  const { target } = await simulate();
  const { events, frames } = await sendAll(
    requestOf('ConverseStream', MODEL, { messages: [{ role: 'user', content: [{ text: 'Hi' }] }] }),
    target,
  );
  let offset = 0;
  for (const frame of frames) {
    expect(frame.offset).toBe(offset);
    expect(Buffer.from(frame.bytes, 'base64').length).toBe(frame.length);
    offset += frame.length;
  }
  const reads = events.flatMap((event) => (event.type === 'frames' ? event.reads : []));
  expect(reads.reduce((sum, read) => sum + read.bytes, 0)).toBe(offset);
  expect(reads.every(({ decodeMs }) => decodeMs !== undefined && decodeMs > 0)).toBe(true);
  expect(frames.every((frame, i) => i === 0 || frame.arrivalMs >= (frames[i - 1]?.arrivalMs ?? 0))).toBe(
    true,
  );
});

test('cancelling closes the connection and ends with what has come', async () => {
  let closed: () => void = () => {};
  const wasClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const target = await serveHttp((_request, _body, response) => {
    response.on('close', closed);
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    response.write(
      encodeFrame(
        eventHeaders('contentBlockDelta'),
        Buffer.from('{"contentBlockIndex":0,"delta":{"text":"Hi"}}'),
      ),
    );
  });
  const abort = new AbortController();
  const types: string[] = [];
  for await (const event of sendToBedrock(requestOf('ConverseStream', MODEL, {}), target, abort.signal)) {
    types.push(event.type === 'end' ? event.reason : event.type);
    if (event.type === 'frames') abort.abort();
  }
  expect(types).toEqual(['request', 'response', 'frames', 'cancelled']);
  await wasClosed;
});

test('leaving the loop closes the connection', async () => {
  let closed: () => void = () => {};
  const wasClosed = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const target = await serveHttp((_request, _body, response) => {
    response.on('close', closed);
    response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
    response.flushHeaders();
  });
  const never = new AbortController().signal;
  for await (const event of sendToBedrock(requestOf('ConverseStream', MODEL, {}), target, never)) {
    if (event.type === 'response') break;
  }
  await wasClosed;
});

test('a request that was cancelled before it began sends nothing', async () => {
  const { target } = await simulate();
  const { end } = await sendAll(requestOf('InvokeModel', MODEL, BODY), target, AbortSignal.abort());
  expect(end.reason).toBe('cancelled');
});

describe('what went wrong is told with what to do', () => {
  const failureOf = async (target: Parameters<typeof sendAll>[1]) => {
    const { failures, end } = await sendAll(requestOf('Converse', MODEL, {}), target);
    expect(end.reason).toBe('failed');
    return failures[0]?.failure;
  };
  const aws = { kind: 'aws', region: 'us-east-1', bearer: false } as const;

  test('nobody listens', async () => {
    const probe = createTcp();
    await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    expect(await failureOf({ kind: 'endpoint', url: `http://127.0.0.1:${port}` })).toMatchObject({
      origin: 'network',
      type: 'ConnectionRefused',
    });
  });

  test('something that is no HTTP server', async () => {
    const server = createTcp((socket) => socket.resume().end('SSH-2.0-OpenSSH_9.6\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await failureOf({ kind: 'endpoint', url })).toMatchObject({ origin: 'protocol', type: 'NotHttp' });
  });

  test('an HTML page with status 200', async () => {
    const target = await serveHttp((_request, _body, response) =>
      response.end('<html><title>Sign in to the proxy</title></html>'),
    );
    const failure = await failureOf(target);
    expect(failure).toMatchObject({ origin: 'protocol', type: 'ForeignAnswer' });
    expect(failure?.message).toContain('Sign in to the proxy');
  });

  test('a certificate nobody vouches for', async () => {
    const simulator = await startSimulator({ settings: FAST, tls: true });
    open.push(simulator);
    expect(await failureOf({ kind: 'endpoint', url: simulator.url })).toMatchObject({
      origin: 'network',
      type: 'CertificateRefused',
    });
  });

  test.each([
    ['http://example.com', 'http://example.com is not allowed'],
    ['ftp://127.0.0.1', 'ftp://127.0.0.1 is not allowed'],
    ['https://user:pass@example.com', 'user name or password'],
    ['nonsense', 'not a URL'],
  ])('the endpoint %s', async (url, message) => {
    const failure = await failureOf({ kind: 'endpoint', url });
    expect(failure?.origin).toBe('request');
    expect(failure?.message).toContain(message);
  });

  test('a profile that is not there, by its name', async () => {
    const failure = await failureOf({ ...aws, profile: 'work' });
    expect(failure).toMatchObject({ origin: 'credentials', type: 'NoCredentials' });
    expect(failure?.message).toContain('profile "work"');
    expect(failure?.hint).toContain('--profile work');
  });

  test('an SSO sign-in that has run out', async () => {
    writeFileSync(
      join(home, 'config'),
      '[profile sso]\nsso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = Reader\nregion = us-east-1\n',
    );
    const failure = await failureOf({ ...aws, profile: 'sso' });
    expect(failure).toMatchObject({ origin: 'credentials', type: 'ExpiredCredentials' });
    expect(failure?.hint).toContain('aws sso login --profile sso');
  });

  test('no API key in the environment', async () => {
    const failure = await failureOf({ ...aws, profile: null, bearer: true });
    expect(failure?.origin).toBe('credentials');
    expect(failure?.message).toContain('AWS_BEARER_TOKEN_BEDROCK');
  });
});

test.each([
  ['http://127.0.0.1:8080', true],
  ['http://localhost', true],
  ['http://[::1]:1', true],
  ['https://bedrock.example.com', true],
  ['http://127.0.0.1.example.com', false],
  ['http://10.0.0.1', false],
  ['http://0.0.0.0', false],
])('%s may be sent to: %s', (url, allowed) => {
  expect(refuseEndpoint(url) === null).toBe(allowed);
});

describe('secrets', () => {
  const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
  const TOKEN = 'IQoJb3JpZ2luX2VjEXAMPLE==/token+value';
  const BEARER = 'bedrock-api-key-QUJDREVGR0g=';

  /** An endpoint that gives back everything it was sent: the worst there is. */
  const echo = () =>
    serveHttp((request, _body, response) => {
      const said = JSON.stringify({ message: request.headers });
      if (request.url?.endsWith('converse-stream')) {
        response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
        response.end(encodeFrame(eventHeaders('contentBlockDelta'), Buffer.from(said)));
      } else {
        const authorization = request.headers.authorization ?? '';
        response.writeHead(403, { 'content-type': 'application/json', 'x-echo': authorization }).end(said);
      }
    });

  test.each(['Converse', 'ConverseStream'] as const)(
    'of the bearer token never show: %s',
    async (operation) => {
      vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', BEARER);
      const { url } = await echo();
      vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', url);
      const target = { kind: 'aws', profile: null, region: 'us-east-1', bearer: true } as const;
      const { events } = await sendAll(requestOf(operation, MODEL, {}), target);
      const told = JSON.stringify(events);
      expect(told).toContain('127.0.0.1');
      expect(told).not.toContain(BEARER);
      const raw = events.flatMap((event) => (event.type === 'frames' ? event.frames : []));
      for (const frame of raw)
        expect(Buffer.from(frame.bytes, 'base64').toString('latin1')).not.toContain(BEARER);
    },
  );

  test.each(['Converse', 'ConverseStream'] as const)('of a profile never show: %s', async (operation) => {
    writeFileSync(
      join(home, 'credentials'),
      `[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\naws_session_token = ${TOKEN}\n`,
    );
    const { url } = await echo();
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', url);
    const target = { kind: 'aws', profile: 'work', region: 'us-east-1', bearer: false } as const;
    const { events } = await sendAll(requestOf(operation, MODEL, {}), target);
    const told = JSON.stringify(events);
    const request = events.find((event) => event.type === 'request');
    expect(request?.type === 'request' && request.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=REDACTED[-\w]+\/\d{8}\/us-east-1\/bedrock\/aws4_request, SignedHeaders=\S+, Signature=REDACTED[-\w]+$/,
    );
    for (const secret of [SECRET, TOKEN]) expect(told).not.toContain(secret);
    expect(told).not.toMatch(/Signature=[0-9a-f]{64}/);
  });

  test('in headers of the request itself are masked', async () => {
    const { target } = await simulate();
    const headers = {
      'x-api-key': 'sk-ant-123456789',
      cookie: 'session=1',
      authorization: 'Bearer sk-1234567',
    };
    const { events } = await sendAll({ ...requestOf('InvokeModel', MODEL, BODY), headers }, target);
    const told = JSON.stringify(events);
    for (const secret of ['sk-ant-123456789', 'session=1', 'sk-1234567']) expect(told).not.toContain(secret);
  });

  test('of the shared files are not part of the target list', async () => {
    writeFileSync(
      join(home, 'credentials'),
      `[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n`,
    );
    writeFileSync(
      join(home, 'config'),
      '[default]\nregion = eu-central-1\n[profile work]\nregion = us-west-2\n',
    );
    const targets = await readTargets('http://127.0.0.1:1', []);
    expect(targets.aws.profiles).toEqual([
      { name: 'default', region: 'eu-central-1', redirect: null },
      { name: 'work', region: 'us-west-2', redirect: null },
    ]);
    expect(targets.aws.bearerAvailable).toBe(false);
    expect(JSON.stringify(targets)).not.toContain(SECRET);
    expect(JSON.stringify(targets)).not.toContain('AKIAIOSFODNN7EXAMPLE');
  });
});
