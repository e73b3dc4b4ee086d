import { readFileSync, writeFileSync } from 'node:fs';
import manifest from '../../package.json' with { type: 'json' };
import { type Baseline, newAgainst, readBaseline, writeBaseline } from '../../shared/findings/baseline.ts';
import { atLeast, type FoundAt, type Level } from '../../shared/findings/finding.ts';
import { junitOf } from '../../shared/findings/junit.ts';
import { sarifOf } from '../../shared/findings/sarif.ts';
import { findingAsText } from '../../shared/findings/text.ts';
import { grouped } from './batch.ts';
import { type ExitCode, type GroupWork, type Lines, UsageError } from './command.ts';
import { filesOf } from './files.ts';
import { type CaseFound, isByLine } from './findings.ts';
import { linesOf, textOf } from './input.ts';
import type { Output } from './output.ts';
import { workOn } from './run-batch.ts';

export const FORMATS = ['text', 'json', 'junit', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export interface CheckFiles {
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

function baselineFrom(file: string): Baseline {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      `--baseline ${file} cannot be read: ${error instanceof Error ? error.message : error}. Write it with --write-baseline.`,
    );
  }
  const read = readBaseline(text);
  if (!read) throw new UsageError(`--baseline ${file} is no baseline of this version of Strata.`);
  return read;
}

/** How a format is written: what comes as it is found, and what stands at the end of all. */
interface Writer {
  found(one: CaseFound, output: Output): Promise<void>;
  end(output: Output): Promise<void>;
}

const eachAtOnce = (write: (finding: FoundAt) => string): Writer => ({
  async found({ findings }, output) {
    for (const finding of findings) await output.line(write(finding));
  },
  end: async () => undefined,
});

function atTheEnd(write: (cases: readonly CaseFound[]) => string, keepsClean: boolean): Writer {
  const cases: CaseFound[] = [];
  return {
    async found(one) {
      if (keepsClean || one.findings.length > 0) cases.push(one);
    },
    end: (output) => output.line(write(cases)),
  };
}

const WRITERS: Readonly<Record<Format, (failOn: Level) => Writer>> = {
  text: () => eachAtOnce(findingAsText),
  json: () => eachAtOnce((finding) => JSON.stringify(finding)),
  junit: (failOn) => atTheEnd((cases) => junitOf(cases, failOn), true),
  sarif: () =>
    atTheEnd(
      (cases) =>
        sarifOf(
          cases.flatMap(({ findings }) => findings),
          manifest.version,
        ),
      false,
    ),
};

/** What was looked through, said once at the end on stderr. */
const summary = (looked: number, found: readonly number[], known: number): string =>
  `${looked} requests: ${found[0]} errors, ${found[1]} warnings, ${found[2]} notes${known > 0 ? `; ${known} known before` : ''}.`;

/** Looks through files and says what is wrong in each. Exit code 1 where something is at least as grave as `failOn`. */
export async function checkFiles(asked: CheckFiles, work: GroupWork, output: Output): Promise<ExitCode> {
  const { format, baseline, failOn } = asked;
  const isNew = baseline === undefined ? () => true : newAgainst(baselineFrom(baseline));
  const files = await filesOf(asked.patterns);
  const writer = WRITERS[format](failOn);
  const kept: FoundAt[] = [];
  const counts = { error: 0, warning: 0, note: 0 };
  let looked = 0;
  let known = 0;
  for await (const { out } of workOn(
    groupsOf(files),
    { command: 'check', args: asked.args, jobs: asked.jobs },
    work,
  )) {
    for (const text of out.split('\n')) {
      if (text === '') continue;
      const one = JSON.parse(text) as CaseFound;
      looked += 1;
      if (asked.writeBaseline !== undefined) kept.push(...one.findings);
      const findings = one.findings.filter(isNew);
      known += one.findings.length - findings.length;
      for (const { level } of findings) counts[level] += 1;
      await writer.found({ ...one, findings }, output);
    }
  }
  await writer.end(output);
  if (asked.writeBaseline !== undefined) writeFileSync(asked.writeBaseline, writeBaseline(kept));
  output.complain(summary(looked, [counts.error, counts.warning, counts.note], known));
  const failing = (['error', 'warning', 'note'] as const).some(
    (level) => counts[level] > 0 && atLeast(level, failOn),
  );
  return failing && asked.writeBaseline === undefined ? 1 : 0;
}
