import { PassThrough } from 'node:stream';
import { runCommandLine } from './main.ts';
import { Output } from './output.ts';

/** For tests: what a program that called `strata` has before it. */
export interface Ran {
  readonly code: number;
  /** All of stdout. */
  readonly out: string;
  /** Its lines that are not empty. */
  readonly lines: readonly string[];
  /** All of stderr. */
  readonly err: string;
}

/** Gathers what is written as it comes, or a large result would wait for its reader. */
function gathered(stream: PassThrough): () => string {
  let text = '';
  stream.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  return () => text;
}

/** Runs the command line in this process; `args` as they stand behind `strata`. */
export async function runStrata(args: readonly string[]): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [gathered(stdout), gathered(stderr)];
  const code = await runCommandLine(args, new Output(stdout, stderr));
  await new Promise((resolve) => setImmediate(resolve));
  return { code, out: out(), lines: out().split('\n').filter(Boolean), err: err() };
}
