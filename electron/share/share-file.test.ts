import { createReadStream, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { framesOf } from '../../shared/capture/digest.ts';
import { CALL_FILES } from '../../shared/contract/share.ts';
import { encodeFrame } from '../../shared/eventstream/encoder.ts';
import type { Json } from '../../shared/json/json.ts';
import { sharePage } from '../../shared/share/file/share-page.ts';
import {
  bytesOf,
  type SharedExchange,
  sharedExchange,
  shareExchange,
} from '../../shared/share/file/shared-exchange.ts';
import { harEntry, harFrame } from '../../shared/share/har.ts';
import type { History } from '../history/history.ts';
import { REQUEST, RESPONSE } from '../history/part.ts';
import { asClient, openHistory, startOf, tell } from '../history/testing.ts';
import { openShare } from './import-exchanges.ts';
import { readExchanges } from './read-share.ts';
import { fileOf } from './testing.ts';
import { wholeOf } from './wholes.ts';
import { ShareWriter, shareFile } from './write-share.ts';

const SAMPLE = fileURLToPath(new URL('testdata/version-1.strata', import.meta.url));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const frame = (index: number): Uint8Array =>
  encodeFrame(
    {
      ':message-type': { type: 'string', value: 'event' },
      ':event-type': { type: 'string', value: 'contentBlockDelta' },
      ':content-type': { type: 'string', value: 'application/json' },
    },
    utf8(JSON.stringify({ contentBlockIndex: 0, delta: { text: `word ${index} ` } })),
  );

/** Tells a history a streamed call, a read a frame. */
function tellStream(history: History): string {
  const start = startOf({ operation: 'ConverseStream', route: 'converse', path: '/model/m/converse-stream' });
  const { id } = start;
  history.take({ type: 'opened', start });
  history.take({
    type: 'request-body',
    id,
    bytes: utf8('{"messages":[{"role":"user","content":[{"text":"hi"}]}]}'),
  });
  history.take({ type: 'request-ended', id, atMs: 1 });
  const headers = [['content-type', 'application/vnd.amazon.eventstream']] as const;
  history.take({ type: 'head', id, head: { status: 200, headers, atMs: 5 } });
  for (let i = 0; i < 5; i++) history.take({ type: 'delivery', id, bytes: frame(i), atMs: 10 + 20 * i });
  history.take({ type: 'ended', id, end: { state: 'done', atMs: 120, failure: '' } });
  history.flush();
  return id;
}

/** Calls of a history as a share file. */
async function shared(history: History, ids: readonly string[]): Promise<Buffer> {
  const wholes = await Promise.all(ids.map((id) => wholeOf(asClient(history), id)));
  return shareFile(
    wholes.filter((one) => one !== null),
    [],
    'Strata test',
  );
}

async function all(source: Readable): Promise<readonly SharedExchange[]> {
  const found: SharedExchange[] = [];
  for await (const exchange of readExchanges(source)) found.push(exchange);
  return found;
}

const streamOf = (bytes: Uint8Array): Readable => Readable.from([Buffer.from(bytes)], { objectMode: false });

describe('a share file', () => {
  it('brings calls with their streams and times into another history, each once', async () => {
    const from = openHistory().history;
    const ids = [tellStream(from), tell(from, { status: 400, response: { message: 'no' } })];
    from.flush();
    const file = await shared(from, ids);
    const to = openHistory().history;
    expect(await openShare(asClient(to), readExchanges(streamOf(file)))).toEqual({
      ok: true,
      taken: 2,
      known: 0,
      last: ids[1],
    });
    expect(await openShare(asClient(to), readExchanges(streamOf(file)))).toMatchObject({
      taken: 0,
      known: 2,
    });
    for (const id of ids) {
      const [before, after] = [from.exchange(id), to.exchange(id)];
      for (const name of [
        'status',
        'path',
        'model',
        'operation',
        'deliveries',
        'endMs',
        'headMs',
        'startedAt',
      ] as const)
        expect(after?.[name]).toEqual(before?.[name]);
      for (const part of [REQUEST, RESPONSE] as const)
        expect(to.body(id, part, 0, 1e6).bytes).toEqual(from.body(id, part, 0, 1e6).bytes);
      expect(after?.source).toBe('import');
    }
    from.close();
    to.close();
  });

  it('is read again whatever calls held: bytes as they were, names beyond any measure cut', async () => {
    const from = openHistory().history;
    const long = 'x'.repeat(9_000);
    const names = { path: `/model/${long}/invoke`, model: long, program: long, conversation: long };
    const id = tell(from, { start: names, request: '\uFEFF{}', response: '\uFEFF{"a":1}' });
    from.flush();
    const file = await shared(from, [id]);
    const to = openHistory().history;
    expect(await openShare(asClient(to), readExchanges(streamOf(file)))).toMatchObject({
      ok: true,
      taken: 1,
    });
    for (const part of [REQUEST, RESPONSE] as const)
      expect(to.body(id, part, 0, 1e6).bytes).toEqual(from.body(id, part, 0, 1e6).bytes);
    expect(to.exchange(id)?.model).toMatch(/^x+$/);
    from.close();
    to.close();
  });

  it('is written exchange by exchange and stands under its name only once it is whole', async () => {
    const { history } = openHistory();
    const found = await wholeOf(asClient(history), tellStream(history));
    const name = path.join(mkdtempSync(path.join(tmpdir(), 'strata-share-')), 'calls.strata');
    const writer = new ShareWriter(name, 'Strata test');
    for (let i = 0; i < 50; i++)
      if (found) {
        const request = { ...found.exchange.request, redactions: 1 };
        await writer.add({ ...found, exchange: { ...found.exchange, id: `a${i}`, request } });
      }
    expect(() => readFileSync(name)).toThrow();
    expect(await writer.end()).toBe(50);
    const read = await all(createReadStream(name));
    expect(read.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, i) => `a${i}`));
    expect(
      JSON.parse(gunzipSync(readFileSync(name)).toString().trim().split('\n').at(-1) ?? ''),
    ).toMatchObject({
      end: { exchanges: 50, redaction: { secrets: 50, notLookedFor: expect.any(Array) } },
    });
    history.close();
  });

  it('of version 1 opens for ever', async () => {
    const [call, ...rest] = await all(createReadStream(SAMPLE));
    expect(rest).toEqual([]);
    expect(call).toMatchObject({
      operation: 'ConverseStream',
      status: 200,
      model: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
    });
    const frames = framesOf(
      call ? bytesOf(call.response) : new Uint8Array(0),
      (call?.deliveries ?? []).map(([offset, atMs]) => ({ offset, atMs })),
    );
    expect(frames.length).toBe(5);
    expect(frames.every(({ check }) => check === 'ok')).toBe(true);
  });

  it.each([
    ['cut short', (file: Buffer) => file.subarray(0, file.length - 20), /cut short or damaged/],
    [
      'without its end',
      (file: Buffer) => gzipSync(gunzipSync(file).toString().split('\n').slice(0, 2).join('\n')),
      /cut short: 1 of/,
    ],
    [
      'of a later version',
      (file: Buffer) => gzipSync(gunzipSync(file).toString().replace('"version":1', '"version":7')),
      /version 7.*Update Strata/,
    ],
    [
      'damaged inside',
      (file: Buffer) => gzipSync(gunzipSync(file).toString().replace('"side":"bedrock"', '"side":"x"')),
      /Line 2 .* damaged at side/,
    ],
    ['of another kind', () => gzipSync('{"a":1}\n'), /no share file/],
    [
      'with an id that is none',
      (file: Buffer) =>
        gzipSync(
          gunzipSync(file)
            .toString()
            .replace(/"id":"[^"]*"/, '"id":"../x"'),
        ),
      /damaged at id/,
    ],
    ['no archive at all', () => Buffer.from('hello'), /neither a share file .* nor a HAR/],
    ['empty', () => Buffer.alloc(0), /neither a share file .* nor a HAR/],
  ])('that is %s is refused with the reason', async (_name, make, reason) => {
    const { history } = openHistory();
    const opened = await openShare(asClient(history), readExchanges(streamOf(make(readFileSync(SAMPLE)))));
    expect(opened).toMatchObject({ ok: false, message: expect.stringMatching(reason) });
    history.close();
  });

  it('of a single byte on disk is refused, and not waited for', async () => {
    const { history } = openHistory();
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'strata-share-')), 'one.strata');
    writeFileSync(file, 'x');
    const opened = await openShare(asClient(history), readExchanges(createReadStream(file)));
    expect(opened).toMatchObject({ ok: false, message: expect.stringMatching(/neither a share file/) });
    history.close();
  });

  const changed = (from: string | RegExp, to: string): Buffer => {
    const text = gunzipSync(readFileSync(SAMPLE)).toString();
    expect(text).toMatch(from);
    return gzipSync(text.replace(from, to));
  };

  it.each([
    [/"startedAt":[\d.]+/, '"startedAt":1e300', 'startedAt'],
    [/"endMs":[\d.]+/, '"endMs":1e300', 'endMs'],
    [/"status":200/, '"status":1e300', 'status'],
    [/"status":200/, '"status":"__proto__"', 'status'],
    [/"side":"bedrock"/, '"side":"constructor"', 'side'],
    [/"flags":\[/, '"flags":[{"kind":"__proto__","count":1,"names":[]}],"other":[', 'flags.0.kind'],
    [/"deliveries":\[\[0,/, '"deliveries":[[0.5,', 'deliveries.0.0'],
    [/"deliveries":\[/, '"deliveries":{"__proto__":[]},"other":[', 'deliveries'],
    [/"requestHeaders":\[/, '"requestHeaders":[["a"]],"other":[', 'requestHeaders.0'],
    [/"request":\{/, '"request":{"base64":"*","size":1},"other":{', 'request'],
    [/"size":\d+/, '"size":-1', 'request.size'],
    [/"side"/, `"deliveries":${'['.repeat(50_000)}${']'.repeat(50_000)},"other":1,"side"`, 'side'],
  ])('with %s turned to what it cannot be says so', async (from, to, place) => {
    const { history } = openHistory();
    const opened = await openShare(asClient(history), readExchanges(streamOf(changed(from, to))));
    if (place === 'side') expect(opened.ok).toBe(/other/.test(to));
    else
      expect(opened).toMatchObject({
        ok: false,
        message: expect.stringMatching(`Line 2 .* damaged at ${place}`),
      });
    history.close();
  });

  it('whose reads go back and forth brings each byte once', async () => {
    const { history } = openHistory();
    const reads = Array.from({ length: 2_000 }, (_, i) => [i % 2 === 0 ? 0 : 1e9, i]);
    const opened = await openShare(
      asClient(history),
      readExchanges(streamOf(changed('"deliveries":[', `"deliveries":${JSON.stringify(reads)},"other":[`))),
    );
    const [call] = await all(createReadStream(SAMPLE));
    const id = opened.ok ? (opened.last ?? '') : '';
    expect(new Uint8Array(history.body(id, RESPONSE, 0, 1e6).bytes)).toEqual(call && bytesOf(call.response));
    history.close();
  });

  it('that unpacks out of all proportion is not read to its end', async () => {
    const { history } = openHistory();
    const [head = ''] = gunzipSync(readFileSync(SAMPLE)).toString().split('\n');
    const bomb = gzipSync(`${head}\n${' '.repeat(30_000_000)}`);
    const opened = await openShare(asClient(history), readExchanges(streamOf(bomb)));
    expect(opened).toMatchObject({ ok: false, message: expect.stringContaining('unpacks to far more') });
    history.close();
  });

  it('or a page is there only for calls that are kept', async () => {
    const { history } = openHistory();
    const id = tellStream(history);
    for (const form of CALL_FILES) {
      expect(await fileOf(history, ['gone'], form)).toBeNull();
      expect((await fileOf(history, [id, 'gone'], form))?.bytes).toBeGreaterThan(100);
    }
    history.close();
  });

  it('is a page that shows request, answer and stream without network', async () => {
    const page = sharePage(await all(createReadStream(SAMPLE)), 'made');
    expect(page).toContain('<svg');
    expect(page).toContain('word 0');
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/<script|<link|<img/);
  });
});

describe('a HAR log', () => {
  it('of Strata brings calls back with their frames and times, and passes over what is no call to Bedrock', async () => {
    const { history } = openHistory();
    const id = tellStream(history);
    const exchange = history.exchange(id);
    if (!exchange) throw new Error('not kept');
    const log = JSON.parse((await fileOf(history, [id], 'har'))?.preview ?? '');
    log.log.entries.push({ request: { method: 'GET', url: 'https://example.com/' }, response: {} }, null, 7);
    const [back, ...rest] = await all(streamOf(utf8(JSON.stringify(log))));
    expect(rest).toEqual([]);
    expect(back).toMatchObject({
      operation: 'ConverseStream',
      route: 'converse',
      model: exchange.model,
      status: 200,
      startedAt: exchange.startedAt,
    });
    expect(back?.deliveries).toEqual(exchange.deliveries.map(({ offset, atMs }) => [offset, atMs]));
    expect(back && bytesOf(back.response)).toEqual(new Uint8Array(history.body(id, RESPONSE, 0, 1e6).bytes));
    history.close();
  });

  it('of Strata comes back without loss, line by line; one that is cut short says so', async () => {
    const { history } = openHistory();
    const ids = [tellStream(history), tell(history, { status: 400, response: { message: 'no' } })];
    history.flush();
    const wholes = await Promise.all(ids.map((id) => wholeOf(asClient(history), id)));
    const seen = wholes.filter((one) => one !== null);
    const client = { side: 'client', dialect: 'openai-chat', path: '/v1/chat/completions' } as const;
    const kept = [...seen, ...seen.map((one) => ({ ...one, exchange: { ...one.exchange, ...client } }))];
    const { before, after } = harFrame('1');
    const entries = kept.map(
      (whole, i) => `${i === 0 ? '' : ','}${JSON.stringify(harEntry(whole, { framesAsMessages: false }))}`,
    );
    const log = [before, ...entries, after(0)].join('\n');
    expect(await all(streamOf(utf8(log)))).toEqual(kept.map((whole) => shareExchange(whole)));
    const cut = streamOf(utf8(log.slice(0, log.lastIndexOf('\n'))));
    await expect(all(cut)).rejects.toThrow('cut short');
    history.close();
  });

  it('of anybody gives exchanges that a share file may hold, whatever stands in it', async () => {
    const url = `https://bedrock-runtime.${'us-'.repeat(50)}.amazonaws.com/model/__proto__/converse`;
    const odd: readonly Json[] = [
      null,
      -1,
      1e300,
      'x',
      [],
      {},
      '__proto__',
      { __proto__: 1 },
      [[1e300, 1e300]],
    ];
    const entries = odd.map((value) => ({
      startedDateTime: typeof value === 'string' ? '+275760-09-13T00:00:00Z' : value,
      time: value,
      timings: { blocked: value, dns: value, connect: value, send: value, wait: value },
      _deliveries: value,
      request: {
        url,
        method: typeof value === 'string' ? 'POST' : value,
        headers: [value, { name: '__proto__', value }],
        postData: value,
      },
      response: { status: value, headers: value, content: { text: 'AA', encoding: 'base64', size: value } },
    }));
    const found = await all(streamOf(utf8(JSON.stringify({ log: { entries } }))));
    expect(found).toHaveLength(odd.length);
    for (const one of found) expect(sharedExchange.safeParse(one).error?.issues).toBeUndefined();
  });
});
