import { execFileSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAt } from './ensure.mjs';

/* Environments without packages: what is tried is where they lie and whether they still work. */

const NOTHING = { packages: [] };

describe('A Python environment of the tests', () => {
  let folder: string;
  let path: string;
  const made = (): string => realpathSync(path);
  /** Where its programs look for it, as the script that activates it says; its interpreter has to start. */
  const looksFor = (): string =>
    String(execFileSync('sh', ['-c', '. "$0/bin/activate"; python -c ""; echo "$VIRTUAL_ENV"', path])).trim();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'strata-python-'));
    path = join(folder, 'environment');
    await Promise.all([ensureAt(path, NOTHING), ensureAt(path, NOTHING)]);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has programs that start, also where two processes made it at once, and is made once', async () => {
    const before = made();
    expect(looksFor()).toBe(before);
    expect(await ensureAt(path, NOTHING)).toBe(join(path, 'bin', 'python'));
    expect(made()).toBe(before);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it.each<[what: string, damage: () => void]>([
    [
      'whose interpreter is gone',
      () => {
        rmSync(join(path, 'bin', 'python3'), { force: true });
        rmSync(join(path, 'bin', 'python'), { force: true });
        symlinkSync(join(folder, 'gone'), join(path, 'bin', 'python'));
      },
    ],
    [
      'that was moved, so that its programs name a path that is no more',
      () => {
        const [from, to] = [made(), `${made()}.moved`];
        renameSync(from, to);
        rmSync(path);
        symlinkSync(to, path);
      },
    ],
    [
      'whose interpreter has become another version',
      () => {
        const lib = execFileSync(join(path, 'bin', 'python'), [
          '-c',
          "import sysconfig; print(sysconfig.get_path('purelib'))",
        ]);
        renameSync(dirname(String(lib).trim()), join(made(), 'lib', 'python2.7'));
      },
    ],
    ['that was not finished', () => rmSync(join(path, 'complete'))],
  ])('%s is made anew', async (_, damage) => {
    damage();
    await ensureAt(path, NOTHING);
    expect(looksFor()).toBe(made());
    expect(readFileSync(join(path, 'complete'), 'utf8')).toBe(`${made()}\n`);
  });
});
