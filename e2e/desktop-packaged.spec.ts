import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { startDebugged } from './support/devtools.ts';
import { ROOT, setting } from './support/environment.ts';
import { expect, test } from './support/worker.ts';

/** Characters in the fuse wire of the binary. */
const [OFF, ON] = [0x30, 0x31];

/** The fuses as they are burnt into the binary, by name; those that this Electron does not have are left out. */
async function fusesOf(executable: string): Promise<Readonly<Record<string, boolean>>> {
  const wire = await getCurrentFuseWire(executable);
  const names = Object.entries(FuseV1Options).filter(([, value]) => typeof value === 'number');
  return Object.fromEntries(
    names.flatMap(([name, index]) => {
      const state: number | undefined = wire[index as FuseV1Options];
      return state === ON || state === OFF ? [[name, state === ON]] : [];
    }),
  );
}

/** What a double click hands over. */
const SHARED = path.join(ROOT, 'electron/share/testdata/version-1.strata');

/** What an app that holds credentials wants of its runtime. */
const WANTED = expect.objectContaining({
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
});

test('the packaged app runs, with its fuses set, and takes the share file that it was opened with', async () => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'strata-packaged-'));
  const { packageDir } = await import(pathToFileURL(path.join(ROOT, 'scripts/package.mjs')).href);
  const electron = {
    dist: setting('STRATA_ELECTRON_DIST'),
    version: setting('STRATA_ELECTRON_VERSION'),
    polyfills: process.env.STRATA_ELECTRON_POLYFILLS ?? null,
  };
  const folder: string = await packageDir(electron, path.join(scratch, 'dist'));
  const beside = (file: string): string => readFileSync(path.join(folder, 'resources', file), 'utf8');
  expect(beside('LICENSE.txt')).toContain('The Strata authors');
  expect(beside('THIRD-PARTY-NOTICES.txt')).toContain('react-dom');
  expect(await fusesOf(path.join(folder, 'strata'))).toEqual(WANTED);
  // Playwright's own way into Electron is the Node debugger, which a fuse has switched off.
  // ELECTRON_RUN_AS_NODE would make a plain Node of an Electron without fuses.
  const app = await startDebugged(path.join(folder, 'strata'), [SHARED], path.join(scratch, 'user'), {
    ELECTRON_RUN_AS_NODE: '1',
  });
  try {
    expect(app.page.url).toBe('strata://app/');
    await expect
      .poll(() => app.page.evaluate('document.body.innerText'))
      .toMatch(/1 call taken from version-1\.strata/);
    await expect.poll(() => app.page.evaluate('document.body.innerText')).toMatch(/desktop \d/);
    await app.page.evaluate(`document.querySelector('footer button[aria-haspopup=dialog]').click()`);
    await expect
      .poll(() => app.page.evaluate('document.querySelector("[role=dialog]")?.innerText'))
      .toMatch(/react-dom \d/);
    await app.page.close();
    expect(await app.exited).toBe(0);
  } finally {
    app.process.kill('SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
  }
});
