import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../support/environment.ts';
import { expect, test } from '../support/worker.ts';

test('the link that opens the browser stands on no command line, and works once', async () => {
  test.skip(process.platform !== 'linux', 'xdg-open is what Linux has');
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-opener-'));
  const seen = path.join(dir, 'seen');
  writeFileSync(
    path.join(dir, 'xdg-open'),
    `#!/bin/sh\nprintf '%s' "$*" > '${seen}.part'; mv '${seen}.part' '${seen}'\n`,
  );
  chmodSync(path.join(dir, 'xdg-open'), 0o755);
  const child = spawn(process.execPath, [path.join(ROOT, 'out/cli/cli.cjs'), 'serve'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      STRATA_HISTORY: path.join(dir, 'history.sqlite'),
      DISPLAY: ':none',
      PATH: `${dir}:${process.env.PATH}`,
    },
  });
  try {
    let printed = '';
    child.stdout.on('data', (text) => {
      printed += String(text);
    });
    await expect.poll(() => existsSync(seen)).toBe(true);
    const address = readFileSync(seen, 'utf8');
    expect(address).toMatch(/^file:\/\//);
    const link = /url=([^"]+)"/.exec(readFileSync(fileURLToPath(address), 'utf8'))?.[1] ?? '';
    // One link for a start: the one that is printed too.
    expect(printed).toContain(link);
    expect(address).not.toContain(new URL(link).searchParams.get('token'));

    const first = await fetch(link, { redirect: 'manual', headers: { 'sec-fetch-site': 'cross-site' } });
    expect(first.status).toBe(200);
    expect(first.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict');
    expect(await first.text()).toContain('content="0;url=/"');
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(403);

    const exited = once(child, 'exit');
    child.kill('SIGINT');
    expect(await exited).toEqual([0, null]);
    expect(existsSync(fileURLToPath(address))).toBe(false);
  } finally {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
});
