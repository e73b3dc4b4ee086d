import { spawn } from 'node:child_process';
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** Who is measured: `take` runs it so many times and gives the processor time of each run, milliseconds. */
export interface Contender {
  readonly name: string;
  readonly take: (runs: number) => readonly number[] | Promise<readonly number[]>;
}

export interface Measured {
  readonly name: string;
  /** Processor time of one run, milliseconds. */
  readonly least: number;
  readonly p50: number;
  readonly p95: number;
  readonly runs: number;
}

/** Processor time of this process with all its threads, milliseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs something of this process; `prepare` makes what it works on and is not measured. */
export const ours = <T>(name: string, prepare: () => T, run: (given: T) => unknown): Contender => ({
  name,
  take: (runs) =>
    Array.from({ length: runs }, () => {
      const given = prepare();
      const before = processorTime();
      run(given);
      return processorTime() - before;
    }),
});

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

function measured(name: string, samples: readonly number[]): Measured {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { name, least: at(0), p50: at(0.5), p95: at(0.95), runs: sorted.length };
}

/**
 * Lets contenders take turns (the first, the second, the first, …), so that whatever else the machine does falls on all
 * of them. A turn is so many runs that the slowest takes about `turnMs`; its first run, which finds the processor's caches
 * as another contender left them, is not counted. Before, each runs for `warmMs`, so that what a compiler does to busy
 * code is done.
 */
export async function takeTurns(
  contenders: readonly Contender[],
  {
    rounds = 60,
    turnMs = 12,
    warmMs = 1500,
  }: { readonly rounds?: number; readonly turnMs?: number; readonly warmMs?: number } = {},
): Promise<readonly Measured[]> {
  const samples = contenders.map((): number[] => []);
  let slowest = 0;
  for (const { take } of contenders) {
    let last: readonly number[] = [];
    for (let time = 0; time < warmMs; time += sum(last)) last = await take(10);
    slowest = Math.max(slowest, sum(last) / last.length);
  }
  const runs = Math.max(1, Math.min(50, Math.round(turnMs / slowest)));
  for (let round = 0; round < rounds; round++) {
    for (const [i, { take }] of contenders.entries()) samples[i]?.push(...(await take(runs + 1)).slice(1));
  }
  return contenders.map(({ name }, i) => measured(name, samples[i] ?? []));
}

export interface Memory {
  /** Bytes that one run allocates. */
  readonly allocated: number;
  /** Share of the processor time that goes to collecting garbage, 0 to 1. */
  readonly collecting: number;
}

/** What a contender of this process costs in memory. */
export async function memoryOf<T>(prepare: () => T, run: (given: T) => unknown, ms = 600): Promise<Memory> {
  let collected = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collected += duration;
  });
  const allocated: number[] = [];
  for (let i = 0; i < 15; i++) {
    const given = prepare();
    const before = process.memoryUsage().heapUsed;
    run(given);
    const more = process.memoryUsage().heapUsed - before;
    // A collection in between makes it less than it was.
    if (more > 0) allocated.push(more);
  }
  observer.observe({ entryTypes: ['gc'] });
  let time = 0;
  while (time < ms) {
    const before = processorTime();
    for (let i = 0; i < 10; i++) run(prepare());
    time += processorTime() - before;
    await setImmediate();
  }
  observer.disconnect();
  const sorted = allocated.sort((a, b) => a - b);
  return { allocated: sorted[sorted.length >> 1] ?? Number.NaN, collecting: collected / time };
}

/** Keeps two processors busy while `work` runs. */
export async function beside<T>(work: () => Promise<T>): Promise<T> {
  const loops = [1, 2].map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  try {
    return await work();
  } finally {
    for (const loop of loops) loop.kill('SIGKILL');
  }
}

export const shownMs = (value: number): string => (value < 1 ? value.toFixed(3) : value.toFixed(2));

/** A contender's line; `first` is the one it is compared with. */
export function lineOf(one: Measured, first: Measured, memory?: Memory): string {
  const figures = `least ${shownMs(one.least)}  p50 ${shownMs(one.p50)}  p95 ${shownMs(one.p95)} ms (${(one.p95 / one.p50).toFixed(1)} × p50)  ${one.runs} runs`;
  const beside =
    one === first
      ? ''
      : `  ${(one.p50 / first.p50).toFixed(2)} times as long (least ${(one.least / first.least).toFixed(2)})`;
  const cost = memory
    ? `  ${Math.round(memory.allocated / 1024)} kB a run, ${(memory.collecting * 100).toFixed(0)} % collecting`
    : '';
  return `    ${one.name.padEnd(16)}${figures}${beside}${cost}`;
}
