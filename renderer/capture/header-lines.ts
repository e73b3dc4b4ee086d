import type { HeaderList } from '../../shared/capture/exchange.ts';

/** Headers as one edits them: `name: value`, a line for each. */
export const writeHeaders = (headers: HeaderList): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n');

export type ReadHeaders =
  | { readonly ok: true; readonly headers: HeaderList }
  | { readonly ok: false; readonly problem: string };

/** A field name and the characters of a value (RFC 9110, 5.5 and 5.6.2). */
const LINE = /^([\w!#$%&'*+.^`|~-]{1,200}):[ \t]*([\t\x20-\x7e\x80-\xff]{0,16000})$/;

/** Reads what was edited; says which line is no header. */
export function readHeaders(text: string): ReadHeaders {
  const headers: (readonly [string, string])[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const match = LINE.exec(line.trim());
    if (!match) return { ok: false, problem: `Line ${i + 1} is no header: write it as “name: value”.` };
    headers.push([match[1] ?? '', (match[2] ?? '').trim()]);
  }
  return { ok: true, headers };
}
