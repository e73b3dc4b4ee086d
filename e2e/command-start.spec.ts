import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from './support/environment.ts';
import { isGroupAlive, signalGroup } from './support/process-group.ts';
import { expect, test } from './support/worker.ts';

interface Started {
  readonly process: ChildProcess;
  /** All it said so far, stdout and stderr. */
  said(): string;
}

const started: Started[] = [];

/** `npm start` as a shell runs it: in a process group of its own. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  const child = spawn('npm', ['start', '--silent', '--', ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
  }
  const result = { process: child, said: () => text };
  started.push(result);
  return result;
}

/** Ctrl-C: the signal goes to the whole group, and none of it may stay. */
async function interrupt(app: Started): Promise<void> {
  signalGroup(app.process, 'SIGINT');
  await expect.poll(() => isGroupAlive(app.process)).toBe(false);
}

const isListening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => resolve(socket.destroy() && true));
    socket.on('error', () => resolve(false));
  });

const KERNEL_LIST = '/proc/net/tcp';
const LISTENS = '0A';

/**
 * What listens on a port of loopback, or null. A test beside this one may be given the port as soon as it is free: where the
 * kernel lists its sockets, one is told from another by its inode.
 */
async function listenerOn(port: number): Promise<string | null> {
  if (!(await isListening(port))) return null;
  if (!existsSync(KERNEL_LIST)) return 'a listener';
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = readFileSync(KERNEL_LIST, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows.find((row) => row[1] === address && row[3] === LISTENS)?.[9] ?? null;
}

const link = /http:\/\/127\.0\.0\.1:(\d+)\/\?token=\S+/;

test.afterEach(async () => {
  for (const app of started.splice(0)) signalGroup(app.process, 'SIGKILL');
});

test('says in one line which host it chose and why, and Ctrl-C ends everything', async () => {
  const app = start(['--host', 'browser', '--no-open']);
  await expect.poll(app.said, { timeout: 60_000 }).toMatch(link);
  expect(app.said()).toContain('Strata opens in your browser: asked for with --host browser.\n');
  // The simulator's comes with the engine, after the link.
  const ports = (): readonly number[] =>
    [...app.said().matchAll(/127\.0\.0\.1:(\d+)/g)].map((found) => Number(found[1]));
  await expect.poll(ports, { timeout: 60_000 }).toHaveLength(2);
  const listeners = await Promise.all(ports().map(listenerOn));
  expect(listeners).not.toContain(null);
  await interrupt(app);
  for (const listener of await Promise.all(ports().map(listenerOn)))
    if (listener !== null) expect(listeners).not.toContain(listener);
});

test('falls back to the browser where no Electron can be had, without a stack trace', async () => {
  const app = start(['--no-open'], {
    DISPLAY: process.env.DISPLAY ?? ':99',
    ELECTRON_OVERRIDE_DIST_PATH: '/no/such/folder',
    ELECTRON_MIRROR: 'http://127.0.0.1:9/',
  });
  await expect.poll(app.said, { timeout: 60_000 }).toMatch(link);
  expect(app.said()).toContain(
    'Strata opens in your browser: no Electron runtime is here and none could be downloaded.',
  );
  expect(app.said()).not.toMatch(/^\s+at /m);
  await interrupt(app);
});

test('falls back to the browser where the desktop window does not come up', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-broken-'));
  const broken = path.join(folder, 'electron');
  writeFileSync(broken, '#!/bin/sh\necho "no sandbox here" >&2\nexit 1\n');
  chmodSync(broken, 0o755);
  const app = start(['--no-open'], {
    DISPLAY: process.env.DISPLAY ?? ':99',
    ELECTRON_OVERRIDE_DIST_PATH: folder,
  });
  await expect.poll(app.said, { timeout: 60_000 }).toMatch(link);
  expect(app.said()).toContain('the desktop window did not come up (no sandbox here).');
  await interrupt(app);
  rmSync(folder, { recursive: true });
});

test('opens a desktop window where an Electron and a display are there, and Ctrl-C ends it', async () => {
  const app = start(['--host', 'desktop']);
  await expect.poll(app.said, { timeout: 60_000 }).toContain('Strata opens in a desktop window: asked for');
  await interrupt(app);
});

test('a wrong option is answered with the usage', async () => {
  const app = start(['--host', 'window']);
  await once(app.process, 'exit');
  expect(app.process.exitCode).toBe(2);
  expect(app.said()).toContain('--host is desktop or browser, not “window”');
});
