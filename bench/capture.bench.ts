import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request as requestHttp } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { childrenOf, processorMs, residentMb } from './process-figures.ts';
import { measure, print } from './report.ts';

// Capturing beside a direct connection and beside mitmproxy as a reverse proxy, in the same run. Every contender but the
// direct one is a process of its own; the endpoint answers a stream of frames that carry the time at which they left.
const root = process.env.STRATA_ROOT ?? '.';
const FRAMES = 100;
const GAP_MS = 20;
const STREAMS = 50;
/** Rounds in which the contenders take turns, so that what disturbs the machine meets all of them. */
const ROUNDS = 3;
/** Short streams after which the memory is looked at, and frames of each. */
const MANY = 10_000;
const SHORT_FRAMES = 5;
/** Plain requests under way at once where a core is to be full. */
const AT_ONCE = 16;
/** Clients that leave in mid-stream, one after the other. */
const CANCELS = 30;
const FRAME_BYTES = 200;
const folder = mkdtempSync(path.join(tmpdir(), 'strata-bench-capture-'));

/** Told when a connection to the endpoint ends. */
let onClosed: () => void = () => undefined;

const endpoint = createServer(async (request, response) => {
  for await (const _piece of request);
  if (!request.url?.endsWith('-stream')) {
    response.end('{"ok":true}');
    return;
  }
  response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
  let over = false;
  response.on('close', () => {
    over = true;
    onClosed();
  });
  const short = request.url.includes('/model/short/');
  for (let i = 0; i < (short ? SHORT_FRAMES : FRAMES) && !over; i++) {
    response.write(`${performance.now().toFixed(3)} `.padEnd(FRAME_BYTES, '.'));
    await new Promise((resolve) => (short ? setImmediate(resolve) : setTimeout(resolve, GAP_MS)));
  }
  response.end();
});
endpoint.keepAliveTimeout = 60_000;
endpoint.listen(0, '127.0.0.1');
await once(endpoint, 'listening');
const direct = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}`;

const children: ChildProcess[] = [];

interface Running {
  readonly url: string;
  readonly pid: number;
}

async function startStrata(...more: readonly string[]): Promise<Running> {
  const args = [path.join(root, 'out/cli/cli.cjs'), 'capture', '--target', direct, ...more];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, STRATA_HISTORY: path.join(folder, 'history.sqlite') },
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout }))
    return { url: JSON.parse(line).url as string, pid: child.pid ?? 0 };
  throw new Error('strata capture did not start');
}

async function startMitmproxy(): Promise<string | null> {
  const python = process.env.STRATA_BENCH_MITMPROXY;
  if (python === undefined) return null;
  const free = createTcp().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  const args = [
    '--mode',
    `reverse:${direct}`,
    '--listen-host',
    '127.0.0.1',
    '--listen-port',
    String(port),
    '--quiet',
  ];
  // Streamed, as Strata does it: without this mitmproxy hands an answer on only once it is whole.
  const child = spawn(
    python,
    // Its own script names the folder in which the environment was made.
    [
      '-c',
      'from mitmproxy.tools.main import mitmdump; mitmdump()',
      ...args,
      '--set',
      'stream_large_bodies=1',
    ],
    {
      stdio: 'ignore',
    },
  );
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let i = 0; i < 200; i++) {
    if (
      await fetch(`${url}/model/m/converse`, { method: 'POST', body: '{}' }).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('mitmdump did not start');
}

const BODY = JSON.stringify({ text: 'x'.repeat(4_000) });

interface Stream {
  /** How late each frame came, milliseconds. */
  readonly late: readonly number[];
  /** From the request to the first byte of the answer's head, and of its body, milliseconds. */
  readonly headMs: number;
  readonly firstMs: number;
}

function stream(url: string, model = 'm'): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const late: number[] = [];
    const began = performance.now();
    let [headMs, firstMs] = [Number.NaN, Number.NaN];
    const request = requestHttp(`${url}/model/${model}/converse-stream`, { method: 'POST' }, (response) => {
      headMs = performance.now() - began;
      response.on('data', (piece: Buffer) => {
        const now = performance.now();
        if (Number.isNaN(firstMs)) firstMs = now - began;
        for (const [, left] of piece.toString().matchAll(/(\d+\.\d{3}) /g)) late.push(now - Number(left));
      });
      response.on('end', () => resolve({ late, headMs, firstMs }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(BODY);
  });
}

const streamsOf = (url: string): Promise<readonly Stream[]> =>
  Promise.all(Array.from({ length: STREAMS }, () => stream(url)));

/** Runs `ask` so often in all, so many at once. */
async function crowd(times: number, atOnce: number, ask: () => Promise<unknown>): Promise<void> {
  let left = times;
  const one = async (): Promise<void> => {
    while (left-- > 0) await ask();
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** How long after its client left a stream's connection to the endpoint is closed, milliseconds. */
function cancelled(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = requestHttp(`${url}/model/m/converse-stream`, { method: 'POST' }, (response) => {
      response.once('data', () => {
        const left = performance.now();
        onClosed = () => resolve(performance.now() - left);
        request.destroy();
      });
      response.on('error', () => undefined);
    });
    request.on('error', (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' || reject(error));
    request.end(BODY);
  });
}

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;

const plain = await startStrata('--no-history');
const kept = await startStrata();
const contenders: [string, string][] = [
  ['direct', direct],
  ['Strata', plain.url],
  ['Strata, keeping all of it', kept.url],
];
const mitmproxy = await startMitmproxy();
if (mitmproxy !== null) contenders.push(['mitmproxy 11 (reverse, streamed)', mitmproxy]);

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

/** Streams at once, in rounds: what each contender adds to a direct connection. */
async function frames(): Promise<void> {
  console.log(
    `\nEach frame's way: ${STREAMS} streams at once, ${FRAMES} frames each, one per ${GAP_MS} ms, ${ROUNDS} rounds`,
  );
  const all = new Map<string, Stream[]>(contenders.map(([name]) => [name, []]));
  for (const [, url] of contenders) await streamsOf(url);
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, url] of contenders) all.get(name)?.push(...(await streamsOf(url)));
  const late = (name: string, share: number): number =>
    percentile(all.get(name)?.flatMap((one) => one.late) ?? [], share);
  for (const [name] of contenders) {
    const [p50, p99] = [late(name, 0.5), late(name, 0.99)];
    const added =
      name === 'direct'
        ? ''
        : `  added: p50 ${signed(p50 - late('direct', 0.5))} ms, p99 ${signed(p99 - late('direct', 0.99))} ms`;
    console.log(`  ${name.padEnd(34)} p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms${added}`);
  }
}

