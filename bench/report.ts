import { Bench, type Task } from 'tinybench';
import { percentile } from './percentile.ts';

/** One line of a bench's table: a contender and how fast it was. */
export interface Figure {
  readonly name: string;
  /** Median and 95th percentile of one run, milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly runs: number;
}

function figure(task: Task): Figure {
  const { result } = task;
  if (!('latency' in result)) throw new Error(`${task.name} did not finish: ${result.state}`);
  const samples = result.latency.samples ?? [];
  return {
    name: task.name,
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    runs: samples.length,
  };
}

/** Runs all contenders in one process, one after the other, `ms` milliseconds each. */
export async function measure(
  contenders: Readonly<Record<string, () => unknown>>,
  ms = 1000,
): Promise<readonly Figure[]> {
  const bench = new Bench({ time: ms, warmupTime: ms / 4, retainSamples: true });
  for (const [name, run] of Object.entries(contenders)) bench.add(name, run);
  await bench.run();
  return bench.tasks.map(figure);
}

const ms = (value: number): string => (value < 1 ? value.toFixed(4) : value.toFixed(2));

/** Prints a table; `unit` turns a median in milliseconds into a rate or another readable figure. */
export function print(title: string, figures: readonly Figure[], unit?: (p50: number) => string): void {
  console.log(`\n${title}`);
  const [base] = figures;
  for (const { name, p50, p95, runs } of figures) {
    const ratio =
      base && name !== base.name ? `  ${(p50 / base.p50).toFixed(2)}× the time of ${base.name}` : '';
    console.log(
      `  ${name.padEnd(36)} p50 ${ms(p50)} ms  p95 ${ms(p95)} ms  (${runs} runs)${unit ? `  ${unit(p50)}` : ''}${ratio}`,
    );
  }
}
