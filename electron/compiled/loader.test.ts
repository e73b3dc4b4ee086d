import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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
    entryPoints: [fileURLToPath(new URL('loader.ts', import.meta.url))],
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

const run = (into = cache): string =>
  execFileSync(
    process.execPath,
    [
      '-e',
      `require(${JSON.stringify(starter)}).cacheCompiledCode(${JSON.stringify(dir)}, ${JSON.stringify(into)}); console.log(require(${JSON.stringify(program)}).said)`,
    ],
    { encoding: 'utf8', env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '' } },
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

it.skipIf(process.platform === 'win32')(
  'neither runs nor keeps code in a folder that another user can write to, or that a link leads to, nor a file of such',
  () => {
    // The name of a cache tells what text it is of, V8 looks at the length alone: this one holds the code of another text.
    write('theirs');
    const theirs = path.join(dir, 'theirs');
    run(theirs);
    const [code = ''] = readdirSync(theirs);
    write('mine!!');
    const trusted = path.join(dir, 'trusted');
    run(trusted);
    const [name = ''] = readdirSync(trusted);
    copyFileSync(path.join(theirs, code), path.join(trusted, name));
    const made = (): readonly string[] =>
      readdirSync(trusted).map((file) => readFileSync(path.join(trusted, file), 'latin1'));
    const before = made();
    expect(run(trusted)).toBe('theirs,beside,program.cjs');
    chmodSync(trusted, 0o777);
    expect(run(trusted)).toBe('mine!!,beside,program.cjs');
    expect(made()).toEqual(before);
    chmodSync(trusted, 0o700);
    const linked = path.join(dir, 'linked');
    symlinkSync(trusted, linked);
    expect(run(linked)).toBe('mine!!,beside,program.cjs');
    expect(made()).toEqual(before);
    chmodSync(path.join(trusted, name), 0o666);
    expect(run(trusted)).toBe('mine!!,beside,program.cjs');
    expect(statSync(path.join(trusted, name)).mode & 0o077).toBe(0);
    expect(made()).not.toEqual(before);
  },
);
