import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noticesOf, noticesText, packageFolder } from './notices.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Licences that allow shipping with no more than a notice. */
const ALLOWED = new Set(['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT', 'OFL-1.1']);

/** The packages that a bundler finds on the way from the app's own entries; a bundler of its own for the page, too. */
async function shippedFolders(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [
      'electron/main.ts',
      'electron/app.ts',
      'electron/preload.ts',
      'electron/cli.ts',
      'renderer/main.tsx',
    ],
    outdir: 'out',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    external: ['electron'],
    mainFields: ['module', 'main'],
    jsx: 'automatic',
    loader: { '.module.css': 'local-css', '.woff2': 'file', '.svg': 'file' },
    logLevel: 'silent',
  });
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  const folders = files.map((file) => packageFolder(path.join(ROOT, file)));
  return [...new Set(folders.filter((folder) => folder !== null))];
}

describe('what ships', () => {
  let folders: readonly string[] = [];
  beforeAll(async () => {
    folders = await shippedFolders();
  }, 60_000);

  it('is attributed, every package with the text of its licence', () => {
    const notices = noticesOf(folders);
    const attributed = new Set(notices.flatMap(({ packages }) => packages.map(({ name }) => name)));
    const bundled = folders.map((folder) => folder.replaceAll('\\', '/').split('/node_modules/').at(-1));
    expect(bundled.length).toBeGreaterThan(50);
    expect(bundled.filter((name) => !attributed.has(name as string))).toEqual([]);
    for (const { packages, text } of notices) expect(text.length, packages[0]?.name).toBeGreaterThan(200);
  });

  it('stands under licences that ask for no more than a notice', () => {
    const other = noticesOf(folders).filter(({ license }) => !ALLOWED.has(license));
    expect(other.map(({ license, packages }) => [license, packages])).toEqual([]);
  });

  it('names every package and licence in the text beside the app', () => {
    const text = noticesText(noticesOf(folders));
    for (const { packages, license, text: terms } of noticesOf(folders)) {
      expect(text).toContain(terms);
      for (const { name, version } of packages) expect(text).toContain(`${name} ${version} (${license})\n`);
    }
  });
});

describe('a package', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-notices-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  let count = 0;

  function folderOf(manifest: object, files: Readonly<Record<string, string>> = {}): string {
    const folder = path.join(dir, String(++count));
    mkdirSync(folder);
    for (const [name, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files }))
      writeFileSync(path.join(folder, name), text);
    return folder;
  }

  it('is the innermost one that holds a file, on every system', () => {
    expect(packageFolder('/a/node_modules/b/node_modules/@c/d/e/f.js')).toBe(
      '/a/node_modules/b/node_modules/@c/d',
    );
    expect(packageFolder('C:\\a\\node_modules\\b\\c.js')).toBe('C:\\a\\node_modules\\b');
    expect(packageFolder('/a/shared/b.ts')).toBeNull();
  });

  it('shares a notice with those that have the same text under the same licence', () => {
    const one = folderOf({ name: 'one', version: '1.0.0', license: 'MIT' }, { LICENSE: 'Words\r\n' });
    const two = folderOf({ name: 'two', version: '2.0.0', license: 'MIT' }, { 'LICENSE.md': 'Words' });
    const three = folderOf({ name: 'three', version: '3.0.0', license: 'ISC' }, { LICENCE: 'Words' });
    expect(noticesOf([two, one, one, three])).toEqual([
      {
        license: 'MIT',
        packages: [
          { name: 'one', version: '1.0.0' },
          { name: 'two', version: '2.0.0' },
        ],
        text: 'Words',
      },
      { license: 'ISC', packages: [{ name: 'three', version: '3.0.0' }], text: 'Words' },
    ]);
  });

  it('brings its NOTICE along', () => {
    const files = { LICENSE: 'Terms', NOTICE: 'Made by many', 'licenser.js': 'code' };
    const [notice] = noticesOf([folderOf({ name: 'n', version: '1.0.0', license: 'Apache-2.0' }, files)]);
    expect(notice?.text).toBe('Terms\n\nMade by many');
  });

  it('without a text takes that of its scope under the same licence', () => {
    const bare = folderOf({ name: '@s/bare', version: '1.0.0', license: 'Apache-2.0' });
    const other = folderOf({ name: '@s/a', version: '1.0.0', license: 'MIT' }, { LICENSE: 'Other' });
    const whole = folderOf({ name: '@s/b', version: '1.0.0', license: 'Apache-2.0' }, { LICENSE: 'Terms' });
    const found = noticesOf([bare, other, whole]).find(({ packages }) => packages.length === 2);
    expect(found?.text).toBe('Terms');
  });

  it('without a text takes the standard MIT licence with its own author', () => {
    const folder = folderOf({ name: 'm', version: '1.0.0', license: 'MIT', author: { name: 'Ada' } });
    const [notice] = noticesOf([folder]);
    expect(notice?.text).toContain('Copyright (c) Ada\n');
    expect(notice?.text).not.toContain('Strata');
  });

  it('whose licence cannot be told is not shipped', () => {
    const bare = folderOf({ name: 'bare', version: '1.2.3', license: 'BSD-3-Clause', author: 'Ada' });
    expect(() => noticesOf([bare])).toThrow('bare 1.2.3 has no licence text');
    const silent = folderOf({ name: 'silent', version: '1.2.3' }, { LICENSE: 'Terms' });
    expect(() => noticesOf([silent])).toThrow('silent 1.2.3 names no licence');
  });
});
