import type { ExchangeId, ExchangeRow } from '../../../shared/capture/exchange.ts';
import type { LiveEvent } from '../../../shared/contract/capture.ts';

/** Changed rows go to a window at most so often, milliseconds. */
const BATCH_MS = 100;
/**
 * For each row of a batch, up to the longest wait: fifty calls that stream are followed four times a second. Their rows
 * cost the store, whoever forwards and the window more than anybody sees in ten pictures of them.
 */
const ROW_MS = 5;
const LONGEST_MS = 500;

const pauseAfter = (rows: number): number => Math.min(LONGEST_MS, Math.max(BATCH_MS, rows * ROW_MS));

/** Tells windows which rows changed. A slow reader gets each row as it is by then. */
export class Feed {
  readonly #followers = new Set<(id: ExchangeId) => void>();
  readonly #row: (id: ExchangeId) => ExchangeRow | null;

  /** @param row the row as it is now; null where it is gone */
  constructor(row: (id: ExchangeId) => ExchangeRow | null) {
    this.#row = row;
  }

  changed(id: ExchangeId): void {
    for (const follower of this.#followers) follower(id);
  }

  /** The rows of `known`, then those that change, in batches, until `signal` aborts. */
  async *follow(known: Iterable<ExchangeId>, signal: AbortSignal): AsyncGenerator<LiveEvent> {
    const dirty = new Set<ExchangeId>(known);
    let wake: () => void = () => undefined;
    const note = (id: ExchangeId): void => {
      dirty.add(id);
      wake();
    };
    this.#followers.add(note);
    const onAbort = (): void => wake();
    signal.addEventListener('abort', onAbort);
    try {
      const first = this.#take(dirty).rows;
      yield { type: 'rows', rows: first };
      let pauseMs = pauseAfter(first.length);
      while (!signal.aborted) {
        if (dirty.size === 0)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        if (signal.aborted) return;
        const { rows, gone } = this.#take(dirty);
        pauseMs = pauseAfter(rows.length);
        if (rows.length > 0) yield { type: 'rows', rows };
        if (gone.length > 0) yield { type: 'removed', ids: gone };
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#followers.delete(note);
    }
  }

  #take(dirty: Set<ExchangeId>): {
    readonly rows: readonly ExchangeRow[];
    readonly gone: readonly ExchangeId[];
  } {
    const ids = [...dirty];
    dirty.clear();
    const rows = ids.flatMap((id) => this.#row(id) ?? []);
    return { rows, gone: ids.filter((id) => this.#row(id) === null) };
  }
}
