import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { startApp } from './capture/app.ts';
import { BODY, cancelled, crowd, plainly, type Stream, stream } from './capture/asking.ts';
import { startMitmproxy, startProgram, startStrata } from './capture/contenders.ts';
import { FRAMES, GAP_MS, startEndpoint } from './capture/endpoint.ts';
import { percentile } from './percentile.ts';
import { childrenOf, processorMs, residentMb } from './process-figures.ts';
import { measure, print } from './report.ts';

// Capturing beside a direct connection, beside the least that can stand between, and beside mitmproxy as a reverse proxy,
// in the same run. Every contender but the direct one is a process of its own. STRATA_BENCH_PART=frames measures the way of
// the frames alone.
const STREAMS = 50;
/** Rounds in which the contenders take turns, so that what disturbs the machine meets all of them. */
const ROUNDS = 3;
/** Short streams over which the memory is looked at. */
const MANY = 10_000;
/** Plain requests under way at once where a core is to be full. */
const AT_ONCE = 16;
/** Clients that leave in mid-stream. */
const CANCELS = 30;

const folder = mkdtempSync(path.join(tmpdir(), 'strata-bench-capture-'));
const history = path.join(folder, 'history.sqlite');
const endpoint = await startEndpoint();
const relay = await startProgram('relay', endpoint.url);
const plain = await startStrata(endpoint.url, history, '--no-history');
const kept = await startStrata(endpoint.url, history);
const app = await startApp(endpoint.url, path.join(folder, 'app.sqlite'), folder);
const mitmproxy = await startMitmproxy(endpoint.url);
const contenders: readonly (readonly [string, string])[] = [
  ['direct', endpoint.url],
  ['a bare relay of bytes', relay.url],
  ['Strata', plain.url],
  ['Strata, keeping all of it', kept.url],
  ['Strata’s app, its list followed', app.url],
  ...(mitmproxy ? [['mitmproxy 11 (reverse, streamed)', mitmproxy.url] as const] : []),
];

/** What one contender still has to do with its streams is not to disturb the next, milliseconds. */
const AFTERWARDS_MS = 1_500;

const streamsOf = (url: string, model?: string): Promise<readonly Stream[]> =>
  Promise.all(Array.from({ length: STREAMS }, () => stream(url, model)));

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;

/** Streams at once, in rounds: what each contender adds to a direct connection. */
async function frames(model: string, when: string): Promise<void> {
  console.log(
    `\nEach frame's way: ${STREAMS} streams at once, ${FRAMES} frames each, one per ${GAP_MS} ms, ${when}, ${ROUNDS} rounds`,
  );
  const all = new Map<string, Stream[]>(contenders.map(([name]) => [name, []]));
  for (const [, url] of contenders) await streamsOf(url, model);
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, url] of contenders) {
      await pause(AFTERWARDS_MS);
      all.get(name)?.push(...(await streamsOf(url, model)));
    }
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

/** Processor time of the process that forwards: without the history, with it, and the app's, in turns. */
async function recording(): Promise<void> {
  console.log('\nProcessor time of the process that forwards, a frame (same streams, in turns)');
  const processes = [
    { name: 'without the history', ...plain, ms: 0 },
    { name: 'with it', ...kept, ms: 0 },
    { name: 'the app, its list followed', ...app, ms: 0 },
  ];
  const rounds = 2 * ROUNDS;
  for (let round = 0; round < rounds; round++)
    for (const one of round % 2 === 0 ? processes : [...processes].reverse()) {
      const before = processorMs(one.pid);
      await streamsOf(one.url);
      one.ms += processorMs(one.pid) - before;
    }
  const [first] = processes;
  for (const { name, ms } of processes) {
    const more = signed((ms / (first?.ms ?? ms) - 1) * 100);
    console.log(
      `  ${name.padEnd(34)} ${((ms * 1000) / (rounds * STREAMS * FRAMES)).toFixed(0)} µs  ${more} %`,
    );
  }
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

/** The store may be behind by the end of many streams; it has caught up after so long, milliseconds. */
const CAUGHT_UP_MS = 20_000;
/** Streams after which a process that has just been started is warm. */
const WARM = 1_000;
/** The app's thread for heavy work compiles ahead for so long at most after the start, whatever is captured, milliseconds. */
const STARTED_MS = 10_000;

/**
 * Memory over many short streams, of processes started for it: from when they rest and from when they are warm, as the
 * streams end, and once nothing is on its way to the store.
 */
async function memory(): Promise<void> {
  const many = MANY.toLocaleString('en');
  console.log(
    `\nMemory of the process that forwards, over ${many} streams, ${STREAMS} at once, after the first ${WARM.toLocaleString('en')}`,
  );
  const again = path.join(folder, 'again.sqlite');
  for (const [name, start] of [
    ['Strata', () => startStrata(endpoint.url, again, '--no-history')],
    ['Strata, keeping all of it', () => startStrata(endpoint.url, again)],
    ['Strata’s app, its list followed', () => startApp(endpoint.url, again, folder)],
  ] as const) {
    const { url, pid, stop } = await start();
    await pause(STARTED_MS);
    const cold = residentMb(pid);
    await crowd(WARM, STREAMS, () => stream(url, 'short'));
    const warm = residentMb(pid);
    await crowd(MANY, STREAMS, () => stream(url, 'short'));
    const after = residentMb(pid);
    await pause(CAUGHT_UP_MS);
    const rest = residentMb(pid);
    stop();
    console.log(
      `  ${name.padEnd(34)} ${warm.toFixed(0)} MB → ${after.toFixed(0)} MB (${signed(after - warm)} MB; ` +
        `${signed(after - cold)} MB from its rest before them), ${rest.toFixed(0)} MB after ${CAUGHT_UP_MS / 1000} s`,
    );
  }
}

/** Plain requests so that the process that forwards has no rest: how many it takes for a second of its core. */
async function perCore(): Promise<void> {
  const count = 6_000;
  const agent = new Agent({ keepAlive: true });
  const ask = (): Promise<void> => plainly(plain.url, agent);
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

/** Clients that leave in mid-stream, one after the other. */
async function leaving(): Promise<void> {
  console.log('\nA client that leaves in mid-stream: its connection to the endpoint closes after');
  for (const [name, url] of contenders) {
    const all: number[] = [];
    for (let i = 0; i < CANCELS; i++) all.push(await cancelled(url, endpoint));
    const [p50, most] = [percentile(all, 0.5), Math.max(...all)];
    console.log(`  ${name.padEnd(34)} p50 ${p50.toFixed(2)} ms  longest ${most.toFixed(2)} ms`);
  }
  endpoint.whenClosed(() => undefined);
}

/** Plain requests, one after the other. */
async function oneByOne(): Promise<void> {
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
}

try {
  await frames('m', 'all in step, so that the last of them waits for all others');
  await frames('apart', 'each at its own time');
  if (process.env.STRATA_BENCH_PART !== 'frames')
    for (const part of [firstBytes, recording, stopped, perCore, memory, leaving, oneByOne]) await part();
} finally {
  for (const one of [relay, plain, kept, app, mitmproxy]) one?.stop();
  endpoint.close();
  rmSync(folder, { recursive: true, force: true });
}
