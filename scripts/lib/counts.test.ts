import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { failedEndToEndTests, failedUnitTests } from './counts.mjs';
import { inRoot } from './project.mjs';

/** Runs a tool on one broken test of its own, and gives back the report that it wrote. */
function reportOn(text: string, file: string, args: (dir: string, report: string) => readonly string[]) {
  mkdirSync(inRoot('out'), { recursive: true });
  const dir = mkdtempSync(inRoot('out', 'counts-'));
  const report = path.join(dir, 'report.json');
  try {
    writeFileSync(path.join(dir, file), text);
    // Its own, or the project's would be found further up.
    writeFileSync(path.join(dir, 'vitest.config.mjs'), 'export default {};');
    const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report, FORCE_COLOR: '1' };
    spawnSync(process.execPath, args(dir, report), { cwd: dir, env });
    return JSON.parse(readFileSync(report, 'utf8'));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

it('unit tests that fail or are left out are told by file, name and what was expected', () => {
  const text = `import { expect, it } from 'vitest';
    it('holds', () => {});
    it('breaks', () => expect({ a: 1 }).toEqual({ a: 2 }));
    it.skip('is left out', () => {});`;
  const told = failedUnitTests(
    reportOn(text, 'broken.test.ts', (dir, report) => [
      ...[inRoot('node_modules/vitest/vitest.mjs'), 'run', '--root', dir],
      ...['--reporter=json', `--outputFile.json=${report}`],
    ]),
  );
  expect(told).toEqual([
    expect.stringMatching(/broken\.test\.ts › breaks\n {4}.*expected \{ a: 1 \} to deeply equal \{ a: 2 \}/),
    expect.stringMatching(/broken\.test\.ts › is left out\n {4}It is \w+\.$/),
  ]);
});

it('end-to-end tests that fail are told by file, host, title and what was expected', () => {
  const text = `const { expect, test } = require(${JSON.stringify(inRoot('node_modules/@playwright/test'))});
    test('holds', () => {});
    test.describe('within', () => { test('breaks', () => expect(1).toBe(2)); });`;
  const told = failedEndToEndTests(
    reportOn(text, 'broken.spec.cjs', (dir) => [
      ...[inRoot('node_modules/@playwright/test/cli.js'), 'test', 'broken.spec.cjs'],
      ...['--reporter=json', '--output', path.join(dir, 'results')],
    ]),
  );
  expect(told).toEqual([expect.stringMatching(/broken\.spec\.cjs › \[.*\] breaks\n {4}.*toBe/)]);
});
