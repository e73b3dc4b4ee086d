import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { failedEndToEndTests, failedUnitTests, together } from './counts.mjs';
import { inRoot } from './project.mjs';
import { runNode } from './run.mjs';

/** @typedef {import('./counts.mjs').Count} Count */

const bin = (path) => inRoot('node_modules', path);

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function freshReport(name) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  const file = inRoot('.cache', name);
  rmSync(file, { force: true });
  return file;
}

/** Where no test failed and yet the runner did: an error between tests, a share of branches not reached. */
const orOutside = (failures, code, runner) =>
  failures.length === 0 && code !== 0
    ? [`${runner} failed outside its tests: see its output above`]
    : failures;

/** A step that passes or fails as one; its output is shown only where it fails. */
async function single(name, args) {
  const started = performance.now();
  const { code, output } = await runNode(args);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code !== 0) console.log(output.trim());
  return code === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [name] };
}

/**
 * The whole project, then shared/ once more without the types of Node and the DOM: it runs anywhere.
 *
 * @returns {Promise<Count>}
 */
export async function typeCheck() {
  const tsc = bin('typescript-7/bin/tsc');
  const all = await single('type check', [tsc, '-p', 'tsconfig.json', '--noEmit']);
  const shared = await single('type check of shared/', [tsc, '-p', 'shared/tsconfig.json']);
  return together([all, shared]);
}
export const lint = () => single('lint', [bin('@biomejs/biome/bin/biome'), 'check', '.']);
export const borders = () => single('who imports whom', ['scripts/borders.mjs']);

/**
 * Runs vitest on a part of the unit tests. A file that cannot be loaded counts as one failure, a skipped test
 * too: what cannot run here is not passed.
 *
 * @param {string} part names its report and its cache
 * @param {readonly string[]} args
 * @param {boolean} isShown whether its output is shown as it comes, or when it is done
 * @returns {Promise<Count>}
 */
async function vitest(part, args, isShown) {
  const report = freshReport(`vitest-${part}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await runNode([bin('vitest/vitest.mjs'), 'run', ...args, ...reporters], {
    ...(isShown ? { stdio: 'inherit' } : {}),
    env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', STRATA_UNIT_PART: part },
  });
  console.log(output);
  const result = readReport(report);
  if (!result) return { passed: 0, failures: [`vitest (${part}) wrote no report`] };
  const failures = orOutside(failedUnitTests(result), code, `vitest (${part})`);
  return { passed: result.numPassedTests, failures };
}

/** Start LiteLLM's proxy of two releases: nearly 30 s of processor time. */
const WITH_PROXIES = 'electron/capture/litellm-proxy.test.ts';

/**
 * The unit tests, in two runs at once: those of the hosts often wait for programs, and leave the processors to those of
 * `shared/`. All of them: those with real proxies, too, and the tests of `shared/` are held to the share of branches
 * that they take (`vitest.config.mts`), which more than doubles their processor time and costs the others nothing.
 *
 * @param {{ all: boolean }} how
 * @returns {Promise<Count>}
 */
export async function unitTests({ all }) {
  const processors = availableParallelism();
  const [hosts, pure] = await Promise.all([
    vitest(
      'hosts',
      [
        ...['electron/', 'renderer/', 'scripts/', `--maxWorkers=${processors}`],
        ...(all ? [] : ['--exclude', WITH_PROXIES]),
      ],
      true,
    ),
    vitest(
      'shared',
      [
        'shared/',
        ...(all ? ['--coverage.enabled'] : []),
        `--maxWorkers=${Math.max(1, Math.floor(processors / 2))}`,
      ],
      false,
    ),
  ]);
  return together([pure, hosts]);
}

/**
 * The end-to-end tests in both hosts.
 *
 * @param {Record<string, string>} env what {@link import('./e2e.mjs').prepareEndToEnd} found
 * @param {readonly string[]} args more arguments for Playwright
 * @returns {Promise<Count>}
 */
export async function endToEndTests(env, args = []) {
  const report = freshReport('playwright.json');
  const cli = bin('@playwright/test/cli.js');
  const { code } = await runNode([cli, 'test', '--config', 'e2e/playwright.config.ts', ...args], {
    stdio: 'inherit',
    env: { ...process.env, ...env, STRATA_PLAYWRIGHT_REPORT: report },
  });
  const result = readReport(report);
  if (!result?.stats) return { passed: 0, failures: ['Playwright wrote no report'] };
  return {
    passed: result.stats.expected,
    failures: orOutside(failedEndToEndTests(result), code, 'Playwright'),
  };
}
