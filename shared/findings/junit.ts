import { atLeast, type FoundAt, type Level } from './finding.ts';

/** What XML 1.0 cannot hold at all, and the other controls with it. */
const UNWRITABLE = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu;
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
  /** The id of the line of a batch, else null. */
  readonly id: string | number | null;
  readonly line: number;
}

const nameOf = ({ id, line }: Case, inBatch: boolean): string =>
  inBatch ? `line ${line}${id === null ? '' : ` (${id})`}` : 'request';

function caseOf(one: Case, findings: readonly FoundAt[], failOn: Level, inBatch: boolean): string {
  const head = `    <testcase classname="${xml(one.file)}" name="${xml(nameOf(one, inBatch))}"`;
  const parts = findings.map((finding) => {
    const { message, why, kind, file, line, column, level } = finding;
    const text = xml(`${file}:${line}:${column} ${why}`);
    return atLeast(level, failOn)
      ? `      <failure type="${kind}" message="${xml(message)}">${text}</failure>`
      : `      <system-out>${xml(`${level}: ${message} [${kind}] `)}${text}</system-out>`;
  });
  return parts.length === 0 ? `${head}/>` : [`${head}>`, ...parts, '    </testcase>'].join('\n');
}

/** The findings as JUnit XML: a suite for each file, a case for each request in it. */
export function junitOf(
  cases: readonly (Case & { readonly findings: readonly FoundAt[] })[],
  failOn: Level,
): string {
  const byFile = new Map<string, (Case & { readonly findings: readonly FoundAt[] })[]>();
  for (const one of cases) {
    const known = byFile.get(one.file);
    if (known) known.push(one);
    else byFile.set(one.file, [one]);
  }
  const failed = (list: readonly { readonly findings: readonly FoundAt[] }[]): number =>
    list.filter(({ findings }) => findings.some(({ level }) => atLeast(level, failOn))).length;
  const suites = [...byFile].map(([file, list]) =>
    [
      `  <testsuite name="${xml(file)}" tests="${list.length}" failures="${failed(list)}" errors="0" skipped="0">`,
      ...list.map((one) => caseOf(one, one.findings, failOn, list.length > 1 || one.id !== null)),
      '  </testsuite>',
    ].join('\n'),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="strata check" tests="${cases.length}" failures="${failed(cases)}" errors="0">`,
    ...suites,
    '</testsuites>',
  ].join('\n');
}
