import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { besideNative, NATIVE_FILE, nativeDatabase } from '../../scripts/lib/native-database.mjs';
import type { ExchangeStart } from '../../shared/capture/exchange.ts';
import type { HistoryEvent } from '../../shared/contract/history.ts';
import { History } from './history.ts';
import type { HistoryClient } from './process/client.ts';
import { newExchangeId } from './sink.ts';

export const newFile = (): string =>
  path.join(mkdtempSync(path.join(tmpdir(), 'strata-history-')), 'history.sqlite');

export interface OpenedHistory {
  readonly history: History;
  readonly file: string;
  readonly events: readonly HistoryEvent[];
}

export function openHistory(file = newFile(), owner = `${process.pid}:test`): OpenedHistory {
  const events: HistoryEvent[] = [];
  const history = new History({
    file,
    owner,
    salt: 'test',
    settleMs: 0,
    onEvent: (event) => events.push(event),
  });
  return { history, file, events };
}

export const startOf = (part: Partial<ExchangeStart> = {}): ExchangeStart => ({
  id: newExchangeId(),
  side: 'bedrock',
  source: 'live',
  startedAt: Date.now(),
  protocol: 'http/1.1',
  method: 'POST',
  path: '/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke',
  headers: [['content-type', 'application/json']],
  operation: 'InvokeModel',
  dialect: 'bedrock',
  route: 'invoke',
  model: 'anthropic.claude-3-haiku-20240307-v1:0',
  program: 'boto3 1.44.8',
  region: 'us-east-1',
  target: 'simulator',
  conversation: null,
  cause: null,
  preparation: false,
  ...part,
});

/** A history in this process, asked as the client asks that of another one. */
export function asClient(history: History): HistoryClient {
  const ask = new Proxy(history, {
    get:
      (target, name) =>
      (...args: never[]) =>
        Promise.resolve((target[name as keyof History] as (...all: never[]) => unknown).apply(target, args)),
  });
  const take =
    (type: string, names: readonly string[]) =>
    (...args: readonly unknown[]): void =>
      history.take({ type, ...Object.fromEntries(names.map((name, i) => [name, args[i]])) } as never);
  return {
    ask,
    opened: take('opened', ['start']),
    requestBody: take('request-body', ['id', 'bytes']),
    requestEnded: take('request-ended', ['id', 'atMs']),
    responseHead: take('head', ['id', 'head']),
    delivery: take('delivery', ['id', 'bytes', 'atMs']),
    described: take('described', ['id', 'patch']),
    ended: take('ended', ['id', 'end']),
  } as unknown as HistoryClient;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export interface Call {
  readonly start?: Partial<ExchangeStart>;
  readonly request?: unknown;
  readonly status?: number;
  readonly response?: unknown;
  readonly headers?: readonly (readonly [string, string])[];
  /** Leaves it running. */
  readonly open?: boolean;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Tells a history a whole exchange that is not streamed; gives its id. Nothing is on disk before a flush. */
export function tell(history: History, call: Call = {}): string {
  const start = startOf(call.start);
  const { id } = start;
  history.take({ type: 'opened', start });
  history.take({ type: 'request-body', id, bytes: utf8(textOf(call.request ?? { messages: [] })) });
  history.take({ type: 'request-ended', id, atMs: 1 });
  const headers = call.headers ?? [['content-type', 'application/json']];
  history.take({ type: 'head', id, head: { status: call.status ?? 200, headers, atMs: 5 } });
  history.take({ type: 'delivery', id, bytes: utf8(textOf(call.response ?? {})), atMs: 6 });
  if (!call.open) history.take({ type: 'ended', id, end: { state: 'done', atMs: 10, failure: '' } });
  return id;
}

interface Programs {
  readonly store: string;
  readonly writer: string;
  readonly leaveHelper: string;
}

async function makePrograms(): Promise<Programs> {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-store-'));
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }));
  const source = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  await build({
    entryPoints: {
      store: source('process/store.ts'),
      writer: source('crash/writer.ts'),
      'leave-helper': source('../share/leaves-apart/helper.ts'),
    },
    outdir: dir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    format: 'cjs',
    target: 'node16',
    plugins: [besideNative],
    logLevel: 'error',
  });
  const native = nativeDatabase();
  if (native) copyFileSync(native.file, path.join(dir, NATIVE_FILE));
  const program = (name: string): string => path.join(dir, `${name}.cjs`);
  return { store: program('store'), writer: program('writer'), leaveHelper: program('leave-helper') };
}

let made: Promise<Programs> | null = null;

/** Programs as the build makes them, in a folder that the files of a worker share, with the native part; their absolute paths. */
export function buildPrograms(): Promise<Programs> {
  made ??= makePrograms();
  return made;
}

/** The store's program; see {@link buildPrograms}. */
export const buildStore = async (): Promise<string> => (await buildPrograms()).store;
