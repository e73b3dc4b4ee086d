import { NEARBY } from './find-aws-secrets.ts';
import type { Finding } from './finding.ts';
import type { Redactor } from './redactor.ts';

/** What is held back at least: two keys may have to be seen together, and a beginning of a token needs its end. */
const HELD = 2 * NEARBY + 256;

/** A token that is still growing is held so long, UTF-16 units; private keys of any size are shorter. */
const LONGEST = 64 * 1024;

/**
 * Takes secrets out of a text that comes in pieces, across the borders of the pieces, as `Redactor.text` does. The
 * last few hundred characters are held back, and a match that reaches the end until it is whole. Never put it
 * between a reader and a live stream: it is for what is recorded.
 */
export class StreamRedactor {
  readonly #redactor: Redactor;
  readonly #findings: Finding[] = [];
  #held = '';
  /** UTF-16 units given out so far. */
  #given = 0;
  /** The held text is looked at again once it is so long: doubling keeps the work linear. */
  #lookAt = 2 * HELD;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  /** What was taken out so far; places count from the beginning of the stream. */
  get findings(): readonly Finding[] {
    return this.#findings;
  }

  /** Takes a piece; gives what can be told by now. */
  push(piece: string): string {
    this.#held += piece;
    if (this.#held.length < this.#lookAt) return '';
    const found = this.#redactor.find(this.#held);
    const safe = this.#held.length - Math.max(HELD, this.#redactor.longestKnown);
    const cut = this.#cutBefore(found, safe);
    const given = this.#give(found, cut);
    this.#lookAt = Math.max(2 * HELD, 2 * this.#held.length);
    return given;
  }

  /** The rest, once no more comes. */
  end(): string {
    return this.#give(this.#redactor.find(this.#held), this.#held.length);
  }

  /** The last place up to which all is told: no finding lies across it or, while it may still grow, before it. */
  #cutBefore(found: readonly Finding[], safe: number): number {
    const across = found.find(({ from, to }) => (from < safe && to > safe) || to === this.#held.length);
    const cut = across ? Math.min(across.from, safe) : safe;
    return this.#held.length - cut > LONGEST ? safe : Math.max(0, cut);
  }

  #give(found: readonly Finding[], cut: number): string {
    const before = found
      .filter(({ from }) => from < cut)
      .map((finding) => ({ ...finding, to: Math.min(finding.to, cut) }));
    const { text } = this.#redactor.replace(this.#held.slice(0, cut), before);
    for (const finding of before)
      this.#findings.push({ ...finding, from: finding.from + this.#given, to: finding.to + this.#given });
    this.#given += cut;
    this.#held = this.#held.slice(cut);
    return text;
  }
}
