import type { Value } from './value.ts';

/** Names that stand for something in a part of a text, while that is read: those of a comprehension, for one item. */
export interface Round {
  readonly from: number;
  readonly to: number;
  readonly values: ReadonlyMap<string, Value>;
}

/** Rounds of loops and comprehensions that a text is followed for, all together: each may copy all that came before. */
const MOST_ROUNDS = 10_000;

/** A statement that goes over something. */
export interface Loop {
  /** Where it ends. */
  readonly to: number;
  /** Its rounds; null where only a run would tell. */
  readonly rounds: () => readonly Round[] | null;
}

/** The rounds that are gone, one in the other. */
export class Rounds {
  /** Innermost first. */
  readonly #around: Round[] = [];
  #left = MOST_ROUNDS;

  /** Whether a comprehension may go over so many items more. */
  mayGo(times: number): boolean {
    this.#left -= times;
    return this.#left >= 0;
  }

  /** What is read while some names stand for something else. */
  within<T>(round: Round, read: () => T): T {
    this.#around.unshift(round);
    try {
      return read();
    } finally {
      this.#around.shift();
    }
  }

  /** True where what stands at a place is read for one round of several. */
  isAround(at: number): boolean {
    return this.#around.some(({ from, to }) => from <= at && at < to);
  }

  /** What a name at a place stands for in this round; null for one of no round. */
  valueOf(name: string, at: number): Value | null {
    const round = this.#around.find(({ from, to, values }) => from <= at && at < to && values.has(name));
    return round?.values.get(name) ?? null;
  }
}
