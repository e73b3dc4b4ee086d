import type { ExchangeId } from '../../../shared/capture/exchange.ts';

/** Beginnings that are remembered: the oldest give way. */
const MOST = 20_000;

/** The conversations of this session, by how their requests begin; the store knows them over sessions in the same way. */
export class Conversations {
  readonly #known = new Map<string, string>();

  /**
   * The conversation of a request; null where it says nothing.
   * @param own what the program itself says of it
   * @param prefixes a hash of its first message, of its first two, and so on
   */
  of(id: ExchangeId, own: string | null, prefixes: readonly string[]): string | null {
    const whole = prefixes[prefixes.length - 1];
    if (whole === undefined) return own;
    const conversation = own ?? this.#continued(prefixes) ?? id;
    // Set anew, so that those that go on stand last.
    this.#known.delete(whole);
    this.#known.set(whole, conversation);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST) break;
      this.#known.delete(oldest);
    }
    return conversation;
  }

  clear(): void {
    this.#known.clear();
  }

  /** The conversation that had the longest beginning; a first message that was said before begins another one. */
  #continued(prefixes: readonly string[]): string | null {
    if (prefixes.length < 2) return null;
    for (let length = prefixes.length; length > 0; length--) {
      const known = this.#known.get(prefixes[length - 1] ?? '');
      if (known !== undefined) return known;
    }
    return null;
  }
}
