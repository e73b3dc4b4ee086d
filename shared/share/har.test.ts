import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { fromBase64 } from '../bytes/base64.ts';
import type { Exchange } from '../capture/exchange.ts';
import { encodeFrame } from '../eventstream/encoder.ts';
import { harEntry, harFrame, type Whole } from './har.ts';
import { BODY, exchangeOf } from './testing.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const whole = (part: Partial<Exchange> = {}, response: Uint8Array = utf8('{}')): Whole => ({
  exchange: exchangeOf(part),
  request: utf8('{}'),
  response,
});
const PLAIN = { framesAsMessages: false };

const require = createRequire(import.meta.url);
const readSchema = (path: string): object => JSON.parse(readFileSync(require.resolve(path), 'utf8'));

function harValidator() {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(readSchema('ajv/dist/refs/json-schema-draft-06.json'));
  const { har, ...others } = require('har-schema') as Readonly<Record<string, object>>;
  for (const schema of Object.values(others)) ajv.addSchema(schema);
  return ajv.compile(har as object);
}

const frames = (...texts: readonly string[]): readonly Uint8Array[] =>
  texts.map((text) =>
    encodeFrame(
      {
        ':message-type': { type: 'string', value: 'event' },
        ':event-type': { type: 'string', value: 'contentBlockDelta' },
      },
      utf8(JSON.stringify({ delta: { text } })),
    ),
  );
const joined = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

describe('a HAR log', () => {
  const [first, second] = frames('one', 'two');
  const stream = joined([first as Uint8Array, second as Uint8Array]);
  const streamed = whole(
    {
      response: { ...BODY, size: stream.length, mediaType: 'application/vnd.amazon.eventstream' },
      deliveries: [
        { offset: 0, atMs: 6 },
        { offset: (first as Uint8Array).length + 1, atMs: 8 },
      ],
    },
    stream,
  );

  it('is one by the schema of HAR 1.2, whatever stands in it', () => {
    const { before, after } = harFrame('0.1.0');
    const entries = [
      harEntry(whole(), PLAIN),
      harEntry(streamed, { framesAsMessages: true }),
      harEntry(
        whole({ status: null, state: 'failed', endMs: null, headMs: null, failure: 'refused' }, utf8('')),
        PLAIN,
      ),
    ];
    const log = JSON.parse(before + entries.map((entry) => JSON.stringify(entry)).join(',') + after(3));
    expect(log.log.comment).toContain('(3)');
    const validate = harValidator();
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
  });

  it('names where a call went, not the loopback address it came to', () => {
    const { request } = harEntry(whole(), PLAIN);
    expect(request.url).toBe('https://bedrock-runtime.eu-west-1.amazonaws.com/model/m/converse?x=1');
    expect(request.queryString).toEqual([{ name: 'x', value: '1' }]);
    const urlOf = (part: Partial<Exchange>) => harEntry(whole(part), PLAIN).request.url;
    expect(urlOf({ target: 'gateway.example' })).toBe('https://gateway.example/model/m/converse?x=1');
    expect(urlOf({ target: '127.0.0.1:4000' })).toBe('http://127.0.0.1:4000/model/m/converse?x=1');
    expect(urlOf({ region: 'cn-north-1' })).toContain('//bedrock-runtime.cn-north-1.amazonaws.com.cn/');
    expect(urlOf({ target: 'simulator' })).toBe('http://localhost/model/m/converse?x=1');
  });

  it('says how long each part took, and -1 where that is not known', () => {
    expect(harEntry(whole(), PLAIN).timings).toEqual({ send: 2, wait: 3, receive: 4 });
    expect(harEntry(whole({ headMs: null, endMs: null }), PLAIN).timings).toEqual({
      send: 2,
      wait: -1,
      receive: -1,
    });
  });

  it('holds every byte of a stream, its frames when their last byte came, and its reads', () => {
    const entry = harEntry(streamed, { framesAsMessages: true });
    expect(entry.response.content.encoding).toBe('base64');
    expect(fromBase64(entry.response.content.text ?? '')).toEqual(stream);
    expect(entry._frames).toEqual([
      [0, first?.length, 6, 'contentBlockDelta'],
      [first?.length, second?.length, 8, 'contentBlockDelta'],
    ]);
    expect(entry).toMatchObject({
      _resourceType: 'websocket',
      _webSocketMessages: [{ type: 'receive' }, { data: 'contentBlockDelta {"delta":{"text":"two"}}' }],
    });
    expect(harEntry(streamed, PLAIN)).not.toHaveProperty('_webSocketMessages');
  });
});
