import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { DebuggedPage } from './support/devtools.ts';
import { CHROMIUM_FLAGS, ROOT, setting } from './support/environment.ts';
import { expect, test } from './support/worker.ts';

/** Where the debugger of a just started Chromium listens; it says so on stderr. */
async function debuggerOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const part of child.stderr ?? []) {
    text += String(part);
    const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
    if (found) return found;
  }
  throw new Error(`The packaged app ended before its window came up:\n${text}`);
}

test('the packaged app runs, with its fuses set', async () => {
  test.setTimeout(180_000);
  const scratch = mkdtempSync(path.join(tmpdir(), 'strata-packaged-'));
  const { packageDir } = await import(pathToFileURL(path.join(ROOT, 'scripts/package.mjs')).href);
  const electron = {
    dist: setting('STRATA_ELECTRON_DIST'),
    version: setting('STRATA_ELECTRON_VERSION'),
    polyfills: process.env.STRATA_ELECTRON_POLYFILLS ?? null,
  };
  const folder: string = await packageDir(electron, path.join(scratch, 'dist'));
  // Playwright's own way into Electron is the Node debugger, which a fuse has switched off.
  // ELECTRON_RUN_AS_NODE would make a plain Node of an Electron without fuses.
  const child = spawn(
    path.join(folder, 'strata'),
    [...CHROMIUM_FLAGS, `--user-data-dir=${path.join(scratch, 'user')}`, '--remote-debugging-port=0'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
  );
  const exited = once(child, 'exit');
  try {
    const page = await DebuggedPage.attach(await debuggerOf(child));
    expect(page.url).toBe('strata://app/');
    await expect.poll(() => page.evaluate('document.body.innerText')).toMatch(/Send.*desktop \d/s);
    await page.close();
    expect((await exited)[0]).toBe(0);
  } finally {
    child.kill('SIGKILL');
    rmSync(scratch, { recursive: true, force: true });
  }
});
