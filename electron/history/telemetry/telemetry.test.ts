import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SpanState } from '../../../shared/contract/telemetry.ts';
import { spanIdOf } from '../../../shared/share/otlp/span.ts';
import type { History } from '../history.ts';
import { Database } from '../store/database.ts';
import { type OpenedHistory, openHistory, tell } from '../testing.ts';
import { capOutbox, claimSpans, nextReady } from './outbox.ts';
import type { SpanTarget } from './sender.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

interface Sent {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[];
}
interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly spans: readonly Sent[];
  readonly text: string;
}

/** A receiver of OTLP/HTTP in JSON on loopback; `answer` says what each post gets. */
async function receiver(
  answer: (spans: readonly Sent[], nth: number) => { status: number; headers?: object; body?: object },
) {
  const got: Got[] = [];
  const server: Server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const sent = Buffer.concat(pieces);
    const text = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString();
    const { resourceSpans } = JSON.parse(text);
    const spans = resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Sent[] }[] }) =>
      scopeSpans.flatMap((one) => one.spans),
    );
    const { status, headers = {}, body = {} } = answer(spans, got.length);
    got.push({ headers: request.headers, path: request.url ?? '', spans: status < 300 ? spans : [], text });
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  return { got, url, close: () => server.close() };
}

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
async function receive(answer: Parameters<typeof receiver>[0] = () => ({ status: 200 })) {
  const one = await receiver(answer);
  open.push(one);
  return one;
}
function store(file?: string, owner?: string): OpenedHistory {
  const opened = openHistory(file, owner);
  open.push({ close: () => opened.history.close() });
  return opened;
}

const to = (url: string, part: Partial<SpanTarget> = {}): SpanTarget => ({
  url,
  headers: [],
  protocol: 'http/json',
  gzip: false,
  content: false,
  ...part,
});

/** Takes what waits, as another process does. */
function claim(file: string, endpoint: string, holder: string): void {
  const database = new Database(file);
  const now = Date.now();
  expect(claimSpans(database, { endpoint, holder, now, forMs: 60_000, most: 100 })).toHaveLength(2);
  database.close();
}

const settled = (history: History, test: (state: SpanState) => boolean): Promise<void> =>
  vi.waitFor(() => expect(test(history.spanState()), JSON.stringify(history.spanState())).toBe(true), {
    timeout: 20_000,
    interval: 20,
  });

const attribute = (span: Sent | undefined, key: string): unknown =>
  Object.values(span?.attributes.find((one) => one.key === key)?.value ?? {})[0];

describe('spans of exchanges', () => {
  it('are sent by the GenAI conventions, without a word of what was said, below the span that their headers name', async () => {
    const { got, url } = await receive();
    const { history } = store();
    history.exportSpans(to(url, { headers: [['authorization', 'Bearer hush']] }));
    const request = {
      system: 'canary-system',
      max_tokens: 5,
      temperature: 0.5,
      stop_sequences: ['canary-stop'],
      tools: [{ name: 'canary_tool', description: 'canary', input_schema: { type: 'object' } }],
      messages: [{ role: 'user', content: 'canary-question' }],
    };
    const usage = { input_tokens: 7, output_tokens: 2, cache_read_input_tokens: 3 };
    const headers: [string, string][] = [
      ['content-type', 'application/json'],
      ['traceparent', `00-${TRACE}-${PARENT}-01`],
    ];
    tell(history, {
      start: { headers, target: 'aws' },
      request,
      response: { content: [{ type: 'text', text: 'canary-answer' }], stop_reason: 'end_turn', usage },
      headers: [
        ['content-type', 'application/json'],
        ['x-amzn-requestid', 'r-1'],
      ],
    });
    const refused = tell(history, {
      request: { ...request, stream_chunk_size: 9 },
      status: 400,
      response: { message: 'stream_chunk_size: Extra inputs, canary-quote' },
      headers: [
        ['content-type', 'application/json'],
        ['x-amzn-errortype', 'ValidationException'],
      ],
    });
    history.flush();
    await settled(history, ({ sent }) => sent === 2);
    const [post] = got;
    expect(post?.path).toBe('/v1/traces');
    expect(post?.headers.authorization).toBe('Bearer hush');
    expect(got.map(({ text }) => text).join()).not.toContain('canary');
    const [span, failed] = got.flatMap(({ spans }) => spans);
    expect(span).toMatchObject({
      name: 'chat anthropic.claude-3-haiku-20240307-v1:0',
      traceId: TRACE,
      parentSpanId: PARENT,
      kind: 3,
      status: { code: 0 },
    });
    const told = Object.fromEntries(
      (span?.attributes ?? []).map(({ key, value }) => [key, Object.values(value)[0]]),
    );
    expect(told).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'aws.bedrock',
      'gen_ai.request.max_tokens': 5,
      'gen_ai.request.temperature': 0.5,
      'gen_ai.usage.input_tokens': 10,
      'gen_ai.usage.output_tokens': 2,
      'gen_ai.usage.cache_read.input_tokens': 3,
      'aws.request_id': 'r-1',
      'server.address': 'bedrock-runtime.us-east-1.amazonaws.com',
    });
    expect(failed).toMatchObject({ spanId: spanIdOf(refused), status: { code: 2 } });
    expect(failed?.parentSpanId ?? '').toBe('');
    expect(attribute(failed, 'error.type')).toBe('ValidationException');
    expect(attribute(failed, 'strata.leaked')).toMatchObject({
      values: [{ stringValue: 'stream_chunk_size' }],
    });
  });

  it('carry what was said where that was switched on before the call, without secrets', async () => {
    const { got, url } = await receive();
    const { history } = store();
    history.exportSpans(to(url));
    tell(history, { request: { messages: [{ role: 'user', content: 'before' }] } });
    history.flush();
    history.exportSpans(to(url, { content: true }));
    tell(history, {
      request: { messages: [{ role: 'user', content: 'my key is AKIAIOSFODNN7EXAMPLE' }] },
      response: {
        content: [
          { type: 'text', text: 'hello' },
          { type: 'tool_use', id: 't', name: 'f', input: { a: 1 } },
        ],
      },
    });
    history.flush();
    await settled(history, ({ sent }) => sent === 2);
    const [before, after] = got.flatMap(({ spans }) => spans);
    expect(attribute(before, 'gen_ai.input.messages')).toBeUndefined();
    expect(attribute(after, 'gen_ai.input.messages')).toContain('my key is');
    expect(attribute(after, 'gen_ai.input.messages')).not.toContain('AKIAIOSFODNN7EXAMPLE');
    expect(JSON.parse(String(attribute(after, 'gen_ai.output.messages')))).toEqual([
      {
        role: 'assistant',
        parts: [
          { type: 'text', content: 'hello' },
          { type: 'tool_call', id: 't', name: 'f', arguments: { a: 1 } },
        ],
      },
    ]);
  });

  it('of a call to Bedrock stand below the call of the client that caused it', async () => {
    const { got, url } = await receive();
    const { history } = store();
    history.exportSpans(to(url));
    const headers: [string, string][] = [['traceparent', `00-${TRACE}-${PARENT}-00`]];
    const client = tell(history, { start: { side: 'client', dialect: 'openai-chat', headers } });
    tell(history, { start: { cause: { client, evidence: 'stamp' } } });
    history.flush();
    await settled(history, ({ sent }) => sent === 2);
    const [above, below] = got.flatMap(({ spans }) => spans);
    expect(above).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, spanId: spanIdOf(client) });
    expect(below).toMatchObject({ traceId: TRACE, parentSpanId: spanIdOf(client) });
  });
});

