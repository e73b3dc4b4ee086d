import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { entriesOf, exchangeOfEntry } from './from-har.ts';
import { bytesOf, sharedExchange } from './shared-exchange.ts';

const HOST = 'https://bedrock-runtime.eu-west-1.amazonaws.com';
const entryOf = (request: JsonObject = {}, response: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({
  startedDateTime: '2026-11-20T10:00:00.000Z',
  time: 90,
  request: { method: 'POST', url: `${HOST}/model/a%3A0/invoke`, httpVersion: 'HTTP/1.1', ...request },
  response: { status: 200, ...response },
  timings: { blocked: 1, dns: -1, connect: 2, send: 3, wait: 10 },
  ...rest,
});

function read(entry: Json) {
  const exchange = exchangeOfEntry(entry, () => 'x1');
  if (!exchange) throw new Error('passed over');
  // Whatever stands in a log, what is made of it can be written into a share file.
  expect(sharedExchange.safeParse(exchange).error?.issues ?? []).toEqual([]);
  return exchange;
}

const decode = (body: Parameters<typeof bytesOf>[0]): string => new TextDecoder().decode(bytesOf(body));

describe('an entry of a HAR log', () => {
  it.each([
    ['invoke', 'InvokeModel', 'invoke'],
    ['invoke-with-response-stream', 'InvokeModelWithResponseStream', 'invoke'],
    ['converse', 'Converse', 'converse'],
    ['converse-stream', 'ConverseStream', 'converse'],
    ['count-tokens', 'CountTokens', null],
  ])('to %s is a call of %s', (last, operation, route) => {
    const exchange = read(entryOf({ url: `${HOST}/model/a%3A0/${last}?x=1#top` }));
    expect(exchange).toMatchObject({
      id: 'x1',
      operation,
      route,
      model: 'a:0',
      region: 'eu-west-1',
      target: 'aws',
    });
    expect(exchange.path).toBe(`/model/a%3A0/${last}?x=1`);
  });

  /** A log may hold millions of entries that are no calls: a name is made by chance, which takes its time. */
  const never = (): string => {
    throw new Error('no name is asked for');
  };
  it.each<readonly [string, Json]>([
    ['no object', 7],
    ['null', null],
    ['without a request', {}],
    ['with an address that is no text', entryOf({ url: 3 })],
    ['to something else', entryOf({ url: 'https://example.com/' })],
    ['that asks a browser whether it may', entryOf({ method: 'OPTIONS' })],
    ['to a path that only begins like one', entryOf({ url: `${HOST}/model/m/invoke-much` })],
  ])('that is %s is passed over', (_name, entry) => {
    expect(exchangeOfEntry(entry, never)).toBeNull();
  });

  it.each([
    ['POST', '/guardrail/g1/version/2/apply', 'ApplyGuardrail', 'g1:2'],
    ['POST', '/async-invoke', 'StartAsyncInvoke', null],
    ['GET', '/async-invoke?maxResults=5', 'ListAsyncInvokes', null],
    ['POST', '/model/arn:aws:bedrock:us-east-1:123456789012:inference-profile/p/converse', 'Converse', null],
  ])('by %s to %s is a call of %s', (method, path, operation, model) => {
    const exchange = read(entryOf({ method, url: `${HOST}${path}` }));
    expect(exchange).toMatchObject({ operation, path });
    if (model !== null) expect(exchange.model).toBe(model);
  });

  it.each([
    ['bedrock-runtime.cn-north-1.amazonaws.com.cn', 'cn-north-1', 'aws'],
    ['bedrock-runtime-fips.us-east-1.amazonaws.com', 'us-east-1', null],
    ['vpce-1a.bedrock-runtime.eu-west-1.vpce.amazonaws.com', 'eu-west-1', null],
    ['bedrock-runtime.eu-west-1.amazonaws.com.example.com', null, null],
  ])('to %s is one in %s', (host, region, target) => {
    const exchange = read(entryOf({ url: `https://${host}/model/m/converse` }));
    expect(exchange).toMatchObject({ region, target: target ?? host });
  });

  it('to another host keeps it as its target, a name that is cut off as it stands', () => {
    const exchange = read(entryOf({ url: 'http://localhost:4000/bedrock/model/a%3/converse', method: '' }));
    expect(exchange).toMatchObject({ region: null, target: 'localhost:4000', model: 'a%3', method: 'POST' });
  });

  it('has times from the request on, unknown where one is not told', () => {
    expect(read(entryOf())).toMatchObject({
      requestMs: 6,
      headMs: 16,
      endMs: 90,
      startedAt: Date.UTC(2026, 10, 20, 10),
    });
    const unknown = read(entryOf({}, {}, { timings: { wait: -1 }, time: -1, startedDateTime: 'yesterday' }));
    expect(unknown).toMatchObject({ requestMs: 0, headMs: null, endMs: null, startedAt: 0 });
    expect(read(entryOf({}, {}, { startedDateTime: '1960-01-01T00:00:00Z', timings: null })).startedAt).toBe(
      0,
    );
  });

  it.each<readonly [Json, string]>([
    ['HTTP/1.1', 'http/1.1'],
    ['HTTP/2', 'h2'],
    ['h2', 'h2'],
    [null, 'http/1.1'],
  ])('over %s came over %s', (httpVersion, protocol) => {
    expect(read(entryOf({ httpVersion })).protocol).toBe(protocol);
  });

  it.each<readonly [Json, number | null, string]>([
    [200, 200, 'done'],
    [0, null, 'failed'],
    [null, null, 'failed'],
    ['200', null, 'failed'],
    [400.5, 400, 'done'],
  ])('with status %j has status %j and is %s', (status, expected, state) => {
    expect(read(entryOf({}, { status, comment: 'why' }))).toMatchObject({
      status: expected,
      state,
      failure: 'why',
    });
  });

  it('keeps headers but those of a packing and of HTTP/2, and reads the program off them', () => {
    const headers = [
      { name: 'User-Agent', value: 'boto3/1.44' },
      { name: ':path', value: '/' },
      { name: 'Content-Encoding', value: 'gzip' },
      { name: 'x-amzn-requestid', value: 3 },
      { value: 'nameless' },
      'odd',
    ];
    const exchange = read(entryOf({ headers }, { headers: { no: 'list' } }));
    expect(exchange.requestHeaders).toEqual([
      ['User-Agent', 'boto3/1.44'],
      ['x-amzn-requestid', ''],
    ]);
    expect(exchange.program).toBe('boto3/1.44');
    expect(exchange.responseHeaders).toEqual([]);
    expect(read(entryOf()).program).toBe('');
  });

  it.each<readonly [string, Json, string]>([
    ['text', { text: 'grüß' }, 'grüß'],
    ['base64', { text: 'QUJD\nRA==', encoding: 'base64' }, 'ABCD'],
    ['base64 with a line end behind it', { text: 'QUJDRA==\n', encoding: 'base64' }, 'ABCD'],
    ['base64 without its padding', { text: 'QUJDRA', encoding: 'base64' }, 'ABCD'],
    ['called base64 that is none', { text: '{"a":1}', encoding: 'base64' }, '{"a":1}'],
    ['called base64 that was cut within a byte', { text: 'QUJDR', encoding: 'base64' }, 'QUJDR'],
    ['of another kind', [], ''],
    ['missing', null, ''],
  ])('has a body that is %s', (_name, content, expected) => {
    expect(decode(read(entryOf({}, { content })).response)).toBe(expected);
    expect(decode(read(entryOf({ postData: content })).request)).toBe(expected);
  });

  it('has the bytes of a stream whose log has a sign for each, as mitmproxy writes it', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
    const mimeType = 'application/vnd.amazon.eventstream';
    const { response } = read(entryOf({}, { content: { mimeType, text, size: 256 } }));
    expect([bytesOf(response), response.size]).toEqual([bytes, 256]);
    const odd = read(entryOf({}, { content: { mimeType, text: 'Ā' } })).response;
    expect(decode(odd)).toBe('Ā');
  });

  it('has the reads that Strata writes, without those that are none', () => {
    const _deliveries = [[0, 5], [10, 7.5], [1], [2, -1], 'x', ['3', 4]];
    expect(read(entryOf({}, {}, { _deliveries })).deliveries).toEqual([
      [0, 5],
      [10, 7.5],
    ]);
  });
});

describe('a HAR log', () => {
  it.each<readonly [Json, number | null]>([
    [{ log: { entries: [1, {}] } }, 2],
    [{ log: { entries: {} } }, null],
    [{ log: [] }, null],
    [{}, null],
    [null, null],
    ['log', null],
  ])('%j has %j entries', (value, length) => {
    expect(entriesOf(value)?.length ?? null).toBe(length);
  });
});
