import Libsql from 'libsql';
import { withoutNul } from '../../../shared/text/nul.ts';
import { type CarefulQuestion, carefulQuestion, carefulRow, isQuestion } from './careful-texts.ts';
import type { Row, SqlInput } from './row.ts';

export type { Row, SqlInput };

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

/** What is written and what is asked for have the same form: the engine reads a text up to its first U+0000. */
const bound = (value: SqlInput): SqlInput => (typeof value === 'string' ? withoutNul(value) : value);

type Engine = ReturnType<Libsql.Database['prepare']>;

/** A prepared statement; `careful` where its texts come as bytes. */
interface Statement {
  readonly engine: Engine;
  readonly careful: CarefulQuestion | null;
}

export interface DatabaseOptions {
  /** Whether texts are read as bytes: slower, and a text that is none does not end the process. */
  readonly careful?: boolean | undefined;
}

/**
 * A SQLite file. All that Strata asks of the engine goes through here, so that another can take its place. Values are
 * always handed over in one array: the engine ends the process where a lone Buffer is given as the only value.
 */
export class Database {
  readonly #engine: Libsql.Database;
  readonly #statements = new Map<string, Statement>();
  readonly #careful: boolean;
  #onOddText: () => void = () => undefined;

  /** Opens a file, or makes it. Throws {@link DatabaseError} where it is no database or cannot be read. */
  constructor(file: string, { careful = false }: DatabaseOptions = {}) {
    this.#careful = careful;
    this.#engine = guarded(() => new Libsql(file, { timeout: BUSY_MS / 1000 }));
    guarded(() => this.#engine.exec(`PRAGMA busy_timeout = ${BUSY_MS}`));
  }

  /** Whom to tell that a text was met that is none; with `careful` alone. */
  onOddText(listener: () => void): void {
    this.#onOddText = listener;
  }

  exec(sql: string): void {
    guarded(() => this.#engine.exec(sql));
  }

  /** Runs a statement that changes something; gives how many rows it changed and the last row id. */
  run(sql: string, values: readonly SqlInput[] = []): { readonly changes: number; readonly lastId: number } {
    return this.#with(sql, (statement) => {
      const { changes, lastInsertRowid } = statement.engine.run(values.map(bound));
      return { changes, lastId: Number(lastInsertRowid) };
    });
  }

  get(sql: string, values: readonly SqlInput[] = []): Row | undefined {
    return this.#with(sql, ({ engine, careful }) => {
      const row = engine.get(values.map(bound)) as Row | undefined;
      return row && careful ? carefulRow(careful, row, this.#onOddText) : row;
    });
  }

  all(sql: string, values: readonly SqlInput[] = []): readonly Row[] {
    return this.#with(sql, ({ engine, careful }) => {
      const rows = engine.all(values.map(bound)) as Row[];
      return careful ? rows.map((row) => carefulRow(careful, row, this.#onOddText)) : rows;
    });
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
    const made = this.#careful && isQuestion(sql) ? this.#carefully(sql) : this.#plainly(sql);
    if (this.#statements.size >= MOST_STATEMENTS) this.#statements.clear();
    this.#statements.set(sql, made);
    return made;
  }

  #plainly(sql: string): Statement {
    return { engine: this.#engine.prepare(sql), careful: null };
  }

  #carefully(sql: string): Statement {
    const names = this.#engine
      .prepare(sql)
      .columns()
      .map(({ name }) => name);
    const careful = carefulQuestion(sql, names);
    return { engine: this.#engine.prepare(careful.sql), careful };
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
