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

const caches = new Map<string, string>();

/** Where a build keeps its compiled code: two that are started in turns would otherwise clear away each other's. */
export function cacheOf(root: string): string {
  const made = caches.get(root) ?? mkdtempSync(path.join(tmpdir(), 'strata-bench-cache-'));
  caches.set(root, made);
  return made;
}

/** A browser host of the built app on a free port; `root` is where the app lies. */
export async function startHost(root = ROOT): Promise<Host> {
  const host = spawn(process.execPath, [path.join(root, 'out/cli/cli.cjs'), 'serve', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Drafts and history of a run are its own.
    env: {
      ...process.env,
      XDG_CONFIG_HOME: mkdtempSync(path.join(tmpdir(), 'strata-bench-')),
      XDG_CACHE_HOME: cacheOf(root),
    },
  });
  let output = '';
  // What is said later must have a reader, too: a program whose reader has gone ends.
  for await (const part of host.stdout.iterator({ destroyOnReturn: false })) {
    output += String(part);
    const url = /http:\/\/127\.0\.0\.1:\d+[^\s"',}]*/.exec(output)?.[0];
    if (!url) continue;
    host.stdout.resume();
    return { url, pid: host.pid ?? 0, stop: () => void host.kill('SIGTERM') };
  }
  throw new Error(`The browser host did not start: ${output}`);
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.STRATA_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
