import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const dir = mkdtempSync(path.join(tmpdir(), 'strata-compiled-'));
const [starter, program, cache] = ['start.cjs', 'program.cjs', 'cache'].map((name) =>
  path.join(dir, name),
) as [string, string, string];

beforeAll(() => {
  buildSync({
    entryPoints: [fileURLToPath(new URL('compile-cache.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: starter,
  });
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A large program that says where it stands, and needs a neighbour. */
const write = (word: string): void => {
  writeFileSync(path.join(dir, 'beside.cjs'), 'exports.beside = "beside";');
  writeFileSync(
    program,
    `exports.said = [${JSON.stringify(word)}, require('./beside.cjs').beside, require('node:path').basename(__filename)].join();\n// ${'x'.repeat(300_000)}\n`,
  );
};

const run = (): string =>
  execFileSync(
    process.execPath,
    [
      '-e',
      `require(${JSON.stringify(starter)}).cacheCompiledCode(${JSON.stringify(dir)}, ${JSON.stringify(cache)}); console.log(require(${JSON.stringify(program)}).said)`,
    ],
    { encoding: 'utf8' },
  ).trim();

const kept = (): readonly string[] => readdirSync(cache);

it('starts a program from the code of the last run, and one that changed or whose cache is damaged from its text', () => {
  write('first');
  expect(run()).toBe('first,beside,program.cjs');
  const [file] = kept();
  const made = statSync(path.join(cache, file ?? ''));
  expect(made.mode & 0o077).toBe(0);
  expect(run()).toBe('first,beside,program.cjs');
  expect(statSync(path.join(cache, file ?? '')).mtimeMs).toBe(made.mtimeMs);
  writeFileSync(path.join(cache, file ?? ''), 'damaged');
  expect(run()).toBe('first,beside,program.cjs');
  expect(readFileSync(path.join(cache, file ?? ''), 'latin1')).not.toBe('damaged');
  write('second');
  expect(run()).toBe('second,beside,program.cjs');
  expect(kept()).toHaveLength(1);
  expect(kept()).not.toContain(file);
});
