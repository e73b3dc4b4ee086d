import { continued } from '../../../shared/capture/continuation.ts';
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
    const conversation = own ?? continued(prefixes, (prefix) => this.#known.get(prefix)) ?? id;
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
}
