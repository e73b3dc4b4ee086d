import type { Filtered } from '../../shared/contract/inspection.ts';
import type { Verdict } from '../../shared/validation/problem.ts';

/** A change that is tried in one view of a request. */
interface Trial {
  /** Tells the change, whichever view asks. */
  readonly name: string;
  readonly view: string;
  /** True where a huge request has to be worked out again for it. */
  readonly costly: boolean;
}

/** So many costly trials are made for a view: each takes as long as the request itself. */
const MOST_COSTLY = 1;

/**
 * What stands beside a request: what Bedrock would answer to the changes that its buttons make, and its body under the
 * strict profile. Each costs as much as the request itself, so that while a large one is edited what is known of the text
 * before it stands in for what is new.
 */
export class Trials {
  readonly #known = new Map<string, Verdict | null>();
  readonly #filtered = new Map<string, Filtered | null>();
  readonly #costly = new Map<string, number>();
  #later = false;

  /** Before a request is looked at. `later`: nothing is tried, what is known of the text before holds so far. */
  begin(later: boolean): void {
    this.#later = later;
    this.#costly.clear();
    if (later) return;
    this.#known.clear();
    this.#filtered.clear();
  }

  /** Another request than the one before: nothing of that holds. */
  forget(): void {
    this.#known.clear();
    this.#filtered.clear();
  }

  /**
   * The body under the strict profile; only that of a huge request is left for later: so far that of the text before
   * stands in for it, or nothing.
   * @param name tells the route
   */
  filtered(
    name: string,
    huge: boolean,
    work: () => Filtered | null,
  ): { readonly body: Filtered | null; readonly later: boolean } {
    if (this.#later && huge) return { body: this.#filtered.get(name) ?? null, later: true };
    const body = work();
    this.#filtered.set(name, body);
    return { body, later: false };
  }

  /** Null where nothing is sent after the change, nothing is known of it yet, or it costs more than is spent on it. */
  verdict({ name, view, costly }: Trial, work: () => Verdict | null): Verdict | null {
    if (this.#later) return this.#known.get(name) ?? null;
    const made = this.#costly.get(view) ?? 0;
    if (costly && made === MOST_COSTLY) return null;
    if (costly) this.#costly.set(view, made + 1);
    const verdict = work();
    this.#known.set(name, verdict);
    return verdict;
  }
}
