import { endOfString } from './line-index.ts';
import type { Stretch } from './words.ts';

/** The parts of one line of laid-out JSON; columns in UTF-16 units. */
export interface LineParts {
  readonly indent: number;
  /** With its quotes; null where the line has none. */
  readonly key: Stretch | null;
  readonly value: Stretch & { readonly kind: 'string' | 'number' | 'atom' | 'sign' };
}

const kindOf = (first: string): LineParts['value']['kind'] => {
  if (first === '"') return 'string';
  if (/[-\d]/.test(first)) return 'number';
  return /[a-z]/i.test(first) ? 'atom' : 'sign';
};

/** Reads a line; what follows the value is a comma or nothing. A line that is no JSON is one sign. */
export function readLine(line: string): LineParts {
  let indent = 0;
  while (line[indent] === ' ') indent++;
  let at = indent;
  let key: Stretch | null = null;
  if (line[at] === '"') {
    const end = endOfString(line, at);
    if (line[end] === ':') {
      key = { from: at, to: end };
      at = end + 1;
      while (line[at] === ' ') at++;
    }
  }
  const end = line.endsWith(',') && line.length - 1 > at ? line.length - 1 : line.length;
  return { indent, key, value: { from: at, to: end, kind: kindOf(line[at] ?? '') } };
}