describe('the outbox', () => {
  it('go packed where that was asked for', async () => {
    const { got, url } = await receive();
    const { history } = store();
    history.exportSpans(to(url, { gzip: true }));
    tell(history);
    history.flush();
    await settled(history, ({ sent }) => sent === 1);
    expect(got[0]?.headers['content-encoding']).toBe('gzip');
    expect(got[0]?.spans).toHaveLength(1);
  });

  it('keeps spans over a restart and an outage, and sends each once it can', async () => {
    let down = true;
    const { got, url } = await receive((_spans, nth) =>
      down
        ? { status: 503, headers: { 'retry-after': '0' }, body: { message: `busy ${nth}` } }
        : { status: 200 },
    );
    const first = store(undefined, '4194999:test');
    first.history.exportSpans(to(url));
    const ids = [tell(first.history), tell(first.history)];
    first.history.flush();
    await settled(first.history, ({ problem }) => problem.includes('503') && problem.includes('busy'));
    expect(first.history.spanState()).toMatchObject({ waiting: 2, sent: 0 });
    open.pop()?.close();
    down = false;
    // Another process took them and never said good-bye: it is not there any more.
    claim(first.file, url, '4194999:gone');
    const second = store(first.file, `${process.pid}:again`);
    second.history.exportSpans(to(url));
    await settled(second.history, ({ sent }) => sent === 2);
    expect(got.flatMap(({ spans }) => spans.map(({ spanId }) => spanId)).sort()).toEqual(
      ids.map(spanIdOf).sort(),
    );
    expect(second.history.spanState()).toMatchObject({ waiting: 0, problem: '', nextAt: null });
  });

  it('loses nothing of an hour in which the receiver is down, and does not ask it all the time', async () => {
    const pause = setTimeout;
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      let down = true;
      let refused = 0;
      const { got, url } = await receive(() => {
        if (down) refused += 1;
        return { status: down ? 503 : 200 };
      });
      const { history } = store();
      history.exportSpans(to(url));
      const ids: string[] = [];
      const passes = async (minutes: number, test: () => boolean = () => false): Promise<void> => {
        for (let minute = 0; minute < minutes && !test(); minute++) {
          if (down) ids.push(tell(history));
          history.flush();
          vi.advanceTimersByTime(60_000);
          await new Promise((resolve) => pause(resolve, 10));
        }
      };
      await passes(60);
      expect(history.spanState()).toMatchObject({ waiting: 60, sent: 0, dropped: 0 });
      expect(refused).toBeGreaterThan(5);
      expect(refused).toBeLessThan(120);
      down = false;
      await passes(120, () => history.spanState().sent === 60);
      expect(new Set(got.flatMap(({ spans }) => spans.map(({ spanId }) => spanId)))).toEqual(
        new Set(ids.map(spanIdOf)),
      );
      expect(history.spanState()).toMatchObject({ waiting: 0, dropped: 0, problem: '' });
    } finally {
      vi.useRealTimers();
    }
  });

  it('leaves alone what another process holds, and takes what one that ends lets go', async () => {
    const { got, url } = await receive((_spans, nth) =>
      nth === 0 ? { status: 503, headers: { 'retry-after': '99999999' } } : { status: 200 },
    );
    // Both processes live.
    const first = store(undefined, `${process.ppid}:first`);
    first.history.exportSpans(to(url));
    tell(first.history);
    first.history.flush();
    await settled(first.history, ({ problem }) => problem.includes('503'));
    const database = new Database(first.file);
    const soon = Date.now() + 30_000;
    expect(nextReady(database, url, `${process.pid}:second`)).toBeGreaterThan(soon);
    expect(nextReady(database, url, `${process.ppid}:first`)).toBeLessThan(soon);
    database.close();
    const second = store(first.file, `${process.pid}:second`);
    second.history.exportSpans(to(url));
    open.splice(-2, 1)[0]?.close();
    second.history.exportSpans(to(url));
    await settled(second.history, ({ sent }) => sent === 1);
    expect(got).toHaveLength(2);
  });

  it('tells of a call that nests without end all but what it says', async () => {
    const { got, url } = await receive();
    const { history } = store();
    history.exportSpans(to(url, { content: true }));
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    tell(history, { request: `{"messages":[{"role":"user","content":[{"toolUse":{"input":${deep}}}]}]}` });
    tell(history, { request: { messages: [{ role: 'user', content: 'Hi' }] } });
    history.flush();
    await settled(history, ({ sent }) => sent === 2);
    expect(history.spanState()).toMatchObject({ waiting: 0, dropped: 0 });
    const said = got.flatMap(({ spans }) => spans).map((span) => attribute(span, 'gen_ai.input.messages'));
    expect(said.filter((one) => one === undefined)).toHaveLength(1);
    expect(said.filter((one) => String(one).includes('Hi'))).toHaveLength(1);
  });

  it('finds the span that a receiver does not want, and sends the others', async () => {
    let unwanted = '';
    const { url } = await receive((spans) =>
      spans.some(({ spanId }) => spanId === unwanted)
        ? { status: 400, body: { message: 'bad' } }
        : { status: 200 },
    );
    const { history } = store();
    history.exportSpans(to(url));
    const ids = Array.from({ length: 9 }, () => tell(history));
    unwanted = spanIdOf(ids[4] ?? '');
    history.flush();
    await settled(history, ({ waiting }) => waiting === 0);
    expect(history.spanState()).toMatchObject({ sent: 8, refused: 1 });
  });

  it('gives up the oldest beyond its cap, and those whose calls are deleted, and counts them', async () => {
    const { url } = await receive(() => ({ status: 503 }));
    const { history, file } = store();
    history.exportSpans(to(url));
    const ids = Array.from({ length: 5 }, () => tell(history));
    history.flush();
    history.remove(ids.slice(0, 1));
    const database = new Database(file);
    capOutbox(database, url, 3);
    database.close();
    expect(history.spanState()).toMatchObject({ waiting: 3, dropped: 2, sent: 0 });
  });

  it('has no header in any file, and what a header says is taken out of what is kept', async () => {
    const { url } = await receive(() => ({ status: 401, body: { message: 'no very-secret-of-otlp here' } }));
    const { history, file, events } = store();
    history.exportSpans(to(url, { headers: [['authorization', 'Bearer very-secret-of-otlp']] }));
    history.saveTelemetry({ on: true, endpoint: url, content: false });
    tell(history, { request: { messages: [{ role: 'user', content: 'Bearer very-secret-of-otlp' }] } });
    history.flush();
    await settled(history, ({ problem }) => problem.includes('401'));
    expect(history.spanState()).toMatchObject({ waiting: 1, nextAt: expect.any(Number) });
    for (const part of [file, `${file}-wal`])
      expect(readFileSync(part).includes('very-secret-of-otlp'), part).toBe(false);
    expect(history.telemetry()).toEqual({ on: true, endpoint: url, content: false });
    // A receiver may quote the key that it does not take.
    expect(history.spanState().problem).toMatch(/no \S+ here/);
    expect(JSON.stringify([history.spanState(), events])).not.toContain('very-secret-of-otlp');
  });

  it('goes to the new address where somebody corrects it', async () => {
    const { got, url } = await receive();
    const { history } = store();
    const wrong = 'http://127.0.0.1:9/v1/traces';
    history.saveTelemetry({ on: true, endpoint: wrong, content: false });
    history.exportSpans(to(wrong));
    tell(history);
    history.flush();
    await settled(history, ({ problem }) => problem !== '');
    history.saveTelemetry({ on: true, endpoint: url, content: false });
    history.exportSpans(to(url));
    await settled(history, ({ sent }) => sent === 1);
    expect(got).toHaveLength(1);
  });
});
