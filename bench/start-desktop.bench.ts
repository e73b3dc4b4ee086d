import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
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

/** A connection to the window's page, as soon as there is one. */
async function pageOf(port: string): Promise<WebSocket> {
  for (;;) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as readonly {
      readonly url: string;
      readonly webSocketDebuggerUrl?: string;
    }[];
    const address = targets.find(({ url }) => url.startsWith('strata:'))?.webSocketDebuggerUrl;
    if (address === undefined) {
      await pause(20);
      continue;
    }
    const page = new WebSocket(address);
    await once(page, 'open');
    return page;
  }
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

/** Once the page can be used: when it was asked for, since the epoch, and the times from then on. */
const TIMES = `(${noteUsable})(); (async () => {
  const at = (name) => performance.getEntriesByName(name)[0]?.startTime;
  while (at('usable') === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  return [performance.timeOrigin, at('first-contentful-paint'), at('usable')];
})()`;

async function startOnce(root: string, settled: () => Promise<void>): Promise<Phases> {
  const userData = mkdtempSync(path.join(tmpdir(), 'strata-bench-'));
  const began = Date.now();
  const app = spawn(
    electron,
    ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', `--user-data-dir=${userData}`, root],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, XDG_CACHE_HOME: cacheOf(root) } },
  );
  const ended = once(app, 'exit');
  try {
    const page = await pageOf(await lookingPort(app));
    const [origin, painted, usable] = await evaluate<readonly [number, number, number]>(page, TIMES);
    page.terminate();
    await settled();
    const asked = origin - began;
    return { asked, painted: asked + painted, usable: asked + usable };
  } finally {
    app.kill('SIGTERM');
    await ended;
  }
}

printPhases('Start on the desktop, since its beginning', await inTurns(startOnce), [
  ['the window asks for its page', ({ asked }) => asked],
  ['first words on the screen', ({ painted }) => painted],
  ['first request, body and verdict on the screen', ({ usable }) => usable],
]);
