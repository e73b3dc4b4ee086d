import type { JsonObject } from '../../json/json.ts';
import type { Ledger, LedgerEntry } from './entry.ts';
import { Statements } from './statements.ts';

/** What reading a ledger gives. */
export interface Reading {
  readonly entries: readonly LedgerEntry[];
  /** The same sorted by incoming value, where that was done on the way. */
  readonly statements?: Statements;
}

function sorted(request: JsonObject, entries: readonly LedgerEntry[]): Statements {
  const statements = new Statements(request);
  for (const entry of entries) statements.add(entry);
  return statements;
}

/**
 * Holds its statements itself: a weak map from entries to statements would keep every ledger over the collections of
 * young memory, which then cost more than the ledger.
 */
class LazyLedger implements Ledger {
  #read: (() => Reading) | null;
  #reading: Reading = { entries: [] };

  constructor(read: () => Reading) {
    this.#read = read;
  }

  get entries(): readonly LedgerEntry[] {
    const read = this.#read;
    if (read) {
      this.#reading = read();
      this.#read = null;
    }
    return this.#reading.entries;
  }

  statements(request: JsonObject): Statements {
    const { entries } = this;
    const statements = this.#reading.statements ?? sorted(request, entries);
    this.#reading = { entries, statements };
    return statements;
  }
}

/** A ledger that is worked out when its entries are first read: most transforms are tried for their body alone. */
export const lazyLedger = (read: () => Reading): Ledger => new LazyLedger(read);

/** The statements of a ledger by incoming value of its request, sorted once. */
export const statementsOf = (request: JsonObject, ledger: Ledger): Statements =>
  ledger instanceof LazyLedger ? ledger.statements(request) : sorted(request, ledger.entries);
