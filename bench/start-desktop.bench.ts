import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { cacheOf } from './host.ts';
import { inTurns, noteUsable, printPhases } from './usable.ts';

/**
 * From the start of the desktop app to a window that can be used, in named phases, on the Electron and the display that
 * `npm run bench` found. STRATA_BENCH_STARTS and STRATA_BENCH_BESIDE as for the browser's host.
 */

/** Milliseconds since the start of the process. */
interface Phases {
  /** The window asks for its page: Chromium runs, and so does the host. */
  readonly asked: number;
  readonly painted: number;
  readonly usable: number;
}

const electron = process.env.STRATA_ELECTRON ?? 'electron';

/** The port that the app can be looked at through. */
function lookingPort(app: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    app.stderr?.on('data', (part) => {
      said += String(part);
      const port = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(port);
    });
    app.once('exit', () => reject(new Error(`The desktop app did not start: ${said}`)));
  });
}

/** An app that shows no such page by then shows an error: each try takes 20 ms and more. */
const MOST_TRIES = 1_000;

/** A connection to the window's page, as soon as there is one. */
async function pageOf(port: string, scheme: string): Promise<WebSocket> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as readonly {
      readonly url: string;
      readonly webSocketDebuggerUrl?: string;
    }[];
    const address = targets.find(({ url }) => url.startsWith(scheme))?.webSocketDebuggerUrl;
    if (address === undefined) {
      await pause(20);
      continue;
    }
    const page = new WebSocket(address);
    await once(page, 'open');
    return page;
  }
  throw new Error(`The desktop app showed no page of ${scheme}`);
}

interface Answer<T> {
  /** None where the page was just replaced by the next. */
  readonly result?: { readonly result: { readonly value?: T } };
}

/** What an expression is in the page, awaited. */
async function evaluate<T>(page: WebSocket, expression: string): Promise<T> {
  const params = { expression, awaitPromise: true, returnByValue: true };
  for (;;) {
    page.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }));
    const [answer] = (await once(page, 'message')) as [Buffer];
    const value = (JSON.parse(String(answer)) as Answer<T>).result?.result.value;
    if (value !== undefined) return value;
    await pause(5);
  }
}

/** When a page was asked for, since the epoch, and when its first words were there, from then on. */
const PAINTED = `(async () => {
  const at = () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
  while (at() === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  return [performance.timeOrigin, at()];
})()`;

/** Once the page can be used: when it was asked for, since the epoch, and the times from then on. */
const TIMES = `(${noteUsable})(); (async () => {
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime;
  while (at('usable') === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  return [performance.timeOrigin, at('first-contentful-paint'), at('usable')];
})()`;

/** An app that shows a window with next to nothing in it: its folder. */
function emptyApp(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'strata-bench-empty-'));
  writeFileSync(
    path.join(folder, 'package.json'),
    JSON.stringify({ name: 'empty', version: '0.0.0', main: 'main.cjs' }),
  );
  const main = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow().loadURL('data:text/html,<title>Empty</title><p>Empty'));
process.on('SIGTERM', () => app.quit());`;
  writeFileSync(path.join(folder, 'main.cjs'), main);
  return folder;
}

/** Starts an app and asks its page for something, which is given with the time of the start. */
async function inApp<T>(
  root: string,
  scheme: string,
  expression: string,
  settled: () => Promise<void>,
): Promise<{ readonly began: number; readonly value: T }> {
  const userData = mkdtempSync(path.join(tmpdir(), 'strata-bench-'));
  const began = Date.now();
  const app = spawn(
    electron,
    ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${userData}`, root],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, XDG_CACHE_HOME: cacheOf(root) } },
  );
  const ended = once(app, 'exit');
  try {
    const page = await pageOf(await lookingPort(app), scheme);
    const value = await evaluate<T>(page, expression);
    page.terminate();
    await settled();
    return { began, value };
  } finally {
    app.kill('SIGTERM');
    await ended;
  }
}

async function startOnce(root: string, settled: () => Promise<void>): Promise<Phases> {
  const { began, value } = await inApp<readonly [number, number, number]>(root, 'strata:', TIMES, settled);
  const [origin, painted, usable] = value;
  const asked = origin - began;
  return { asked, painted: asked + painted, usable: asked + usable };
}

const EMPTY = emptyApp();

/** When the first words of the empty app are on the screen, milliseconds since its start. */
async function startEmpty(): Promise<number> {
  const { began, value } = await inApp<readonly [number, number]>(EMPTY, 'data:', PAINTED, async () => {});
  return value[0] - began + value[1];
}

const empty: number[] = [];
const runs = await inTurns(async (root, settled) => {
  const phases = await startOnce(root, settled);
  empty.push(await startEmpty());
  return phases;
});
printPhases('Start on the desktop, since its beginning', runs, [
  ['the window asks for its page', ({ asked }) => asked],
  ['first words on the screen', ({ painted }) => painted],
  ['first request, body and verdict on the screen', ({ usable }) => usable],
]);
printPhases('An empty window of the same Electron', [empty], [['first words on the screen', (ms) => ms]]);
