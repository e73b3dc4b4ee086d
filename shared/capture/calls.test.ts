import { describe, expect, it } from 'vitest';
import { clientSecrets, readAuthorization } from './authorization.ts';
import { awsAddress, destinationOf, isRegion } from './destination.ts';
import { dialectOf } from './dialect.ts';
import { environmentFor } from './environment.ts';
import { gapsOf } from './gaps.ts';
import { leaksOf } from './leaks.ts';
import { towardsBedrock, towardsClient, towardsProxy, withoutSignature } from './pass-on.ts';
import { programOf } from './program.ts';
import { type BodyMatch, explainRelease } from './release-of.ts';
import { rewritten, withModel } from './rule.ts';
import { readStamp, stampedBody } from './stamp.ts';
import { reasonsIn } from './why-nothing.ts';

const SCOPE = 'AKIDEXAMPLE/20261126/eu-west-1/bedrock/aws4_request';

describe('how a client says who it is', () => {
  const signed = { kind: 'sigv4', accessKeyId: 'AKIDEXAMPLE', region: 'eu-west-1', service: 'bedrock' };
  it.each([
    [undefined, '/model/x/invoke', { kind: 'none' }],
    ['', '/model/x/invoke?a=b', { kind: 'none' }],
    ['', `/model/x/invoke?X-Amz-Credential=${encodeURIComponent(SCOPE)}`, { ...signed, presigned: true }],
    ['', '/?X-Amz-Credential=nobody', { kind: 'unreadable' }],
    ['Bearer abc', '/', { kind: 'bearer' }],
    [
      `AWS4-HMAC-SHA256 Credential=${SCOPE}, SignedHeaders=host, Signature=0a`,
      '/',
      { ...signed, presigned: false },
    ],
    ['AWS4-HMAC-SHA256 SignedHeaders=host', '/', { kind: 'unreadable' }],
    ['Basic abc', '/', { kind: 'unreadable' }],
  ])('%s on %s', (header, target, read) => {
    expect(readAuthorization(header, target)).toEqual(read);
  });

  it('and which values of it let somebody in', () => {
    const headers = {
      authorization: 'Bearer b1',
      'x-amz-security-token': 't1',
      'x-api-key': '',
      'api-key': 'k1',
    };
    expect(clientSecrets(headers, '/?X-Amz-Security-Token=q1')).toEqual(['q1', 'b1', 't1', 'k1']);
    expect(clientSecrets({}, '/')).toEqual([]);
  });
});

describe('where a call goes', () => {
  it.each([
    ['POST', '/model/x/invoke', 'bedrock-runtime'],
    ['POST', '/guardrail/x/version/1/apply?a', 'bedrock-runtime'],
    ['GET', '/inference-profiles?maxResults=1', 'bedrock'],
    ['DELETE', '/custom-models/x', 'only GET'],
    ['POST', '/model/x/invoke-with-bidirectional-stream', 'both directions'],
    ['GET', '/models', 'no path of Bedrock'],
    ['POST', '//model/x/invoke', 'begins with two slashes'],
  ])('%s %s: %s', (method, target, told) => {
    const where = destinationOf(method, target);
    expect(where.ok ? where.service : where.reason).toContain(told);
  });

  it.each([
    ['eu-west-1', 'https://bedrock.eu-west-1.amazonaws.com'],
    ['us-gov-west-1', 'https://bedrock.us-gov-west-1.amazonaws.com'],
    ['cn-north-1', 'https://bedrock.cn-north-1.amazonaws.com.cn'],
    ['us-isob-east-1', 'https://bedrock.us-isob-east-1.sc2s.sgov.gov'],
    ['eusc-de-east-1', 'https://bedrock.eusc-de-east-1.amazonaws.eu'],
  ])('in %s is %s', (region, address) => {
    expect(isRegion(region)).toBe(true);
    expect(awsAddress('bedrock', region)).toBe(address);
  });

  it('is no host that a region’s name makes up', () => {
    expect(['', 'evil.com/', 'us_east_1', 'us-east'].map(isRegion)).toEqual([false, false, false, false]);
  });
});

it.each([
  ['POST', '/v1/chat/completions?x', 'openai-chat'],
  ['POST', '/v1/messages/', 'anthropic-messages'],
  ['POST', '/openai/responses', 'openai-responses'],
  ['POST', '/engines/x/embeddings', 'openai-embeddings'],
  ['POST', '/v1/models', 'other'],
  ['GET', '/v1/chat/completions', 'other'],
])('%s %s is %s', (method, target, dialect) => {
  expect(dialectOf(method, target)).toBe(dialect);
});

