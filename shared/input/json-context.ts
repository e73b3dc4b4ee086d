import { createScanner } from 'jsonc-parser';

/** A bracket that is open at some place. */
export interface Open {
  readonly sign: '{' | '[';
  readonly at: number;
  /** Where the last value inside begins and ends; -1 before the first. */
  lastStart: number;
  lastEnd: number;
}

export interface Token {
  /** Its first character. */
  readonly sign: string;
  readonly at: number;
  readonly end: number;
}

/** What stands before a place in a text: the innermost bracket that is open there, and the last token. */
export interface JsonContext {
  readonly inside: Open | null;
  readonly last: Token | null;
}

export const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** How a sentence names an open bracket: "the list that begins in line 3". */
export const nameOf = (text: string, { sign, at }: Open): string =>
  `the ${sign === '{' ? 'object' : 'list'} that begins in line ${lineOf(text, at)}`;

export function contextAt(text: string, offset: number): JsonContext {
  const scanner = createScanner(text, false);
  const open: Open[] = [];
  let last: Token | null = null;
  const ended = (start: number, end: number): void => {
    const inside = open.at(-1);
    if (inside) [inside.lastStart, inside.lastEnd] = [start, end];
  };
  for (scanner.scan(); scanner.getTokenOffset() < offset; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const end = at + scanner.getTokenLength();
    const sign = text[at] ?? '';
    if (sign.trim() === '') {
      if (end >= text.length) break;
      continue;
    }
    if (sign === '{' || sign === '[') open.push({ sign, at, lastStart: -1, lastEnd: -1 });
    else if (sign === '}' || sign === ']') ended(open.pop()?.at ?? at, end);
    else if (sign !== ',' && sign !== ':') ended(at, end);
    last = { sign, at, end };
    if (end >= text.length) break;
  }
  return { inside: open.at(-1) ?? null, last };
}
