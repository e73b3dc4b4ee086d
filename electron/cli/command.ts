import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { JsonObject } from '../../shared/json/json.ts';
import { nearestName } from '../../shared/text/near.ts';
import type { Output } from './output.ts';

/** 0: done. 1: `check` found problems. 2: the call or a line of input is wrong. `run` gives that of its program. */
export type ExitCode = number;

export interface Command {
  /** The text of `--help`. */
  readonly help: string;
  run(args: readonly string[], output: Output): Promise<ExitCode>;
  /** What is done with lines under these arguments; left out where a command has no batches. */
  lines?(args: readonly string[]): Promise<GroupWork>;
}

/** A command as the list knows it: its code is loaded only where it is called. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** What became of a line: the value to write, and whether it counts as a problem found. */
export interface LineResult {
  readonly value: object;
  readonly problem: boolean;
}

/** Works on one line of a batch. Throws {@link BadLine} where it cannot. */
export type LineWork = (line: JsonObject, text: string) => LineResult;

/** Some lines of a source, in order; `first` is the number of the first, from 1. */
export interface Lines {
  /** The source, where there are several. */
  readonly file: string;
  readonly first: number;
  readonly texts: readonly string[];
}

/** What became of some lines. */
export interface Worked {
  /** The results, each on a line of its own. */
  readonly out: string;
  readonly complaints: readonly string[];
  /** Whether a line counts as a problem found. */
  readonly problem: boolean;
}

/** Works on a group of lines, on whatever thread. */
export type GroupWork = (lines: Lines) => Worked;

/** A line that cannot be worked on; its message is reported with the line's number. */
export class BadLine extends Error {
  override readonly name = 'BadLine';
}

/** The call itself is wrong; its message is shown with a pointer to `--help`, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A port that nothing can listen at. */
export const unusablePort = (port: number, error: unknown): UsageError =>
  new UsageError(`Port ${port} cannot be used: ${error instanceof Error ? error.message : error}`);

/** Whether an error is one of a kind. By name: each command is a program file with classes of its own. */
export const isNamed = (error: unknown, name: 'UsageError' | 'BadLine'): error is Error =>
  error instanceof Error && error.name === name;

/** What `parseArgs` complains of, in words that name the option that was meant. */
function complaint(message: string, options: readonly string[]): string {
  const [, unknown] = /^Unknown option '--?([^']*)'/.exec(message) ?? [];
  if (unknown === undefined) return message;
  const meant = nearestName(unknown, options);
  return `There is no option --${unknown}.${meant === null ? '' : ` Did you mean --${meant}?`}`;
}

/** `parseArgs` with its complaints as {@link UsageError}. */
export function readOptions<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(complaint(message, Object.keys(config.options ?? {})));
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
