import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Output } from './output.ts';

/** 0: done. 1: `check` found problems. 2: the call or a line of input is wrong. `run` gives that of its program. */
export type ExitCode = number;

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The text of `--help`. */
  readonly help: string;
  run(args: readonly string[], output: Output): Promise<ExitCode>;
}

/** The call itself is wrong; its message is shown with a pointer to `--help`, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** `parseArgs` with its complaints as {@link UsageError}. */
export function readOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Checks that an option's value is one of a list. */
export function oneOf<T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) {
    throw new UsageError(`--${option} is one of ${allowed.join(', ')}; “${value}” is none of them.`);
  }
  return found;
}

/** A TCP port as given on the command line; 0 takes a free one. */
export function readPort(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new UsageError(`--port is a number from 0 to 65535, not “${value}”.`);
  }
  return port;
}