/** One stream after the other, the contenders in turns: when head and first byte come. */
async function firstBytes(): Promise<void> {
  console.log('\nThe first byte of an answer, one stream after the other, median of 200');
  const all = new Map<string, Stream[]>(contenders.map(([name]) => [name, []]));
  for (let i = 0; i < 200; i++)
    for (const [name, url] of contenders) all.get(name)?.push(await stream(url, 'short'));
  const median = (name: string, of: 'headMs' | 'firstMs'): number =>
    percentile(all.get(name)?.map((one) => one[of]) ?? [], 0.5);
  for (const [name] of contenders) {
    const [head, first] = [median(name, 'headMs'), median(name, 'firstMs')];
    const added = name === 'direct' ? '' : `  added: ${signed(first - median('direct', 'firstMs'))} ms`;
    console.log(`  ${name.padEnd(34)} head ${head.toFixed(2)} ms  first byte ${first.toFixed(2)} ms${added}`);
  }
}

/** Processor time of the process that forwards, with the history and without, in turns. */
async function recording(): Promise<void> {
  console.log('\nProcessor time of the process that forwards, a frame (same streams, in turns)');
  const spent = { plain: 0, kept: 0 };
  for (let round = 0; round < 2 * ROUNDS; round++)
    for (const name of round % 2 === 0 ? (['plain', 'kept'] as const) : (['kept', 'plain'] as const)) {
      const { url, pid } = name === 'plain' ? plain : kept;
      const before = processorMs(pid);
      await streamsOf(url);
      spent[name] += processorMs(pid) - before;
    }
  const each = (ms: number): string => `${((ms * 1000) / (2 * ROUNDS * STREAMS * FRAMES)).toFixed(0)} µs`;
  const share = (spent.kept / spent.plain - 1) * 100;
  console.log(`  without the history ${each(spent.plain)}, with it ${each(spent.kept)}: ${signed(share)} %`);
}

