import { UNWRITABLE } from '../text/unwritable.ts';
import { atLeast, type FoundAt, type Level } from './finding.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
  ['\r', '&#13;'],
]);
const xml = (text: string): string =>
  text.replace(UNWRITABLE, '\uFFFD').replace(/[&<>"\n\t\r]/g, (sign) => ESCAPES.get(sign) ?? sign);

/** What was looked at: a file, or a line of a batch. */
export interface Case {
  readonly file: string;
  /** The id of the line of a batch, or the number of one of several calls in a file; else null. */
  readonly id: string | number | null;
  readonly line: number;
}

/** A request and what was found in it. */
export type CaseWithFindings = Case & { readonly findings: readonly FoundAt[] };

/** How many requests were looked at, and how many of them fail. */
export interface Totals {
  readonly tests: number;
  readonly failures: number;
}

/** Whether something in a request is at least as grave as `failOn`. */
export const isFailure = ({ findings }: CaseWithFindings, failOn: Level): boolean =>
  findings.some(({ level }) => atLeast(level, failOn));

const nameOf = ({ id, line }: Case, inBatch: boolean): string =>
  inBatch ? `line ${line}${id === null ? '' : ` (${id})`}` : id === null ? 'request' : `call ${id}`;

/*
 * The findings as JUnit XML: a suite for each file, a case for each request in it. It is written in pieces, so that nobody has to
 * hold all of it; the counts stand before what they count.
 */
export const junitStart = ({ tests, failures }: Totals): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="strata check" tests="${tests}" failures="${failures}" errors="0">\n`;

export const junitSuiteStart = (file: string, { tests, failures }: Totals): string =>
  `  <testsuite name="${xml(file)}" tests="${tests}" failures="${failures}" errors="0" skipped="0">\n`;

export const JUNIT_SUITE_END = '  </testsuite>\n';
export const JUNIT_END = '</testsuites>\n';

const placeOf = ({ file, line, column, why }: FoundAt): string => `${file}:${line}:${column} ${why}`;
const lineOf = (one: FoundAt): string => `${one.level}: ${one.message} [${one.kind}] ${placeOf(one)}`;

/** The first of what fails is named, the others stand below it. */
function failureOf([first, ...others]: readonly FoundAt[]): readonly string[] {
  if (!first) return [];
  const text = [placeOf(first), ...others.map(lineOf)].map(xml).join('\n');
  return [`      <failure type="${first.kind}" message="${xml(first.message)}">${text}</failure>`];
}

/**
 * One request, with one failure and one output at most: several schemas and readers take no more.
 * `inBatch`: its file holds several, so that it is named by its line.
 */
export function junitCase(one: CaseWithFindings, failOn: Level, inBatch: boolean): string {
  const head = `    <testcase classname="${xml(one.file)}" name="${xml(nameOf(one, inBatch))}"`;
  const fails = ({ level }: FoundAt): boolean => atLeast(level, failOn);
  const told = one.findings.filter((finding) => !fails(finding)).map((finding) => xml(lineOf(finding)));
  const parts = [
    ...failureOf(one.findings.filter(fails)),
    ...(told.length === 0 ? [] : [`      <system-out>${told.join('\n')}</system-out>`]),
  ];
  return parts.length === 0 ? `${head}/>\n` : [`${head}>`, ...parts, '    </testcase>\n'].join('\n');
}
