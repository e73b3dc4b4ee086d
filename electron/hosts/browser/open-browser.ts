import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
  linux: ['xdg-open'],
};

/** The file is of use as long as its link is, milliseconds. */
const KEPT_MS = 60_000;

/**
 * Writes a page, for this user's eyes only, that leads to the link. Returns its address, and what removes it; that
 * happens by itself after a minute.
 */
export function writeLinkPage(link: string): { readonly address: string; remove(): void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'strata-link-'));
  const file = path.join(dir, 'open.html');
  writeFileSync(
    file,
    `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${link}"><title>Strata</title>\n`,
    { mode: 0o600 },
  );
  const remove = (): void => {
    clearTimeout(timer);
    rmSync(dir, { recursive: true, force: true });
  };
  const timer = setTimeout(remove, KEPT_MS);
  timer.unref();
  return { address: pathToFileURL(file).href, remove };
}

/**
 * Opens a link in the user's browser where there is one to be seen; silent where there is not. The command line, which
 * every user of the machine can read, holds the address of a file that only this one can. Returns what removes the file.
 */
export function openInBrowser(link: string): () => void {
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  const opener = OPENERS[process.platform];
  if (!opener || !hasDisplay) return () => undefined;
  const [command, ...args] = opener;
  const page = writeLinkPage(link);
  const child = spawn(command, [...args, page.address], { stdio: 'ignore', detached: true });
  child.on('error', page.remove);
  child.unref();
  return page.remove;
}