/** The store's process stands still: its frames must not. */
async function stopped(): Promise<void> {
  const [store] = childrenOf(kept.pid);
  if (store === undefined) return;
  process.kill(store, 'SIGSTOP');
  const late = (await streamsOf(kept.url)).flatMap((one) => one.late);
  process.kill(store, 'SIGCONT');
  const [p50, p99] = [percentile(late, 0.5), percentile(late, 0.99)];
  console.log(
    `\nThe same while the store's process is stopped (SIGSTOP): p50 ${p50.toFixed(2)} ms  p99 ${p99.toFixed(2)} ms`,
  );
}

/** Memory over many short streams, once the process is warm. */
async function memory(): Promise<void> {
  console.log(`\nMemory of the process that forwards, over ${MANY.toLocaleString('en')} streams, 50 at once`);
  for (const [name, { url, pid }] of [
    ['Strata', plain],
    ['Strata, keeping all of it', kept],
  ] as const) {
    await crowd(MANY / 4, STREAMS, () => stream(url, 'short'));
    const before = residentMb(pid);
    await crowd(MANY, STREAMS, () => stream(url, 'short'));
    const after = residentMb(pid);
    console.log(
      `  ${name.padEnd(34)} ${before.toFixed(0)} MB → ${after.toFixed(0)} MB (${signed(after - before)} MB)`,
    );
  }
}

/** Plain requests so that the process that forwards has no rest: how many it takes for a second of its core. */
async function perCore(): Promise<void> {
  const count = 6_000;
  const agent = new Agent({ keepAlive: true });
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const request = requestHttp(`${plain.url}/model/m/converse`, { method: 'POST', agent }, (response) => {
        response.resume();
        response.on('end', resolve);
      });
      request.on('error', reject);
      request.end(BODY);
    });
  await crowd(count / 4, AT_ONCE, ask);
  const [before, began] = [processorMs(plain.pid), performance.now()];
  await crowd(count, AT_ONCE, ask);
  const spent = (processorMs(plain.pid) - before) / 1000;
  const wall = (performance.now() - began) / 1000;
  agent.destroy();
  console.log(
    `\nPlain requests with 4 kB, ${AT_ONCE} at once: ${(count / spent).toFixed(0)} for a second of the forwarding core, ` +
      `${(count / wall).toFixed(0)}/s beside client and endpoint`,
  );
}

try {
  await frames();
  await firstBytes();
  await recording();
  await stopped();
  await perCore();
  await memory();
  console.log('\nA client that leaves in mid-stream: its connection to the endpoint closes after');
  for (const [name, url] of contenders) {
    const all: number[] = [];
    for (let i = 0; i < CANCELS; i++) all.push(await cancelled(url));
    const [p50, most] = [percentile(all, 0.5), Math.max(...all)];
    console.log(`  ${name.padEnd(34)} p50 ${p50.toFixed(2)} ms  longest ${most.toFixed(2)} ms`);
  }
  onClosed = () => undefined;
  const figures = await measure(
    Object.fromEntries(
      contenders.map(([name, url]) => [
        name,
        async () => (await fetch(`${url}/model/m/converse`, { method: 'POST', body: BODY })).arrayBuffer(),
      ]),
    ),
    2_000,
  );
  print(
    'A plain request with 4 kB, one after the other',
    figures,
    (p50) => `${Math.round(1000 / p50)} requests/s`,
  );
} finally {
  for (const child of children) child.kill();
  endpoint.closeAllConnections();
  endpoint.close();
  rmSync(folder, { recursive: true, force: true });
}