describe('a program’s environment', () => {
  const options = { keepCredentials: false, region: 'eu-west-1' };
  const parent = { HOME: '/h', AWS_PROFILE: 'p', AWS_SESSION_TOKEN: 't', AWS_ACCESS_KEY_ID: 'AKID' };

  it('points at the address with keys that open nothing', () => {
    const env = environmentFor(parent, 'http://127.0.0.1:9/s', options);
    expect(env).toEqual({
      HOME: '/h',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: 'http://127.0.0.1:9/s',
      AWS_BEDROCK_RUNTIME_ENDPOINT: 'http://127.0.0.1:9/s',
      ANTHROPIC_BEDROCK_BASE_URL: 'http://127.0.0.1:9/s',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
      AWS_ACCESS_KEY_ID: 'strata',
      AWS_SECRET_ACCESS_KEY: 'strata',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
    });
  });

  it('keeps its own keys and region where it is to', () => {
    const own = {
      ...parent,
      AWS_DEFAULT_REGION: 'us-west-2',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    };
    const env = environmentFor(own, 'u', { ...options, keepCredentials: true });
    expect(env).toMatchObject(parent);
    // Taken away, it would leave the word to a profile, of which botocore has `ignore_configured_endpoint_urls` too.
    expect(env).toHaveProperty('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', 'false');
    expect(env).not.toHaveProperty('AWS_REGION');
  });

  it('asks no proxy for a port of this machine', () => {
    expect(environmentFor({ http_proxy: 'http://p' }, 'u', options)).toMatchObject({
      NO_PROXY: '127.0.0.1',
      no_proxy: '127.0.0.1',
    });
    expect(environmentFor({ ALL_PROXY: 'p', no_proxy: 'a, ,b' }, 'u', options).NO_PROXY).toBe(
      'a,b,127.0.0.1',
    );
    expect(environmentFor({ HTTP_PROXY: '' }, 'u', options)).not.toHaveProperty('NO_PROXY');
  });
});

describe('headers on their way', () => {
  const headers = [
    [':path', '/'],
    ['Host', 'h'],
    ['Connection', 'close, X-Own'],
    ['x-own', '1'],
    ['Expect', '100-continue'],
    ['Authorization', 'a'],
    ['X-Strata-Exchange', 'id'],
    ['accept', 'b'],
    ['accept', 'c'],
  ] as const;

  it.each([
    ['Bedrock', towardsBedrock, ['accept', 'accept']],
    ['a LiteLLM proxy', towardsProxy, ['Authorization', 'accept', 'accept']],
    [
      'the client',
      towardsClient,
      ['Host', 'Expect', 'Authorization', 'X-Strata-Exchange', 'accept', 'accept'],
    ],
  ] as const)('to %s', (_, pass, names) => {
    expect(pass(headers).map(([name]) => name)).toEqual(names);
  });

  it.each([
    ['/a', '/a'],
    ['/a?b=1&X-Amz-Date=2&c', '/a?b=1&c'],
    ['/a?x-amz-signature=2', '/a'],
  ])('the query %s becomes %s', (target, kept) => {
    expect(withoutSignature(target)).toBe(kept);
  });
});

it.each([
  [{ 'user-agent': 'claude-cli/2.1 (external)' }, 'Claude Code 2.1'],
  [{ 'user-agent': 'aws-sdk-js/3.1', 'x-amz-user-agent': '' }, 'AWS SDK js 3.1'],
  [{ 'x-amz-user-agent': 'langchain-aws#1.0', 'user-agent': 'Boto3/1' }, 'langchain-aws 1.0'],
  [{ 'user-agent': 'mine/7 else' }, 'mine/7'],
  [{}, ''],
])('the program behind %j is “%s”', (headers, program) => {
  expect(programOf(headers)).toBe(program);
});

describe('a stamp', () => {
  const id = 'a'.repeat(25);
  const stamped = (text: string): string | null => {
    const made = stampedBody(new TextEncoder().encode(text), id);
    return made && new TextDecoder().decode(made);
  };

  it.each([
    ['{}', `{"extra_headers":{"x-strata-exchange":"${id}"}}`],
    ['{"a": 1.0}\n', `{"a": 1.0,"extra_headers":{"x-strata-exchange":"${id}"}}\n`],
    ['{"extra_headers":{"b":"c"}}', `{"extra_headers":{"b":"c","x-strata-exchange":"${id}"}}`],
    [
      '{"seed":9223372036854775807,"extra_headers":{"b":"c"},"t":1.0}',
      `{"seed":9223372036854775807,"extra_headers":{"b":"c","x-strata-exchange":"${id}"},"t":1.0}`,
    ],
    ['{"extra_headers":null}', `{"extra_headers":{"x-strata-exchange":"${id}"}}`],
    ['{"extra_headers":"b"}', null],
    ['[]', null],
    ['{', null],
  ])('stands among the extra headers of %s', (text, made) => {
    expect(stamped(text)).toBe(made);
  });

  it('is read only as Strata writes it', () => {
    expect([readStamp(id), readStamp('x'), readStamp(undefined)]).toEqual([id, null, null]);
    expect(stampedBody(Uint8Array.of(0xff), id)).toBeNull();
  });
});

