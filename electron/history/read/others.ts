import { type Database, DatabaseError, number } from '../store/database.ts';
import { newestNumber } from './newest.ts';

/** How often is looked, milliseconds. */
const LOOK_MS = 1_000;
/** Exchanges that a look tells of at most, of each kind. */
const MOST = 200;

/** Notices what other processes write into the same file: the app and a command line may both be capturing. */
export class Others {
  readonly #database: Database;
  readonly #owner: string;
  readonly #onChanged: (numbers: readonly number[]) => void;
  readonly #timer: NodeJS.Timeout;
  #version: number;
  #newest: number;
  /** What was told of last, and what others had running then: it may be otherwise by the next look. */
  #watched: readonly number[] = [];

  /** @param onChanged called with the numbers of exchanges that are new, or may be otherwise than at the last look */
  constructor(database: Database, owner: string, onChanged: (numbers: readonly number[]) => void) {
    this.#database = database;
    this.#owner = owner;
    this.#onChanged = onChanged;
    this.#version = this.#versionNow();
    this.#newest = newestNumber(database);
    this.#timer = setInterval(() => this.#lookAgain(), LOOK_MS).unref();
  }

  /** Tells of what was written since the last look, where somebody else wrote. */
  look(): void {
    const version = this.#versionNow();
    if (version === this.#version) return;
    this.#version = version;
    const fresh = this.#numbers('number > ? ORDER BY number DESC', this.#newest);
    const running = this.#numbers('owner IS NOT NULL AND owner <> ?', this.#owner);
    this.#newest = newestNumber(this.#database);
    const changed = new Set([...fresh, ...running, ...this.#watched]);
    this.#watched = [...running, ...fresh];
    if (changed.size > 0) this.#onChanged([...changed]);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #lookAgain(): void {
    try {
      this.look();
    } catch (error) {
      // The file may be damaged or held for a moment: whoever reads it says so.
      if (!(error instanceof DatabaseError)) throw error;
    }
  }

  /** SQLite counts the commits of other connections (its documentation, “PRAGMA data_version”). */
  #versionNow(): number {
    return number(this.#database.get('PRAGMA data_version')?.data_version);
  }

  #numbers(condition: string, value: number | string): readonly number[] {
    const sql = `SELECT number FROM exchange WHERE ${condition} LIMIT ${MOST}`;
    return this.#database.all(sql, [value]).map((row) => number(row.number));
  }
}
