import buffer from 'node:buffer';
import { readFileSync } from 'node:fs';

/** Node 18.15 and later; Electron's test runtime is older. */
const { isAscii } = buffer as { readonly isAscii?: (bytes: Uint8Array) => boolean };

/**
 * The text of a built program. It is in ASCII (see `scripts/lib/ascii.mjs`), so that its bytes are its characters: to
 * decode some megabytes of UTF-8 would take longer than to read them.
 *
 * @param file absolute path
 */
export function readProgram(file: string): string {
  const bytes = readFileSync(file);
  return bytes.toString(isAscii?.(bytes) ? 'latin1' : 'utf8');
}
