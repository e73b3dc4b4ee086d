import { relative } from 'node:path';
import { inRoot } from './project.mjs';

/**
 * What a suite came to: how many tests passed, and what is told of each that failed.
 *
 * @typedef {{ passed: number, failures: readonly string[] }} Count
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
    const told = file.assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) => failure(file.name, test.fullName, test.failureMessages?.[0] ?? `It is ${test.status}.`));
    const isBroken =
      file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed');
    return isBroken ? [...told, failure(file.name, 'cannot be loaded', file.message)] : told;
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
          const error = test.results?.find((result) => result.error)?.error?.message;
          const message = error ?? `It is ${test.status}.`;
          return failure(`${root}/${spec.file}`, `[${test.projectName}] ${spec.title}`, message);
        }),
    ),
    ...(suite.suites ?? []).flatMap(within),
  ];
  return (report.suites ?? []).flatMap(within);
}

/**
 * Several suites as one.
 *
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export const together = (counts) => ({
  passed: counts.reduce((total, { passed }) => total + passed, 0),
  failures: counts.flatMap(({ failures }) => failures),
});

/**
 * Says at the end, where it is read first, what failed and how many.
 *
 * @param {readonly Count[]} counts
 * @returns {boolean} whether all passed
 */
export function tellCounts(counts) {
  const { passed, failures } = together(counts);
  for (const told of failures) console.log(`✗ ${told}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0;
}
