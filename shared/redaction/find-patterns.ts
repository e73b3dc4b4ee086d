import { Literals } from '../text/literals.ts';
import type { Finding } from './finding.ts';
import type { Pattern } from './pattern.ts';
import { PATTERNS } from './patterns.ts';

interface Compiled extends Pattern {
  readonly tailAt: RegExp;
}

const BY_HEAD: ReadonlyMap<string, Compiled> = new Map(
  PATTERNS.flatMap((pattern) => {
    const compiled = { ...pattern, tailAt: new RegExp(pattern.tail, 'y') };
    return pattern.heads.map((head) => [head, compiled] as const);
  }),
);

const HEADS = new Literals(BY_HEAD.keys());

const isWordCharacter = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** A word begins at `at`: nothing of it stands before, but for the letter of an escape (`\n`, `\u0020`, `%20`). */
function beginsWord(text: string, at: number): boolean {
  if (at === 0 || !isWordCharacter(text.charCodeAt(at - 1))) return true;
  return /(?:\\[nrtbf]|\\u[0-9a-fA-F]{4}|%[0-9a-fA-F]{2})$/.test(text.slice(Math.max(0, at - 6), at));
}

/** Words such as `sk-learn-tutorial` begin as keys do: a key has a digit, or is of mixed letters where that is enough. */
const isRandom = (token: string, { lettersOnly }: Pattern): boolean =>
  /\d/.test(token) || (lettersOnly === true && /[a-z]/.test(token) && /[A-Z]/.test(token));

/** Where the token begins whose head stands at `at`, or -1 where no token of this pattern does. */
function beginOf(text: string, at: number, { before, wholeWord }: Pattern): number {
  let from = at;
  if (before) {
    while (at - from < before.most && from > 0 && before.of.test(text.charAt(from - 1))) from--;
    return at - from < before.least ? -1 : from;
  }
  return beginsWord(text, at) && !(wholeWord && followsHyphen(text, at)) ? at : -1;
}

const followsHyphen = (text: string, at: number): boolean => at > 0 && /[-_]/.test(text.charAt(at - 1));

/** Secrets that their own form tells. Linear: no character is read more than a bounded number of times. */
export function findPatterns(text: string): readonly Finding[] {
  const findings: Finding[] = [];
  /** Where the last run without a digit ended, by pattern: a head inside of it would read the same run again. */
  const fruitless = new Map<Pattern, number>();
  let next = 0;
  for (let head = HEADS.find(text, next); head; head = HEADS.find(text, next)) {
    const { at, literal } = head;
    // Heads overlap: behind the `\n` of an escape, `api_org_` begins inside of what reads as `napi_`.
    next = at + 1;
    const pattern = BY_HEAD.get(literal);
    if (!pattern || at < (fruitless.get(pattern) ?? 0)) continue;
    const begin = beginOf(text, at, pattern);
    if (begin < 0) continue;
    const { tailAt, keepHead, kind } = pattern;
    tailAt.lastIndex = at + literal.length;
    const tail = tailAt.exec(text);
    if (!tail) continue;
    const from = keepHead ? tail.index + (tail[1]?.length ?? 0) : begin;
    const to = tail.index + tail[0].length;
    if (!isRandom(text.slice(begin, at) + tail[0], pattern)) {
      fruitless.set(pattern, to);
      continue;
    }
    findings.push({ kind, from, to, name: null });
    next = to;
  }
  return findings;
}