describe('what rules change', () => {
  it.each([
    ['{"a":1,"b":2}', 'a', null, '{"b":2}'],
    ['{"a":1}', 'b', '[2]', '{"a":1,"b":[2]}'],
    ['{"a":1}', 'a', '{', null],
    ['[]', 'a', '1', null],
    ['{', 'a', '1', null],
  ])('%s with %s as %s', (body, member, json, changed) => {
    expect(rewritten(body, member, json)).toBe(changed);
  });

  it('puts another model into a path', () => {
    expect(withModel('/model/a%3A0/invoke?x', 'b:1')).toBe('/model/b%3A1/invoke?x');
    expect(withModel('/foundation-models', 'b')).toBe('/foundation-models');
  });
});

it.each([
  [[], null, null],
  [[3], null, null],
  [[0, 0.5, 10.5, 11], 10, 2 / 3],
])('deliveries at %j have their longest gap and their share of bursts', (at, longestGapMs, burstShare) => {
  expect(gapsOf(at.map((atMs) => ({ offset: 0, atMs })))).toEqual({ longestGapMs, burstShare });
});

it('names LiteLLM’s own parameters in a body, wherever Bedrock’s forms keep them', () => {
  expect(leaksOf({ stream_chunk_size: 1, max_tokens: 2, metadata: {} })).toEqual(['stream_chunk_size']);
  expect(leaksOf({ additionalModelRequestFields: { stream_chunk_size: 1 } })).toEqual(['stream_chunk_size']);
  expect(leaksOf({ additionalModelRequestFields: 1 })).toEqual([]);
  expect(leaksOf([])).toEqual([]);
});

describe('which release made a body, in one sentence', () => {
  const match = (release: string, outcome: BodyMatch['outcome'], count = 0): BodyMatch => ({
    profile: 'litellm-1.109',
    release,
    outcome,
    pointers: Array.from({ length: count }, (_, i) => `/${i}`),
  });
  it.each([
    [[match('1.87', 'equal')], 'This body is what LiteLLM 1.87 sends.'],
    [
      [match('1.87', 'equal'), match('1.90', 'equal'), match('1.109', 'differs', 2)],
      'This body is what LiteLLM 1.87 to 1.90 sends. 1.109 would differ in 2 places.',
    ],
    [[match('1.87', 'differs', 1)], 'No release explains this body: 1.87 would differ in one place.'],
    [
      [match('1.87', 'not-sent'), match('1.90', 'not-sent')],
      'No release sends this body. 1.87 to 1.90 would send nothing.',
    ],
  ])('%#', (matches, sentence) => {
    expect(explainRelease(matches)).toBe(sentence);
  });
});

it.each([
  ['botocore.exceptions.SSLError: SSL validation failed', ['https in the address']],
  ['Error: write EPROTO 40:error:0A00010B:SSL routines::wrong version number', ['https in the address']],
  ['NotOpenSSLWarning: urllib3 v2 only supports OpenSSL 1.1.1+, this is LibreSSL 2.8.3', []],
  ['InvalidRequest: Bearer auth requires an https endpoint', ['An API key over http']],
  ['sh: 1: pyhton: command not found', ['It does not start']],
  [
    'Could not connect to the endpoint URL: "https://bedrock-runtime.us-east-1.amazonaws.com/model/m/converse"',
    ['It goes to AWS itself'],
  ],
  ['Could not connect to the endpoint URL: "http://127.0.0.1:4566/model/m/converse"', ['Another address']],
  ['getaddrinfo ENOTFOUND bedrock-runtime.eu-west-1.amazonaws.com', ['It goes to AWS itself']],
  ['connect ECONNREFUSED 127.0.0.1:4566', ['Another address']],
  [
    'litellm.APIConnectionError: BedrockException - [Errno -2] Name or service not known',
    ['Another address'],
  ],
  [
    'BedrockException - {"message":"The security token included in the request is invalid."}',
    ['AWS refused the keys'],
  ],
])('a program that prints “%s” is told %j', (printed, titles) => {
  expect(reasonsIn(printed).map(({ title }) => title)).toEqual(titles);
});
