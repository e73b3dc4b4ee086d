import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** What the desktop app is packed in. */
const ARCHIVE = /^.*?\.asar(?=[\\/])/;

/** Of a file in the desktop app's package Electron tells no times that stay: the package itself has them. */
function writtenIn(filename: string): Stats {
  const archive = ARCHIVE.exec(filename)?.[0];
  if (archive === undefined) return statSync(filename);
  const { noAsar } = process;
  process.noAsar = true;
  try {
    return statSync(archive);
  } finally {
    process.noAsar = noAsar;
  }
}

/**
 * The compiled code of a program, as V8 keeps it; the name tells of which writing of which file and for which engine it
 * is. (To read the text for it would take a tenth of a start; nobody can set the time of a file's last change.)
 */
export function cacheFile(dir: string, filename: string): string {
  const { dev, ino, size, mtimeMs, ctimeMs } = writtenIn(filename);
  const of = [process.version, process.arch, filename, dev, ino, size, mtimeMs, ctimeMs].join(' ');
  const hash = createHash('sha256').update(of).digest('base64url').slice(0, 24);
  // The desktop app and the command line keep theirs beside each other.
  const engine = process.versions.electron === undefined ? 'node' : 'electron';
  return path.join(dir, `${path.basename(filename)}.${engine}.${hash}`);
}

/** Whether nobody else can have written it: the engine runs what a cache holds. Windows keeps the folder per user. */
const isOurs = ({ uid, mode }: Stats): boolean =>
  process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);

/** A folder of this user that nobody else can write to; what a link leads to is none. */
function isOurFolder(dir: string): boolean {
  const found = lstatSync(dir);
  return found.isDirectory() && isOurs(found);
}

/** Node's own word for it: who sets it wants no compiled code to be kept. */
const isOff = (): boolean => Boolean(process.env.NODE_DISABLE_COMPILE_CACHE);

/** The kept code; nothing where there is none, or where another user may have put it there. */
export function readCode(file: string): Buffer | undefined {
  if (isOff()) return undefined;
  try {
    if (!isOurFolder(path.dirname(file))) return undefined;
    const opened = openSync(file, 'r');
    try {
      return isOurs(fstatSync(opened)) ? readFileSync(opened) : undefined;
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}

/** Keeps the code that a run has needed, in place of what older versions left; a cache that cannot be written is none. */
export function keepCode(file: string, code: Uint8Array): void {
  if (isOff()) return;
  const dir = path.dirname(file);
  const program = path.basename(file).replace(/\.[\w-]+$/, '.');
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    if (!isOurFolder(dir)) return;
    for (const old of readdirSync(dir))
      if (old.startsWith(program)) rmSync(path.join(dir, old), { force: true });
    const made = `${file}.${process.pid}`;
    writeFileSync(made, code, { mode: 0o600, flag: 'wx' });
    renameSync(made, file);
  } catch {
    // The next start compiles again.
  }
}
