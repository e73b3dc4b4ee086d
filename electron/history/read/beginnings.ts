import { type Database, DatabaseError, text } from '../store/database.ts';

/** So many words are looked for one by one; of more the index makes one list, which takes as long as it is. */
const MOST = 12;
/** Words hold letters and digits: a longer one that begins so comes at or after this. */
const LEAST = '0';

/**
 * The words of a store's index that begin in a given way, each found by one look. A whole word can be followed from the
 * newest exchange back, the beginning of one cannot.
 */
export class Beginnings {
  readonly #database: Database;
  #made = false;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Null where they are many, or where the index cannot be read. */
  of(beginning: string): readonly string[] | null {
    try {
      if (!this.#made) {
        this.#database.exec('CREATE VIRTUAL TABLE temp.term USING fts5vocab(main, words, instance)');
        this.#made = true;
      }
      const found: string[] = [];
      for (let from = beginning; ; from = `${found[found.length - 1]}${LEAST}`) {
        const row = this.#database.get('SELECT term FROM temp.term WHERE term >= ? LIMIT 1', [from]);
        const next = text(row?.term ?? null);
        if (!row || !next.startsWith(beginning)) return found;
        if (found.length === MOST) return null;
        found.push(next);
      }
    } catch (error) {
      if (error instanceof DatabaseError) return null;
      throw error;
    }
  }
}
