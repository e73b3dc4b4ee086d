import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../bytes/base64.ts';
import { encodeFrame } from '../../eventstream/encoder.ts';
import { endLine, exchangeLine, headLine, ShareReader, UnreadableShare } from './share-file.ts';
import { sharePage } from './share-page.ts';
import { bytesOf, type SharedExchange, startOfShared } from './shared-exchange.ts';

const CALL: SharedExchange = {
  id: 'a1',
  side: 'bedrock',
  startedAt: Date.UTC(2026, 10, 20),
  protocol: 'http/1.1',
  method: 'POST',
  path: '/model/m/converse',
  operation: 'Converse',
  dialect: 'bedrock',
  route: 'converse',
  model: 'm',
  program: 'boto3',
  region: 'us-east-1',
  target: 'aws',
  conversation: null,
  requestHeaders: [['content-type', 'application/json']],
  responseHeaders: [['content-type', 'application/json']],
  status: 200,
  requestMs: 1,
  headMs: 2,
  endMs: 90,
  state: 'done',
  failure: '',
  flags: [],
  release: null,
  deliveries: [[0, 3]],
  request: { text: '{"messages":[]}', size: 15 },
  response: { base64: 'e30=', size: 2 },
};

const HEAD = headLine('Strata 0.1.0', '2026-11-20T10:00:00Z');
const line = (part: object): string => exchangeLine({ ...CALL, ...part });

function readAll(lines: readonly string[]) {
  const reader = new ShareReader();
  const read = lines.map((one) => reader.read(one));
  reader.finish();
  return read;
}

describe('the lines of a share file', () => {
  it('give back what was written, and pass over what a later Strata may add', () => {
    const read = readAll([
      HEAD,
      exchangeLine(CALL),
      '{"note":1}',
      'null',
      '7',
      line({ later: 1 }),
      endLine(2, 3),
    ]);
    expect(read.map(({ kind }) => kind)).toEqual([
      'head',
      'exchange',
      'other',
      'other',
      'other',
      'exchange',
      'end',
    ]);
    expect(read[0]).toMatchObject({ head: { version: 1, creator: 'Strata 0.1.0' } });
    expect(read[1]).toEqual({ kind: 'exchange', exchange: CALL });
    expect(read[5]).toEqual({ kind: 'exchange', exchange: CALL });
    expect(read[6]).toMatchObject({
      end: {
        exchanges: 2,
        redaction: { secrets: 3, notLookedFor: expect.arrayContaining(['names of persons']) },
      },
    });
    expect(new TextDecoder().decode(bytesOf(CALL.response))).toBe('{}');
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    ['nothing', [], /empty/],
    ['another kind of JSON', ['{"a":1}'], /^This is no share file of Strata’s\.$/],
    ['a head without a version', ['{"format":"strata-share"}'], /no share file/],
    [
      'a later version',
      [HEAD.replace('"version":1', '"version":9')],
      /version 9; this Strata reads up to 1\. Update/,
    ],
    [
      'a later version with another head',
      ['{"format":"strata-share","version":9,"by":{}}'],
      /version 9; this Strata reads up to 1\. Update/,
    ],
    ['half a line', [HEAD, exchangeLine(CALL).slice(0, 80)], /Line 2 .* cut short or damaged/],
    ['an exchange of no kind', [HEAD, '{"exchange":null}'], /Line 2 .* damaged at its start/],
    ['an id that leads elsewhere', [HEAD, line({ id: '../x' })], /Line 2 .* damaged at id/],
    ['a time before time', [HEAD, line({}), line({ endMs: -1 })], /Line 3 .* damaged at endMs/],
    ['a read that is no pair', [HEAD, line({ deliveries: [[1]] })], /damaged at deliveries\.0/],
    [
      'an answer that is no base64',
      [HEAD, line({ response: { base64: '*', size: 1 } })],
      /damaged at response/,
    ],
    ['an end of no kind', [HEAD, '{"end":{"exchanges":-1}}'], /The end .* damaged at exchanges/],
    ['no end', [HEAD, line({})], /cut short: 1 of its exchanges/],
    ['fewer exchanges than its end says', [HEAD, line({}), endLine(2, 0)], /cut short: 1 of 2 exchanges/],
  ])('that hold %s are refused with the place and the reason', (_name, lines, reason) => {
    expect(() => readAll(lines)).toThrow(UnreadableShare);
    expect(() => readAll(lines)).toThrow(reason);
  });

  it('begin an exchange of the history that says where it is from', () => {
    expect(startOfShared(CALL)).toMatchObject({
      id: 'a1',
      source: 'import',
      model: 'm',
      headers: CALL.requestHeaders,
    });
  });
});

const text = (value: string) => ({ type: 'string', value }) as const;
const frame = (word: string): Uint8Array =>
  encodeFrame(
    { ':message-type': text('event'), ':event-type': text('contentBlockDelta') },
    new TextEncoder().encode(JSON.stringify({ contentBlockIndex: 0, delta: { text: word } })),
  );

function streamed(words: readonly string[]): SharedExchange {
  const frames = words.map(frame);
  let offset = 0;
  const deliveries = frames.map(({ length }, i): [number, number] => {
    offset += length;
    return [offset - length, 10 + i * 10];
  });
  const bytes = new Uint8Array(frames.flatMap((one) => [...one]));
  return {
    ...CALL,
    operation: 'ConverseStream',
    responseHeaders: [['Content-Type', 'application/vnd.amazon.eventstream']],
    deliveries,
    response: { base64: toBase64(bytes), size: bytes.length },
  };
}

describe('the page of shared calls', () => {
  it('shows a whole answer laid out, and one that is no JSON as it is', () => {
    const page = sharePage([CALL, { ...CALL, response: { text: 'no <json>', size: 9 } }], 'made');
    expect(page).toContain('<title>2 calls to Bedrock');
    expect(page).toContain('Converse m');
    expect(page).toContain('90 ms');
    expect(page).toContain('no &lt;json&gt;');
  });

  it('says what there is not: an answer, an end, an operation, a model', () => {
    const failed = { status: null, endMs: null, failure: 'reset by peer', operation: '', model: null };
    const page = sharePage([{ ...CALL, ...failed }], 'made');
    expect(page).toContain('<title>A call to Bedrock');
    expect(page).toContain('no answer');
    expect(page).toContain('reset by peer');
    expect(page).not.toContain('90 ms');
  });

  it('shows what a stream said, when its frames came, and how many more there are', () => {
    const page = sharePage([streamed(Array.from({ length: 403 }, (_, i) => `w${i} `))], 'made');
    expect(page).toContain('w0 w1 w2');
    expect(page).toContain('When frames arrived');
    expect(page).toContain('3 more frames.');
    const silent = sharePage([streamed([''])], 'made');
    expect(silent).not.toContain('When frames arrived');
    expect(silent).toContain('contentBlockDelta');
  });
});
