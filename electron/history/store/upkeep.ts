import type { ExchangeId } from '../../../shared/capture/exchange.ts';
import { type Database, DatabaseError } from './database.ts';
import { releaseDead } from './owners.ts';
import { readRetention, retainSlice } from './retention.ts';

/** How often limits and owners are looked after, the first time and between two slices, milliseconds. */
const USUAL_MS = 30_000;
const FIRST_MS = 1_000;
const SLICE_MS = 20;

export interface UpkeepOptions {
  readonly database: Database;
  /** Names this process among those that share the store. */
  readonly owner: string;
  readonly onRemoved: (ids: readonly ExchangeId[]) => void;
}

/** Keeps a store within its limits, slice by slice, with room for everything else between them. */
export class Upkeep {
  readonly #options: UpkeepOptions;
  readonly #startedAt = Date.now();
  readonly #startedMs = performance.now();
  #timer: NodeJS.Timeout | null = null;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** What dead processes left is released at once, the limits follow soon. */
  start(): void {
    releaseDead(this.#options.database, this.#options.owner);
    this.#again(FIRST_MS);
  }

  /** Looks after it now, and then as often as usual. */
  now(): void {
    const { database, owner, onRemoved } = this.#options;
    let more = false;
    try {
      releaseDead(database, owner);
      const ids = retainSlice(database, readRetention(database), this.#agesAt());
      more = ids.length > 0;
      if (more) onRemoved(ids);
    } catch (error) {
      // Another Strata may be writing, or the disk be full: the next time will do.
      if (!(error instanceof DatabaseError)) throw error;
    }
    this.#again(more ? SLICE_MS : USUAL_MS);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  /** What ages are counted from: a clock that is set forward while this runs makes nothing old, and so removes nothing. */
  #agesAt(): number {
    return Math.min(Date.now(), this.#startedAt + performance.now() - this.#startedMs);
  }

  #again(ms: number): void {
    this.close();
    this.#timer = setTimeout(() => this.now(), ms);
    this.#timer.unref();
  }
}
