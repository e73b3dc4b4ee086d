import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import manifest from '../../package.json' with { type: 'json' };
import type { FoundAt, Level } from '../../shared/findings/finding.ts';
import {
  isFailure,
  JUNIT_END,
  JUNIT_SUITE_END,
  junitCase,
  junitStart,
  junitSuiteStart,
} from '../../shared/findings/junit.ts';
import { SARIF_END, sarifResult, sarifStart } from '../../shared/findings/sarif.ts';
import { findingAsText } from '../../shared/findings/text.ts';
import { type CaseFound, isByLine } from './findings.ts';
import { Output } from './output.ts';

export const FORMATS = ['text', 'json', 'junit', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** How a format is written, as requests come by: none of them keeps what it was told. */
interface Writer {
  found(one: CaseFound): Promise<void>;
  end(): Promise<void>;
  /** Called at last, whatever happened. */
  close(): void;
}

const nothing = (): void => undefined;

const eachAtOnce = (write: (finding: FoundAt) => string, output: Output): Writer => ({
  async found({ findings }) {
    for (const finding of findings) await output.line(write(finding));
  },
  end: async () => undefined,
  close: nothing,
});

/**
 * A file as code hosts find it: below the working folder, which is the repository's, however it was named; else with its
 * whole path.
 */
function placeOf(file: string): string {
  const whole = path.resolve(file);
  const below = path.relative(process.cwd(), whole);
  return below.startsWith('..') || path.isAbsolute(below) ? whole : below;
}

function sarif(output: Output): Writer {
  let isFirst = true;
  const start = async (): Promise<void> => {
    if (isFirst) await output.text(sarifStart(manifest.version, manifest.homepage));
  };
  return {
    async found({ findings }) {
      for (const finding of findings) {
        await start();
        await output.text(sarifResult({ ...finding, file: placeOf(finding.file) }, isFirst));
        isFirst = false;
      }
    },
    async end() {
      await start();
      await output.line(SARIF_END);
    },
    close: nothing,
  };
}

/** The cases of one file, as they lie in the file that is put by. */
interface Suite {
  readonly file: string;
  tests: number;
  failures: number;
  bytes: number;
}

/** Counts stand before what they count: the cases wait in a file until all are counted. */
function junit(failOn: Level, output: Output): Writer {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-junit-'));
  const file = path.join(folder, 'cases');
  const stream = createWriteStream(file);
  const waiting = new Output(stream, stream);
  const suites: Suite[] = [];
  const suiteOf = (name: string): Suite => {
    const last = suites.at(-1);
    if (last?.file === name) return last;
    const next = { file: name, tests: 0, failures: 0, bytes: 0 };
    suites.push(next);
    return next;
  };
  const sum = (key: 'tests' | 'failures'): number => suites.reduce((total, suite) => total + suite[key], 0);
  return {
    async found(one) {
      const suite = suiteOf(one.file);
      const text = junitCase(one, failOn, isByLine(one.file));
      suite.tests += 1;
      suite.failures += isFailure(one, failOn) ? 1 : 0;
      suite.bytes += Buffer.byteLength(text);
      await waiting.text(text);
    },
    async end() {
      await waiting.flush();
      stream.end();
      await finished(stream);
      await output.text(junitStart({ tests: sum('tests'), failures: sum('failures') }));
      let start = 0;
      for (const suite of suites) {
        await output.text(junitSuiteStart(suite.file, suite));
        const cases = createReadStream(file, { start, end: start + suite.bytes - 1, encoding: 'utf8' });
        for await (const text of cases) await output.text(text as string);
        start += suite.bytes;
        await output.text(JUNIT_SUITE_END);
      }
      await output.text(JUNIT_END);
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const WRITERS: Readonly<Record<Format, (failOn: Level, output: Output) => Writer>> = {
  text: (_, output) => eachAtOnce(findingAsText, output),
  json: (_, output) => eachAtOnce((finding) => JSON.stringify(finding), output),
  junit,
  sarif: (_, output) => sarif(output),
};
