import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../bytes/base64.ts';
import type { Exchange } from '../capture/exchange.ts';
import { encodeFrame } from '../eventstream/encoder.ts';
import { harEntry, harFrame, type Whole } from './har.ts';
import { exchangeOf } from './testing.ts';

/** DevTools' own importer, as `npm run clients -- har`, which alone runs this file, fetches and bundles it. */
const IMPORTER = process.env.STRATA_DEVTOOLS_IMPORTER;

/** What is used of DevTools' requests. */
interface Imported {
  url(): string;
  readonly statusCode: number;
  readonly requestMethod: string;
  readonly mimeType: string;
  readonly issueTime: () => number;
  readonly endTime: number;
  readonly responseReceivedTime: number;
  requestHeaders(): readonly { readonly name: string; readonly value: string }[];
  requestFormData(): Promise<string | null>;
  requestContentData(): Promise<{ readonly base64: string; readonly text: string }>;
  frames(): readonly { readonly time: number; readonly text: string }[];
  eventSourceMessages(): readonly { readonly time: number; readonly data: string }[];
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function imported(wholes: readonly Whole[], framesAsMessages: boolean): Promise<readonly Imported[]> {
  const { HARRoot, Importer } = await import(/* @vite-ignore */ pathToFileURL(String(IMPORTER)).href);
  const { before, after } = harFrame('0.1.0');
  const entries = wholes.map((whole) => JSON.stringify(harEntry(whole, { framesAsMessages })));
  return Importer.requestsFromHARLog(new HARRoot(JSON.parse(before + entries.join(',') + after(0))).log);
}

const START = Date.UTC(2026, 10, 26);
const body = (mediaType: string, size: number): Exchange['response'] => ({
  kept: size,
  size,
  mediaType,
  encoding: '',
  missing: null,
  redactions: 0,
});
const frames = ['one', 'two'].map((text) =>
  encodeFrame(
    {
      ':message-type': { type: 'string', value: 'event' },
      ':event-type': { type: 'string', value: 'contentBlockDelta' },
    },
    utf8(JSON.stringify({ delta: { text } })),
  ),
);
const stream = Uint8Array.from(frames.flatMap((frame) => [...frame]));
const second = frames[0]?.length ?? 0;
const events = utf8('data: {"a":1}\n\n: alive\n\ndata: {"b":2}\n\n');

const WHOLES: readonly Whole[] = [
  { exchange: exchangeOf(), request: utf8('{"a":"ü"}'), response: utf8('{"answer":"ö"}') },
  {
    exchange: exchangeOf({
      startedAt: START + 1_000,
      response: body('application/vnd.amazon.eventstream', stream.length),
      deliveries: [
        { offset: 0, atMs: 6 },
        { offset: second + 1, atMs: 8 },
      ],
    }),
    request: utf8('{}'),
    response: stream,
  },
  {
    exchange: exchangeOf({
      startedAt: START + 2_000,
      side: 'client',
      target: 'http://127.0.0.1:4000',
      path: '/v1/chat/completions',
      response: body('text/event-stream', events.length),
      deliveries: [
        { offset: 0, atMs: 5 },
        { offset: 16, atMs: 9 },
      ],
    }),
    request: utf8('{}'),
    response: events,
  },
];

describe('a HAR log in DevTools’ own importer', { timeout: 120_000 }, () => {
  it('is the calls as they were: address, headers, bodies, times', async () => {
    const [plain, streamed] = await imported(WHOLES, false);
    expect(plain?.url()).toBe('https://bedrock-runtime.eu-west-1.amazonaws.com/model/m/converse?x=1');
    expect(plain).toMatchObject({ statusCode: 200, requestMethod: 'POST', mimeType: 'application/json' });
    expect(plain?.requestHeaders()).toMatchObject([{ name: 'content-type', value: 'application/json' }]);
    expect(await plain?.requestFormData()).toBe('{"a":"ü"}');
    expect((await plain?.requestContentData())?.text).toBe('{"answer":"ö"}');
    expect(plain?.issueTime()).toBe(START / 1000);
    expect((plain?.responseReceivedTime ?? 0) - START / 1000).toBeCloseTo(0.005, 4);
    expect((plain?.endTime ?? 0) - START / 1000).toBeCloseTo(0.009, 4);
    expect((await streamed?.requestContentData())?.base64).toBe(toBase64(stream));
  });

  it('lists frames and server-sent events, each with its time', async () => {
    const [, streamed, sent] = await imported(WHOLES, true);
    expect(
      streamed?.frames().map(({ time, text }) => [Math.round(time * 1000) - START - 1_000, text]),
    ).toEqual([
      [6, 'contentBlockDelta {"delta":{"text":"one"}}'],
      [8, 'contentBlockDelta {"delta":{"text":"two"}}'],
    ]);
    const told = sent
      ?.eventSourceMessages()
      .map(({ time, data }) => [Math.round(time * 1000) - START - 2_000, data]);
    expect(told).toEqual([
      [5, '{"a":1}'],
      [9, '{"b":2}'],
    ]);
  });
});
