import { readFileSync, writeFileSync } from 'node:fs';
import { type Baseline, newAgainst, readBaseline, writeBaseline } from '../../shared/findings/baseline.ts';
import { atLeast, type FoundAt, LEVELS, type Level } from '../../shared/findings/finding.ts';
import { grouped } from './batch.ts';
import { type ExitCode, type GroupWork, type Lines, UsageError } from './command.ts';
import { filesOf } from './files.ts';
import { type CaseFound, isByLine } from './findings.ts';
import { linesOf, textOf } from './input.ts';
import type { Output } from './output.ts';
import { reasonNotWritten, reasonOf } from './reason.ts';
import { type Format, WRITERS } from './report-writers.ts';
import { workOn } from './run-batch.ts';

/** A file with its text; `-` is stdin. */
export interface ReadFile {
  readonly file: string;
  readonly text: string;
}

export interface CheckFiles {
  /** What is read already, in place of the patterns. */
  readonly only: ReadFile | null;
  readonly patterns: readonly string[];
  readonly format: Format;
  /** A file of known findings. */
  readonly baseline: string | undefined;
  readonly writeBaseline: string | undefined;
  readonly failOn: Level;
  readonly args: readonly string[];
  readonly jobs: number;
}

async function* groupsOf(files: readonly string[]): AsyncGenerator<Lines> {
  for (const file of files) {
    if (isByLine(file)) yield* grouped(file, linesOf(file));
    else yield { file, first: 1, texts: [await textOf(file)] };
  }
}

async function* alone({ file, text }: ReadFile): AsyncGenerator<Lines> {
  yield { file, first: 1, texts: [text] };
}

function baselineFrom(file: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `--baseline ${file} cannot be read: ${reasonOf(error)} Write it with --write-baseline.`,
    );
  }
  const read = readBaseline(text);
  if (!read) throw new UsageError(`--baseline ${file} is no baseline of this version of Strata.`);
  return read;
}

function keepBaseline(file: string, kept: readonly FoundAt[]): void {
  try {
    writeFileSync(file, writeBaseline(kept));
  } catch (error) {
    throw new UsageError(`--write-baseline ${file} cannot be written: ${reasonNotWritten(error)}`);
  }
}

const countOf = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** What was looked through, said once at the end on stderr. */
function summary(looked: number, found: Readonly<Record<Level, number>>, known: number): string {
  const counted = LEVELS.map((level) => countOf(found[level], level)).join(', ');
  return `${countOf(looked, 'request')}: ${counted}${known > 0 ? `; ${known} known before` : ''}.`;
}

/** Looks through files and says what is wrong in each. Exit code 1 where something is at least as grave as `failOn`. */
export async function checkFiles(asked: CheckFiles, work: GroupWork, output: Output): Promise<ExitCode> {
  const { format, baseline, failOn } = asked;
  const isNew = baseline === undefined ? () => true : newAgainst(baselineFrom(baseline));
  const groups = asked.only ? alone(asked.only) : groupsOf(await filesOf(asked.patterns));
  const writer = WRITERS[format](failOn, output);
  const kept: FoundAt[] = [];
  const counts = { error: 0, warning: 0, note: 0 };
  let looked = 0;
  let known = 0;
  try {
    for await (const { out, complaints } of workOn(
      groups,
      { command: 'check', args: asked.args, jobs: asked.jobs },
      work,
    )) {
      for (const complaint of complaints) output.complain(`strata: ${complaint}`);
      for (const text of out.split('\n')) {
        if (text === '') continue;
        const one = JSON.parse(text) as CaseFound;
        looked += 1;
        if (asked.writeBaseline !== undefined) kept.push(...one.findings);
        const findings = one.findings.filter(isNew);
        known += one.findings.length - findings.length;
        for (const { level } of findings) counts[level] += 1;
        await writer.found({ ...one, findings });
      }
    }
    await writer.end();
  } finally {
    writer.close();
  }
  if (asked.writeBaseline !== undefined) keepBaseline(asked.writeBaseline, kept);
  output.complain(summary(looked, counts, known));
  if (looked === 0) throw new UsageError('There is no request in what was given: nothing was checked.');
  const failing = LEVELS.some((level) => counts[level] > 0 && atLeast(level, failOn));
  return failing && asked.writeBaseline === undefined ? 1 : 0;
}
