import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, chromium } from 'playwright';

const ROOT = process.env.STRATA_ROOT ?? '.';

interface Host {
  /** With the token. */
  readonly url: string;
  readonly pid: number;
  readonly stop: () => void;
}

/** What stops each host that runs. They stand in groups of their own, which a key at the terminal does not reach. */
const running = new Set<() => void>();
process.once('exit', () => {
  for (const stop of running) stop();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const caches = new Map<string, string>();

/** Where a build keeps its compiled code: two that are started in turns would otherwise clear away each other's. */
export function cacheOf(root: string): string {
  const made = caches.get(root) ?? mkdtempSync(path.join(tmpdir(), 'strata-bench-cache-'));
  caches.set(root, made);
  return made;
}

/**
 * A browser host of the built app; `root` is where the app lies.
 *
 * @param port 0 takes a free one
 * @param command what starts it, with everything before the options of `strata serve`
 */
export async function startHost(
  root = ROOT,
  port = 0,
  command: readonly [string, ...string[]] = [process.execPath, path.join(root, 'out/cli/cli.cjs'), 'serve'],
): Promise<Host> {
  const [program, ...args] = command;
  const host = spawn(program, [...args, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: root,
    // What it starts ends with it.
    detached: true,
    // Drafts and history of a run are its own.
    env: {
      ...process.env,
      XDG_CONFIG_HOME: mkdtempSync(path.join(tmpdir(), 'strata-bench-')),
      XDG_CACHE_HOME: cacheOf(root),
    },
  });
  const stop = (): void => {
    if (running.delete(stop) && host.pid !== undefined) process.kill(-host.pid, 'SIGTERM');
  };
  running.add(stop);
  host.once('exit', () => running.delete(stop));
  let output = '';
  // What is said later must have a reader, too: a program whose reader has gone ends.
  for await (const part of host.stdout.iterator({ destroyOnReturn: false })) {
    output += String(part);
    const url = /http:\/\/127\.0\.0\.1:\d+[^\s"',}]*/.exec(output)?.[0];
    if (!url) continue;
    host.stdout.resume();
    return { url, pid: host.pid ?? 0, stop };
  }
  throw new Error(`The browser host did not start: ${output}`);
}

export const CHROMIUM = process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium';

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
