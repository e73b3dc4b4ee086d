import { availableParallelism, cpus } from 'node:os';
import { grouped, writeWorked } from './batch.ts';
import { type ExitCode, type GroupWork, type Lines, UsageError, type Worked } from './command.ts';
import { CrewOfThreads } from './crew.ts';
import { linesOf } from './input.ts';
import type { Output } from './output.ts';

/** Which command works on the lines of a source, under which arguments, and on how many threads. */
export interface Batch {
  readonly command: string;
  readonly args: readonly string[];
  readonly source: string;
  /** 1: on this thread. */
  readonly jobs: number;
}

/** The value of `--jobs`: a number of threads, or `all` for one each core. Throws {@link UsageError}. */
export function readJobs(value: string): number {
  // Electron's old test runtime has no availableParallelism.
  if (value === 'all') return availableParallelism?.() ?? cpus().length;
  const jobs = Number(value);
  if (Number.isInteger(jobs) && jobs >= 1 && jobs <= 64) return jobs;
  throw new UsageError(`--jobs is a number from 1 to 64, or all; “${value}” is neither.`);
}

/** What became of the groups, in their order, on however many threads. */
export async function* workOn(
  groups: AsyncIterable<Lines>,
  { command, args, jobs }: Omit<Batch, 'source'>,
  work: GroupWork,
): AsyncGenerator<Worked> {
  if (jobs === 1) {
    for await (const group of groups) yield work(group);
    return;
  }
  const crew = new CrewOfThreads({ command, args }, jobs);
  try {
    yield* crew.inOrder(groups);
  } finally {
    await crew.close();
  }
}

/**
 * Works through a JSONL source and writes one line of JSON per line of input, in order. Memory does not grow with
 * the source: a slow reader holds up the reading.
 */
export const runBatch = (batch: Batch, output: Output, work: GroupWork): Promise<ExitCode> =>
  writeWorked(workOn(grouped(batch.source, linesOf(batch.source)), batch, work), output);
