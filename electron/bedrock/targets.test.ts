import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SendEvent } from '../../shared/contract/sending.ts';
import { isAwsHost, isForeign } from '../../shared/target/address.ts';
import { requestOf } from '../simulator/testing/send-all.ts';
import { awsRedirect } from './aws-endpoint.ts';
import { sendToBedrock } from './send.ts';
import type { BedrockTarget } from './target.ts';
import { readTargets } from './targets.ts';
import { TrustedHosts } from './trusted-hosts.ts';

const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const TOKEN = 'session-token-of-this-test';
const AWS: BedrockTarget = { kind: 'aws', profile: null, region: 'us-east-1', bearer: false };
const REQUEST = requestOf('Converse', 'us.anthropic.claude-sonnet-4-20250514-v1:0', {
  messages: [{ role: 'user', content: [{ text: 'Hi' }] }],
});
const VARIABLES = Object.keys(process.env).filter((name) => name.startsWith('AWS_'));

let dir: string;
let before: NodeJS.ProcessEnv;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'strata-targets-'));
  before = { ...process.env };
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, {
    AWS_CONFIG_FILE: path.join(dir, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(dir, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: SECRET,
    AWS_SESSION_TOKEN: TOKEN,
  });
});
afterEach(() => {
  process.env = before;
  rmSync(dir, { recursive: true });
});

/** A server on loopback that remembers what it was asked. */
async function listen(): Promise<{ url: string; asked: IncomingMessage[]; close(): void }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    response.setHeader('content-type', 'application/json');
    request.resume().on('end', () => response.end('{"output":{}}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => server.close(),
  };
}

async function send(
  target: BedrockTarget,
  isTrusted = (_host: string) => false,
): Promise<readonly SendEvent[]> {
  const events: SendEvent[] = [];
  const signal = new AbortController().signal;
  for await (const event of sendToBedrock(REQUEST, target, signal, { isTrusted })) events.push(event);
  return events;
}

const failureOf = (events: readonly SendEvent[]) =>
  events.flatMap((event) => (event.type === 'failure' ? [event.failure] : []))[0];

describe('where a request for AWS goes', () => {
  test('is AWS, unless the environment or the profile says otherwise', async () => {
    expect(await awsRedirect(null)).toBeNull();
    writeFileSync(
      path.join(dir, 'config'),
      [
        '[default]\nregion = us-east-1',
        '[profile direct]\nendpoint_url = https://direct.example',
        '[profile through]\nservices = mine\nendpoint_url = https://general.example',
        '[services mine]\nbedrock_runtime =\n  endpoint_url = https://service.example',
        '[profile stubborn]\nendpoint_url = https://x.example\nignore_configured_endpoint_urls = true',
      ].join('\n\n'),
    );
    expect(await awsRedirect(null)).toBeNull();
    expect(await awsRedirect('stubborn')).toBeNull();
    expect((await awsRedirect('direct'))?.url).toBe('https://direct.example');
    expect((await awsRedirect('through'))?.url).toBe('https://service.example');
    process.env.AWS_ENDPOINT_URL = 'https://variable.example';
    expect((await awsRedirect('direct'))?.source).toBe('AWS_ENDPOINT_URL');
    process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = 'https://own.example';
    expect((await awsRedirect(null))?.url).toBe('https://own.example');
    process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = 'true';
    expect(await awsRedirect(null)).toBeNull();
  });

  // As botocore decides: 12 of 140 ways to set all of these were decided otherwise before.
  test.each([
    [undefined, 'true', null],
    ['', 'true', null],
    ['false', 'true', 'https://variable.example'],
    ['1', 'true', 'https://variable.example'],
    ['True', 'false', null],
    [undefined, 'false', 'https://variable.example'],
  ])('with the ignoring variable %j and the profile’s own word %s is %j', async (variable, word, url) => {
    writeFileSync(
      path.join(dir, 'config'),
      `[profile own]\nendpoint_url = https://x.example\nignore_configured_endpoint_urls = ${word}\n`,
    );
    process.env.AWS_ENDPOINT_URL = 'https://variable.example';
    if (variable !== undefined) process.env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS = variable;
    expect((await awsRedirect('own'))?.url ?? null).toBe(url);
  });

  test.each(['constructor', '__proto__'])('is AWS for a profile %s that no file has', async (name) => {
    expect(await awsRedirect(name)).toBeNull();
  });

  test('is shown, with the reason where Strata does not send there', async () => {
    process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = 'http://proxy.example';
    const { aws } = await readTargets('http://127.0.0.1:1', []);
    expect(aws.redirect).toMatchObject({
      url: 'http://proxy.example',
      source: 'AWS_ENDPOINT_URL_BEDROCK_RUNTIME',
      refused: expect.stringContaining('http://proxy.example is not allowed'),
    });
  });

  test.each(['http://proxy.example', 'ftp://proxy.example', 'https://user:pass@proxy.example', 'no url'])(
    'is never %s',
    async (url) => {
      for (const variable of ['AWS_ENDPOINT_URL_BEDROCK_RUNTIME', 'AWS_ENDPOINT_URL']) {
        process.env[variable] = url;
        const events = await send(AWS, () => true);
        expect(failureOf(events)).toMatchObject({
          type: 'EndpointRefused',
          message: expect.stringContaining(variable),
        });
        expect(events.some(({ type }) => type === 'request')).toBe(false);
        delete process.env[variable];
      }
    },
  );

  test('gets no real credentials on loopback, bearer token included', async () => {
    const server = await listen();
    process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = server.url;
    process.env.AWS_BEARER_TOKEN_BEDROCK = 'bearer-token-of-this-test';
    for (const bearer of [false, true]) {
      const events = await send({ ...AWS, bearer });
      expect(events.at(-1)).toMatchObject({ type: 'end', reason: 'complete' });
    }
    const headers = JSON.stringify(server.asked.map((request) => request.headers));
    expect(server.asked).toHaveLength(2);
    for (const secret of [TOKEN, 'AKIAIOSFODNN7EXAMPLE', 'bearer-token-of-this-test'])
      expect(headers).not.toContain(secret);
    server.close();
  });

  test('is what was chosen, not what another profile says', async () => {
    writeFileSync(
      path.join(dir, 'config'),
      '[default]\nendpoint_url = https://elsewhere.invalid\n\n[profile work]\nregion = us-east-1\n',
    );
    writeFileSync(
      path.join(dir, 'credentials'),
      `[work]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = ${SECRET}\n`,
    );
    const events: SendEvent[] = [];
    const stop = new AbortController();
    for await (const event of sendToBedrock(REQUEST, { ...AWS, profile: 'work' }, stop.signal)) {
      events.push(event);
      if (event.type === 'request') stop.abort();
    }
    const request = events.find((event) => event.type === 'request');
    expect(request?.type === 'request' && request.url).toMatch(
      /^https:\/\/bedrock-runtime\.us-east-1\.amazonaws\.com\//,
    );
  });
});

