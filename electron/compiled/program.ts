import { readFileSync } from 'node:fs';
import { compiledDir } from './folder.ts';
import { cacheFile, keepCode, readCode } from './kept-code.ts';

/** A program for a thread: CommonJS that needs nothing but Node. */
export interface Program {
  /** In UTF-8, in memory that threads share: to hand some megabytes of text over takes whoever starts one longer than all else. */
  readonly bytes: Uint8Array;
  /** What V8 compiled of it; null where nobody keeps that. */
  readonly compiled: {
    /** That of an earlier thread, where there is any; a copy for each that asks, which is handed over to its thread. */
    read(): Uint8Array | undefined;
    keep(code: Uint8Array): void;
  } | null;
}

/** The same bytes where any thread can read them. */
export function shared(bytes: Uint8Array): Uint8Array {
  const own = new Uint8Array(new SharedArrayBuffer(bytes.length));
  own.set(bytes);
  return own;
}

/**
 * The program in a file. The file is read here: a thread does not look into the package that the desktop app is in.
 *
 * @param file absolute path of the built program
 */
export function programOf(file: string): Program {
  const kept = cacheFile(compiledDir(), file);
  return {
    bytes: shared(readFileSync(file)),
    compiled: { read: () => readCode(kept), keep: (code) => keepCode(kept, code) },
  };
}
