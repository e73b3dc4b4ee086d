import { relative } from 'node:path';
import { inRoot } from './project.mjs';

/**
 * What a suite came to: how many tests passed and failed, and what is told of each that failed.
 *
 * @typedef {{ passed: number, failed: number, failures?: readonly string[] }} Count
 */

/** Enough of a message to see what was expected; the whole of it stands further up. */
const LINES = 12;

const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/**
 * One test that failed, to be read at the end of a long output.
 *
 * @param {string} file its path
 * @param {string} name
 * @param {string | undefined} message
 */
function failure(file, name, message) {
  const lines = (message ?? '')
    .replace(COLOUR, '')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.includes('node_modules'))
    .slice(0, LINES);
  return [`${relative(inRoot(), file)} › ${name}`, ...lines.map((line) => `    ${line}`)].join('\n');
}

/**
 * The tests that failed or were left out in a report of vitest, files that could not be loaded too.
 *
 * @param {{ testResults: readonly { name: string, status: string, message?: string, assertionResults: readonly { status: string, fullName: string, failureMessages?: readonly string[] }[] }[] }} report
 * @returns {readonly string[]}
 */
export function failedUnitTests(report) {
  return report.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter((test) => test.status !== 'passed');
    if (failed.length > 0)
      return failed.map((test) => failure(file.name, test.fullName, test.failureMessages?.[0]));
    return file.status === 'failed' ? [failure(file.name, 'cannot be loaded', file.message)] : [];
  });
}

/**
 * The tests that failed, were left out, or passed only at a second try, in a report of Playwright.
 *
 * @param {{ config?: { rootDir?: string }, suites?: readonly object[] }} report
 * @returns {readonly string[]}
 */
export function failedEndToEndTests(report) {
  const root = report.config?.rootDir ?? inRoot();
  const within = (suite) => [
    ...(suite.specs ?? []).flatMap((spec) =>
      (spec.tests ?? [])
        .filter((test) => test.status !== 'expected')
        .map((test) => {
          const message = test.results?.find((result) => result.error)?.error?.message;
          return failure(`${root}/${spec.file}`, `[${test.projectName}] ${spec.title}`, message);
        }),
    ),
    ...(suite.suites ?? []).flatMap(within),
  ];
  return (report.suites ?? []).flatMap(within);
}

/**
 * Says at the end, where it is read first, what failed and how many.
 *
 * @param {readonly Count[]} counts
 * @returns {boolean} whether all passed
 */
export function tellCounts(counts) {
  const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
  for (const told of counts.flatMap((count) => count.failures ?? [])) console.log(`✗ ${told}`);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0;
}
