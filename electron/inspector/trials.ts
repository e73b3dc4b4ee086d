import type { Verdict } from '../../shared/validation/problem.ts';

/**
 * What Bedrock would answer to the changes of a request that its buttons make. Each costs as much as the request itself,
 * so that while a large one is edited the answers to the text before it stand in for new ones.
 */
export class Trials {
  readonly #known = new Map<string, Verdict | null>();
  #later = false;

  /** Before a request is looked at. `later`: nothing is tried, what is known of the text before holds so far. */
  begin(later: boolean): void {
    this.#later = later;
    if (!later) this.#known.clear();
  }

  /** Another request than the one before: nothing of that holds. */
  forget(): void {
    this.#known.clear();
  }

  /** @param name tells the change. Null where nothing is sent after it, or nothing is known of it yet */
  verdict(name: string, work: () => Verdict | null): Verdict | null {
    if (this.#later) return this.#known.get(name) ?? null;
    const verdict = work();
    this.#known.set(name, verdict);
    return verdict;
  }
}
