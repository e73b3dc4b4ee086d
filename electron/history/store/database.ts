import Libsql from 'libsql';

/** A value that goes into the database or comes out of it. */
export type SqlInput = string | number | null | Uint8Array;
/** A row: bytes come as one or the other, by the way in which they are asked for. */
export type Row = Readonly<Record<string, string | number | null | ArrayBuffer | Uint8Array>>;

/** What the database refused: `code` as SQLite names it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** True for what a damaged file makes the database say. */
export const isDamage = (error: unknown): error is DatabaseError =>
  error instanceof DatabaseError && error.code.startsWith('SQLITE_CORRUPT');

/** How long a statement waits for another process that writes, milliseconds. */
const BUSY_MS = 10_000;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'UNKNOWN';

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new DatabaseError(codeOf(error), error instanceof Error ? error.message : String(error));
  }
}

type Statement = ReturnType<Libsql.Database['prepare']>;

/**
 * A SQLite file. All that Strata asks of the engine goes through here, so that another can take its place. Values are
 * always handed over in one array: the engine ends the process where a lone Buffer is given as the only value.
 */
export class Database {
  readonly #engine: Libsql.Database;
  readonly #statements = new Map<string, Statement>();

  /** Opens a file, or makes it. Throws {@link DatabaseError} where it is no database or cannot be read. */
  constructor(file: string) {
    this.#engine = guarded(() => new Libsql(file, { timeout: BUSY_MS / 1000 }));
    guarded(() => this.#engine.exec(`PRAGMA busy_timeout = ${BUSY_MS}`));
  }

  exec(sql: string): void {
    guarded(() => this.#engine.exec(sql));
  }

  /** Runs a statement that changes something; gives how many rows it changed and the last row id. */
  run(sql: string, values: readonly SqlInput[] = []): { readonly changes: number; readonly lastId: number } {
    return this.#with(sql, (statement) => {
      const { changes, lastInsertRowid } = statement.run([...values]);
      return { changes, lastId: Number(lastInsertRowid) };
    });
  }

  get(sql: string, values: readonly SqlInput[] = []): Row | undefined {
    return this.#with(sql, (statement) => statement.get([...values]) as Row | undefined);
  }

  all(sql: string, values: readonly SqlInput[] = []): readonly Row[] {
    return this.#with(sql, (statement) => statement.all([...values]) as Row[]);
  }

  /** All or nothing. Others may read meanwhile, and none may write. */
  transaction<T>(work: () => T): T {
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      try {
        this.exec('ROLLBACK');
      } catch {
        // A full disk ends the transaction by itself.
      }
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#engine.close();
  }

  /** A statement that met a damaged page fails from then on wherever it reads: it is made anew. */
  #with<T>(sql: string, work: (statement: Statement) => T): T {
    try {
      return guarded(() => work(this.#statement(sql)));
    } catch (error) {
      this.#statements.delete(sql);
      throw error;
    }
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = this.#engine.prepare(sql);
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, made);
    return made;
  }
}

/** Filters make statements of their own, so their number is bounded. */
const MOST_STATEMENTS = 100;

export const text = (value: Row[string] | undefined): string => (typeof value === 'string' ? value : '');
export const textOrNull = (value: Row[string] | undefined): string | null =>
  typeof value === 'string' ? value : null;
export const number = (value: Row[string] | undefined): number => (typeof value === 'number' ? value : 0);
export const numberOrNull = (value: Row[string] | undefined): number | null =>
  typeof value === 'number' ? value : null;
export function bytes(value: Row[string] | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(0);
}
