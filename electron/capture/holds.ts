import type { ExchangeId } from '../../shared/capture/exchange.ts';
import {
  type HeldCall,
  type HeldDecision,
  HOLD_MS,
  MOST_HELD,
  UNCHANGED,
} from '../../shared/capture/rule.ts';
import type { Gone } from '../http/gone.ts';

/** How a hold ended: by a decision, by its time, or because the client left. */
export type HoldEnd = HeldDecision | { readonly kind: 'timed-out' } | { readonly kind: 'gone' };

interface Waiting {
  readonly bytes: number;
  readonly until: number;
  /** Begins its time anew. */
  extend(): void;
  end(how: HoldEnd): void;
}

/** Calls that wait for the user. Each has its own time; none waits for another. */
export class Holds {
  readonly #waiting = new Map<ExchangeId, Waiting>();
  readonly #onChange: () => void;
  readonly #holdMs: number;

  constructor(onChange: () => void = () => undefined, holdMs = HOLD_MS) {
    this.#onChange = onChange;
    this.#holdMs = holdMs;
  }

  list(): readonly HeldCall[] {
    return [...this.#waiting].map(([id, { until }]) => ({ id, until }));
  }

  /** Waits for a decision; null where too much waits already. @param bytes of the body, which stays in memory so long */
  hold(id: ExchangeId, gone: Gone, bytes: number): Promise<HoldEnd> | null {
    const held = [...this.#waiting.values()].reduce((sum, call) => sum + call.bytes, bytes);
    if (this.#waiting.size >= MOST_HELD.calls || held > MOST_HELD.bytes) return null;
    return new Promise((resolve) => {
      const end = (how: HoldEnd): void => {
        if (!this.#waiting.delete(id)) return;
        clearTimeout(timer);
        stop();
        this.#onChange();
        resolve(how);
      };
      let stop = (): void => undefined;
      let timer: NodeJS.Timeout;
      const extend = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => end({ kind: 'timed-out' }), this.#holdMs);
        this.#waiting.set(id, { bytes, until: Date.now() + this.#holdMs, extend, end });
      };
      extend();
      stop = gone.on(() => end({ kind: 'gone' }));
      this.#onChange();
    });
  }

  /** False where the call does not wait any more. */
  decide(id: ExchangeId, decision: HeldDecision): boolean {
    const waiting = this.#waiting.get(id);
    waiting?.end(decision);
    return waiting !== undefined;
  }

  /** Gives a call its whole time again, as somebody works on it; false where it does not wait any more. */
  extend(id: ExchangeId): boolean {
    const waiting = this.#waiting.get(id);
    waiting?.extend();
    if (waiting) this.#onChange();
    return waiting !== undefined;
  }

  /** Lets everything go on as it came. */
  release(): void {
    for (const { end } of this.#waiting.values()) end(UNCHANGED);
  }
}
