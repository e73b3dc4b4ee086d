import { availableParallelism, cpus } from 'node:os';
import { grouped, type Lines, type Worked, workThrough, writeWorked } from './batch.ts';
import { type ExitCode, type LineWork, UsageError } from './command.ts';
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

async function* onThisThread(groups: AsyncIterable<Lines>, work: LineWork): AsyncGenerator<Worked> {
  for await (const group of groups) yield workThrough(group, work);
}

/**
 * Works through a JSONL source and writes one line of JSON per line of input, in order, on however many
 * threads. Memory does not grow with the source: a slow reader holds up the reading.
 */
export async function runBatch(
  { command, args, source, jobs }: Batch,
  output: Output,
  work: LineWork,
): Promise<ExitCode> {
  const groups = grouped(linesOf(source));
  if (jobs === 1) return writeWorked(onThisThread(groups, work), output);
  const crew = new CrewOfThreads({ command, args }, jobs);
  try {
    return await writeWorked(crew.inOrder(groups), output);
  } finally {
    await crew.close();
  }
}
