import { compiledDir } from './folder.ts';
import { cacheFile, keepCode, readCode } from './kept-code.ts';
import { readProgram } from './read-program.ts';

/** A program for a thread: CommonJS that needs nothing but Node. */
export interface Program {
  readonly text: string;
  /** What V8 compiled of it; null where nobody keeps that. */
  readonly compiled: {
    /** That of an earlier thread, where there is any. */
    read(): Uint8Array | undefined;
    keep(code: Uint8Array): void;
  } | null;
}

/**
 * The program in a file. The file is read here: a thread does not look into the package that the desktop app is in.
 *
 * @param file absolute path of the built program
 */
export function programOf(file: string): Program {
  const kept = cacheFile(compiledDir(), file);
  return {
    text: readProgram(file),
    compiled: { read: () => readCode(kept), keep: (code) => keepCode(kept, code) },
  };
}
