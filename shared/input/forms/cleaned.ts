import { lastUpTo } from '../../bisect/first-where.ts';

/** A text without what does not belong to it, and where each of its places stands in the text that was given. */
export interface Cleaned {
  readonly text: string;
  readonly placeOf: (at: number) => number;
}

/**
 * Takes the same kind of prefix off each line; a line without it becomes blank where `others` says so.
 *
 * @param prefix matches at the beginning of a line
 */
export function withoutPrefixes(given: string, prefix: RegExp, others: 'keep' | 'blank' = 'keep'): Cleaned {
  const lines: string[] = [];
  /** For each line: where it begins in the cleaned text, and how far it was moved. */
  const starts: number[] = [];
  const moves: number[] = [];
  let from = 0;
  let at = 0;
  for (const line of given.split('\n')) {
    const [found] = prefix.exec(line) ?? [];
    const kept = found === undefined ? (others === 'keep' ? line : '') : line.slice(found.length);
    starts.push(at);
    moves.push(from + line.length - kept.length - at);
    lines.push(kept);
    at += kept.length + 1;
    from += line.length + 1;
  }
  const placeOf = (place: number): number => place + (moves[lastUpTo(starts, place)] ?? 0);
  return { text: lines.join('\n'), placeOf };
}

const PROMPT = /^(?:>>> ?|\.\.\. ?|In \[\d+\]: ?| +\.\.\.: ?)/;

/** What was typed in an interactive session of Python; what it answered becomes blank. Null where it is none. */
export const typedIn = (text: string): Cleaned | null =>
  /^[^\S\r\n\u2028\u2029]*(?:>>> |In \[\d+\]: )/m.test(text) ? withoutPrefixes(text, PROMPT, 'blank') : null;

const QUOTED = /^> ?/;

/** What mail or an issue quotes, without the signs of that; all else becomes blank. Null where less than two lines are. */
export function quotedIn(text: string): Cleaned | null {
  const lines = text.startsWith('>') || text.includes('\n>') ? text.split('\n') : [];
  const quoted = lines.filter((line) => QUOTED.test(line)).length;
  return quoted > 1 ? withoutPrefixes(text, QUOTED, 'blank') : null;
}

const DIFF = /^(?:diff --git |--- \S[^\n]*\n\+\+\+ |@@ -\d+(?:,\d+)? \+\d+)/m;

/** The new side of a unified diff: what it adds and what it leaves; all else becomes blank. Null where it is none. */
export const newSideOf = (text: string): Cleaned | null =>
  DIFF.test(text) ? withoutPrefixes(text, /^(?!\+\+\+ )[+ ]/, 'blank') : null;

/**
 * What programs put before each line of a log: the name of a container, the time of Kubernetes, the sign of a
 * quotation, the output that curl marks. A prefix counts where most lines have it.
 */
const PREFIXES: readonly RegExp[] = [
  /^> ?/,
  /^[\w.-]+ *\| ?/,
  /^\d{4}-\d\d-\d\dT[\d:.]+Z? (?:stdout|stderr) [FP] ?/,
  /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)? /,
  /^\[[\w./-]+\] /,
];

/** A log without what stands before each of its lines. */
export function withoutLogPrefixes(given: string): Cleaned {
  let text = given;
  let placeOf = (at: number): number => at;
  for (const prefix of PREFIXES) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const marked = lines.filter((line) => prefix.test(line)).length;
    if (marked < 2 || marked * 2 < lines.length) continue;
    const cleaned = withoutPrefixes(text, prefix);
    const before = placeOf;
    text = cleaned.text;
    placeOf = (at) => before(cleaned.placeOf(at));
  }
  return { text, placeOf };
}
