import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { History } from '../electron/history/history.ts';
import { newExchangeId } from '../electron/history/sink.ts';
import { encodeFrame, eventHeaders } from '../shared/eventstream/encoder.ts';
import { childrenOf, processorMs, shareMb } from './process-figures.ts';

/**
 * `strata history --har` beside the writing alone: the same entries, in memory already, as JSON into a file. The export is
 * what the built command line does. STRATA_BENCH_EXCHANGES takes another number of them (10000 without it).
 */
const ROOT = process.env.STRATA_ROOT ?? process.cwd();
const EXCHANGES = Number(process.env.STRATA_BENCH_EXCHANGES ?? '10000');
const TURNS = 3;
const SAMPLE_MS = 50;
const dir = mkdtempSync(path.join(tmpdir(), 'strata-bench-har-'));
const utf8 = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

let state = 42;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}
const WORDS =
  'the request of model answers stream token "quoted" under_score path: value, user\'s README.md {x} über 5.6 **text**'.split(
    ' ',
  );
/** New text: three of ten words are of no language. */
function prose(length: number): string {
  const words: string[] = [];
  for (let size = 0; size < length; size += (words.at(-1)?.length ?? 0) + 1)
    words.push(
      random() < 0.3
        ? Math.floor(random() * 1e9).toString(36)
        : (WORDS[Math.floor(random() * WORDS.length)] ?? ''),
    );
  return words.join(' ');
}

const TOOLS = Array.from({ length: 6 }, (_, i) => ({
  name: `tool_${i}`,
  description: prose(120),
  input_schema: { type: 'object', properties: { path: { type: 'string', description: prose(30) } } },
}));

/** Of forty calls one holds something private. */
const rare = (i: number): string =>
  i % 40 === 0 ? ` see https://host${i % 7}.corp.internal/x or write p${i}@acme.io` : '';

const messages: object[] = [];
/** What is asked: most by agents, whose conversations grow; else by programs, short and new. */
function requestOf(i: number): Uint8Array {
  if (i % 10 < 4) return utf8({ messages: [{ role: 'user', content: [{ text: prose(700) + rare(i) }] }] });
  if (messages.length > 24) messages.length = 0;
  messages.push({ role: 'user', content: [{ type: 'text', text: prose(300) + rare(i) }] });
  const body = utf8({ system: 'Follow the rules. '.repeat(20), messages, tools: TOOLS, max_tokens: 1000 });
  messages.push({ role: 'assistant', content: [{ type: 'text', text: prose(200) }] });
  return body;
}

const chunk = (value: object): Uint8Array =>
  encodeFrame(eventHeaders('chunk'), utf8({ bytes: Buffer.from(JSON.stringify(value)).toString('base64') }));
const delta = (text: string): object => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text },
});
/** What is answered, by the media type: frames, events, or one body. */
const ANSWERS: readonly (readonly [string, () => readonly Uint8Array[]])[] = [
  ['application/vnd.amazon.eventstream', () => Array.from({ length: 16 }, () => chunk(delta(prose(18))))],
  [
    'text/event-stream',
    () =>
      Array.from({ length: 12 }, () =>
        Buffer.from(
          `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: prose(18) } }] })}\n\n`,
        ),
      ),
  ],
  [
    'application/json',
    () => [utf8({ content: [{ type: 'text', text: prose(900) }], stop_reason: 'end_turn' })],
  ],
  ['application/json', () => [utf8({ output: { message: { content: [{ text: prose(300) }] } } })]],
];

function keep(history: History, i: number): void {
  const id = newExchangeId();
  const startedAt = 1_790_000_000_000 + i * 1000;
  const [media, answer] = ANSWERS[i % ANSWERS.length] ?? ['', () => []];
  history.take({
    type: 'opened',
    start: {
      ...{ id, startedAt, side: 'bedrock', source: 'live', protocol: 'http/1.1', method: 'POST' },
      ...{ path: '/model/anthropic.claude-3-haiku-20240307-v1%3A0/invoke', operation: 'invoke' },
      headers: [
        ['host', '127.0.0.1:4000'],
        ['content-type', 'application/json'],
        ['x-amz-date', new Date(startedAt).toISOString()],
        ['amz-sdk-invocation-id', id],
      ],
      ...{ dialect: 'bedrock', route: 'invoke', model: 'anthropic.claude-3-haiku-20240307-v1:0' },
      ...{ program: 'boto3 1.44.8', region: 'us-east-1', target: 'aws', conversation: null, cause: null },
      preparation: false,
    },
  });
  history.take({ type: 'request-body', id, bytes: requestOf(i) });
  history.take({ type: 'request-ended', id, atMs: 1 });
  const headers = [
    ['content-type', media],
    ['x-amzn-requestid', `${id}-r`],
    ['date', new Date(startedAt).toUTCString()],
  ] as const;
  history.take({ type: 'head', id, head: { status: 200, headers, atMs: 5 } });
  let atMs = 10;
  for (const bytes of answer()) {
    atMs += 7.125;
    history.take({ type: 'delivery', id, bytes, atMs });
  }
  history.take({ type: 'ended', id, end: { state: 'done', atMs: atMs + 1, failure: '' } });
}

