import { lastUpTo } from '../../bisect/first-where.ts';
import type { Spot } from './search.ts';

/** More names than these are no report's. */
const MOST = 500;
const PORT = /:\d{1,5}$/;

/** What tells a value apart where nothing around it says what it is: an account's number, a host's name without its port. */
const bare = (value: string): string => value.replace(PORT, '');

/** Whether a sign goes on with a name or a number: `x.acme.com` is no `acme.com`. */
const JOINS = /[A-Za-z0-9_-]/;

function standsAlone(text: string, from: number, to: number): boolean {
  const [before, after] = [text.charAt(from - 1), text.charAt(to)];
  if (JOINS.test(before) || before === '.' || JOINS.test(after)) return false;
  return after !== '.' || !JOINS.test(text.charAt(to + 1));
}

/** Tells in a few steps whether a place lies inside one of many spots. */
function insideOf(spots: readonly Spot[]): (at: number) => boolean {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { from, to } of [...spots].sort((a, b) => a.from - b.from)) {
    starts.push(from);
    ends.push(Math.max(to, ends.at(-1) ?? 0));
  }
  return (at) => at >= (starts[0] ?? Number.POSITIVE_INFINITY) && at < (ends[lastUpTo(starts, at)] ?? 0);
}

/**
 * Accounts and hosts that were told by what stands around them (an ARN, a URL). They are the same where they stand alone:
 * in a sentence of an error, or in what somebody asks.
 */
export class Learned {
  readonly #kinds = new Map<string, 'host' | 'account'>();

  learn(text: string, spots: readonly Spot[]): void {
    for (const { kind, from, to } of spots)
      if ((kind === 'host' || kind === 'account') && this.#kinds.size < MOST)
        this.#kinds.set(bare(text.slice(from, to)), kind);
  }

  /** Where they stand alone in a text, outside of what is told in it already. */
  find(text: string, told: readonly Spot[]): readonly Spot[] {
    const spots: Spot[] = [];
    if (this.#kinds.size === 0) return spots;
    const isTold = insideOf(told);
    for (const [value, kind] of this.#kinds)
      for (let from = text.indexOf(value); from >= 0; from = text.indexOf(value, from + value.length)) {
        const to = from + value.length;
        if (standsAlone(text, from, to) && !isTold(from)) spots.push({ kind, from, to, name: null });
      }
    return spots;
  }
}