describe('who sees a request signed with the credentials of AWS', () => {
  const FOREIGN = 'https://gateway.invalid:8443';

  test('a host outside of AWS only once the user said so, by endpoint and by environment', async () => {
    process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME = FOREIGN;
    for (const target of [AWS, { kind: 'endpoint', url: FOREIGN }] as const) {
      const refused = await send(target);
      expect(failureOf(refused)).toMatchObject({
        type: 'EndpointRefused',
        message: expect.stringContaining('gateway.invalid:8443'),
      });
      expect(refused.some(({ type }) => type === 'request')).toBe(false);
      const allowed = await send(target, (host) => host === 'gateway.invalid:8443');
      expect(allowed.some(({ type }) => type === 'request')).toBe(true);
    }
  });

  test.each([
    ['https://bedrock-runtime.us-east-1.amazonaws.com', false],
    ['https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com', false],
    ['https://bedrock-runtime.cn-north-1.amazonaws.com.cn', false],
    ['https://bedrock-runtime.eu-central-1.api.aws', false],
    ['https://vpce-0a1-b2c.bedrock-runtime.us-east-1.vpce.amazonaws.com', false],
    ['http://127.0.0.1:4566', false],
    ['https://bucket.s3.us-east-1.amazonaws.com', true],
    ['https://bedrock-runtime.us-east-1.amazonaws.com.evil.example', true],
    ['https://evilbedrock-runtime.us-east-1.amazonaws.com', true],
    ['https://amazonaws.com', true],
  ])('%s is foreign: %s', (url, foreign) => {
    expect(isForeign(url)).toBe(foreign);
    if (!foreign && url.startsWith('https:')) expect(isAwsHost(new URL(url).hostname)).toBe(true);
  });

  test('trust is remembered by host name, in a file of the user’s own', () => {
    const file = path.join(dir, 'settings/trusted-hosts.json');
    new TrustedHosts(file).allow('gateway.invalid:8443');
    expect(new TrustedHosts(file).list()).toEqual(['gateway.invalid:8443']);
    expect(new TrustedHosts(file).has('gateway.invalid')).toBe(false);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, '{"not": "a list"}');
    expect(new TrustedHosts(file).list()).toEqual([]);
  });
});
