import { literally } from '../text/literally.ts';
import type { LineIndex } from './line-index.ts';

/** What is looked for. */
export interface Query {
  readonly text: string;
  readonly matchCase: boolean;
  readonly regexp: boolean;
}

/** A match; columns in UTF-16 units from the beginning of its line. */
export interface Match {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Beyond so many matches nobody steps through them. */
const MOST = 20_000;

/** The pattern of a query; null for an empty one and for a regular expression that is none. */
export function patternOf({ text, matchCase, regexp }: Query): RegExp | null {
  if (text === '') return null;
  try {
    return new RegExp(regexp ? text : literally(text), `gm${matchCase ? '' : 'i'}${regexp ? 'u' : ''}`);
  } catch {
    return null;
  }
}

/** All matches in a text, in order, at most 20,000; one that goes over a line's end is cut there. */
export function findAll(index: LineIndex, query: Query): readonly Match[] {
  const pattern = patternOf(query);
  if (!pattern) return [];
  const found: Match[] = [];
  let line = 0;
  for (const match of index.text.matchAll(pattern)) {
    if (match[0] === '') continue;
    while (line + 1 < index.count && index.start(line + 1) <= match.index) line++;
    const start = index.start(line);
    const to = Math.min(match.index + match[0].length, index.stop(line));
    if (to > match.index) found.push({ line, from: match.index - start, to: to - start });
    if (found.length >= MOST) break;
  }
  return found;
}
