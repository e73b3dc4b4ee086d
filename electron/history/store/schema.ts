import { chmodSync, closeSync, openSync } from 'node:fs';
import { Database, type DatabaseOptions, number } from './database.ts';

/**
 * One step for each version of the file. A step that was ever released is never changed: what is new is a new step.
 *
 * `exchange` is narrow, because unindexed filters run over it: texts that repeat are numbers of `name`, what is only
 * shown stands in `detail`. The row ids of `words` are twice the exchange's number for what was asked, and one more for
 * what was answered. `prefix` knows the beginnings of conversations by their hashes.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
  CREATE TABLE exchange (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    started_at INTEGER NOT NULL,
    side INTEGER NOT NULL, source INTEGER NOT NULL, state INTEGER NOT NULL,
    dialect INTEGER NOT NULL, protocol INTEGER NOT NULL, route INTEGER,
    model INTEGER, program INTEGER, operation INTEGER, method INTEGER, path INTEGER, region INTEGER, target INTEGER,
    error INTEGER, stop_reason INTEGER, release INTEGER,
    status INTEGER,
    refused INTEGER NOT NULL DEFAULT 0, pinned INTEGER NOT NULL DEFAULT 0, preparation INTEGER NOT NULL DEFAULT 0,
    conversation TEXT, cause TEXT, request_id TEXT, evidence INTEGER,
    head_ms REAL, first_token_ms REAL, end_ms REAL, longest_gap_ms REAL, burst_share REAL,
    tokens_in INTEGER, tokens_out INTEGER, cache_read INTEGER, cache_write INTEGER,
    request_bytes INTEGER NOT NULL DEFAULT 0, response_bytes INTEGER NOT NULL DEFAULT 0,
    frames INTEGER NOT NULL DEFAULT 0, flags INTEGER NOT NULL DEFAULT 0,
    owner TEXT
  );
  CREATE INDEX exchange_model ON exchange (model, number);
  CREATE INDEX exchange_program ON exchange (program, number);
  CREATE INDEX exchange_error ON exchange (error, number) WHERE error IS NOT NULL;
  CREATE INDEX exchange_refused ON exchange (refused, number);
  CREATE INDEX exchange_conversation ON exchange (conversation, number) WHERE conversation IS NOT NULL;
  CREATE INDEX exchange_cause ON exchange (cause) WHERE cause IS NOT NULL;
  CREATE INDEX exchange_request_id ON exchange (request_id) WHERE request_id IS NOT NULL;
  CREATE INDEX exchange_open ON exchange (owner) WHERE owner IS NOT NULL;
  CREATE INDEX exchange_pinned ON exchange (number) WHERE pinned = 1;
  CREATE INDEX exchange_end ON exchange (end_ms, number);
  CREATE INDEX exchange_first_token ON exchange (first_token_ms, number);
  CREATE INDEX exchange_gap ON exchange (longest_gap_ms, number);
  CREATE INDEX exchange_in ON exchange (tokens_in, number);
  CREATE INDEX exchange_out ON exchange (tokens_out, number);
  CREATE INDEX exchange_status ON exchange (status, number);
  CREATE INDEX exchange_route ON exchange (route, number);
  CREATE INDEX exchange_size ON exchange (request_bytes, number);
  CREATE TABLE detail (
    number INTEGER PRIMARY KEY, title TEXT NOT NULL DEFAULT '', request_ms REAL,
    request_headers TEXT NOT NULL, response_headers TEXT NOT NULL DEFAULT '[]',
    alterations TEXT NOT NULL DEFAULT '[]', failure TEXT NOT NULL DEFAULT ''
  );
  CREATE TABLE delivery (number INTEGER NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (number, part)) WITHOUT ROWID;
  CREATE TABLE chunk (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, refs INTEGER NOT NULL);
  CREATE TABLE piece (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE body (
    number INTEGER NOT NULL, part INTEGER NOT NULL,
    chunks BLOB NOT NULL, tail BLOB NOT NULL, kept INTEGER NOT NULL, size INTEGER NOT NULL,
    media TEXT NOT NULL, encoding TEXT NOT NULL, missing TEXT, redactions INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (number, part)
  ) WITHOUT ROWID;
  CREATE TABLE flag (
    kind TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (kind, number, name)
  ) WITHOUT ROWID;
  CREATE INDEX flag_number ON flag (number);
  CREATE TABLE prefix (hash BLOB PRIMARY KEY, conversation TEXT NOT NULL, length INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX prefix_number ON prefix (number);
  CREATE VIRTUAL TABLE words USING fts5(asked, answered, about, content='', contentless_delete=1, tokenize='ascii', detail='full');
  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE total (id INTEGER PRIMARY KEY CHECK (id = 1), exchanges INTEGER NOT NULL, bytes INTEGER NOT NULL);
  INSERT INTO total VALUES (1, 0, 0);
  `,
  'CREATE INDEX exchange_flags ON exchange (flags, number);',
  `ALTER TABLE detail ADD COLUMN asked TEXT AS (lower(substr(title, 1, 80))) VIRTUAL;
  CREATE INDEX detail_asked ON detail (asked, number);`,
  `
  ALTER TABLE exchange ADD COLUMN trace TEXT;
  ALTER TABLE exchange ADD COLUMN trace_parent TEXT;
  CREATE INDEX exchange_trace ON exchange (trace) WHERE trace IS NOT NULL;
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    number INTEGER NOT NULL, endpoint TEXT NOT NULL, content INTEGER NOT NULL,
    ready_at INTEGER NOT NULL, holder TEXT, held_until INTEGER NOT NULL DEFAULT 0,
    UNIQUE (endpoint, number)
  );
  CREATE INDEX outbox_number ON outbox (number);
  CREATE INDEX outbox_held ON outbox (holder) WHERE holder IS NOT NULL;
  CREATE TABLE outbox_total (
    endpoint TEXT PRIMARY KEY, sent INTEGER NOT NULL, refused INTEGER NOT NULL, dropped INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
];

/** The version that this Strata writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** A file that a later Strata wrote: it is read and not written. */
export interface Opened {
  readonly database: Database;
  readonly newer: boolean;
}

/**
 * Opens the store's file, makes it where there is none (for this user only), and brings it up to date. Throws
 * `DatabaseError` where it is no database.
 */
export function openFile(file: string, options: DatabaseOptions = {}): Opened {
  closeSync(openSync(file, 'a', 0o600));
  if (process.platform !== 'win32') chmodSync(file, 0o600);
  const database = new Database(file, options);
  try {
    const version = (): number => number(database.get('PRAGMA user_version')?.user_version);
    if (version() > SCHEMA_VERSION) {
      database.exec('PRAGMA query_only = ON');
      return { database, newer: true };
    }
    if (version() === 0) database.exec('PRAGMA auto_vacuum = INCREMENTAL');
    database.get('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY');
    if (version() < SCHEMA_VERSION) migrate(database, version);
    return { database, newer: false };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Each step is whole or not at all; another Strata may have taken it meanwhile. */
function migrate(database: Database, version: () => number): void {
  database.transaction(() => {
    for (const step of MIGRATIONS.slice(version())) database.exec(step);
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  });
}