interface Export {
  readonly wallMs: number;
  readonly processorMs: number;
  /** All processes together, at once. */
  readonly mostMb: number;
}

const startStrata = (args: readonly string[], out: number) =>
  spawn(process.execPath, [path.join(ROOT, 'out/cli/cli.cjs'), ...args], {
    stdio: ['ignore', out, 'ignore'],
  });

/** One export into a file, its processes looked at again and again. */
async function exported(store: string, log: string): Promise<Export> {
  const out = openSync(log, 'w');
  const began = performance.now();
  const child = startStrata(['history', '--har', '--store', store], out);
  const busy = new Map<number, number>();
  let mostMb = 0;
  const look = (): void => {
    const pids = [child.pid ?? 0, ...childrenOf(child.pid ?? 0)];
    for (const pid of pids) busy.set(pid, Math.max(busy.get(pid) ?? 0, processorMs(pid) || 0));
    mostMb = Math.max(
      mostMb,
      pids.reduce((sum, pid) => sum + (shareMb(pid) || 0), 0),
    );
  };
  const timer = setInterval(look, SAMPLE_MS);
  await once(child, 'exit');
  clearInterval(timer);
  closeSync(out);
  const processor = [...busy.values()].reduce((sum, ms) => sum + ms, 0);
  return { wallMs: performance.now() - began, processorMs: processor, mostMb };
}

/** The entries of the log written again, a hundred at a time: nothing is read, searched or taken out. */
function written(log: string, again: string): number {
  const lines = readFileSync(log, 'latin1').split('\n').slice(1, -2);
  const out = openSync(again, 'w');
  let busy = 0;
  for (let at = 0; at < lines.length; at += 100) {
    const entries = lines
      .slice(at, at + 100)
      .map((line): unknown => JSON.parse(Buffer.from(line.replace(/^,/, ''), 'latin1').toString()));
    const began = performance.now();
    writeSync(out, entries.map((entry) => JSON.stringify(entry)).join('\n,'));
    busy += performance.now() - began;
  }
  closeSync(out);
  return busy;
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const least = (values: readonly number[]): number => Math.min(...values);

try {
  const [store, log] = [path.join(dir, 'h.sqlite'), path.join(dir, 'log.har')];
  const history = new History({
    file: store,
    owner: `${process.pid}:bench`,
    salt: 'bench',
    onEvent: () => undefined,
  });
  history.retain({ maxBytes: 2_000_000_000, maxDays: null, maxExchanges: null });
  for (let i = 0; i < EXCHANGES; i++) keep(history, i);
  history.close();
  const [exports, writes]: [Export[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    exports.push(await exported(store, log));
    writes.push(written(log, path.join(dir, 'again.har')));
  }
  const mb = (file: string): string => `${(statSync(file).size / 1e6).toFixed(0)} MB`;
  const wall = least(exports.map(({ wallMs }) => wallMs));
  console.log(
    `\n${EXCHANGES.toLocaleString('en')} exchanges, ${mb(store)} of history, as a HAR log of ${mb(log)}; least of ${TURNS} turns`,
  );
  console.log(
    `  strata history --har       ${seconds(wall)}, ${seconds(least(exports.map((one) => one.processorMs)))} of processor time, at most ${Math.max(...exports.map(({ mostMb }) => mostMb)).toFixed(0)} MB in all its processes`,
  );
  console.log(
    `  JSON.stringify and write   ${seconds(least(writes))}; the export takes ${(wall / least(writes)).toFixed(1)} times as long`,
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}
