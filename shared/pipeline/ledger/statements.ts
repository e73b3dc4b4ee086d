import { type Pointer, unescapeSegment } from '../../json/pointer.ts';
import { FATE_PRECEDENCE } from './fate.ts';
import type { LedgerEntry } from './ledger.ts';

/** A value that statements speak of, or that holds such values. */
export interface Spoken {
  /** The statement that speaks for the value, by precedence of fates, then the first. */
  said: LedgerEntry | undefined;
  /** Values inside, those of lists by number. */
  inside: Map<string | number, Spoken> | null;
}

const RANKS: ReadonlyMap<string, number> = new Map(FATE_PRECEDENCE.map((fate, rank) => [fate, rank]));
const rankOf = ({ rule }: LedgerEntry): number => RANKS.get(rule.fate) ?? FATE_PRECEDENCE.length;

const ZERO = 48;
const NINE = 57;
const LONGEST_INDEX = 9;

/** A key as that of a map: what may be an index is a number, which costs less to look up. */
export function stepOfKey(key: string): string | number {
  const first = key.charCodeAt(0);
  if (!(first >= ZERO && first <= NINE) || key.length > LONGEST_INDEX) return key;
  const index = Number(key);
  return String(index) === key ? index : key;
}

const stepOf = (segment: string): string | number =>
  stepOfKey(segment.includes('~') ? unescapeSegment(segment) : segment);

function below(node: Spoken, step: string | number): Spoken {
  node.inside ??= new Map();
  const found = node.inside.get(step);
  if (found) return found;
  const made: Spoken = { said: undefined, inside: null };
  node.inside.set(step, made);
  return made;
}

/** Statements by the way to the values that they speak of. Neighbours follow each other, so the last holder is kept. */
export class Statements {
  readonly root: Spoken = { said: undefined, inside: null };
  #place: Pointer = '';
  #holder: Spoken = this.root;

  add(entry: LedgerEntry): void {
    for (const pointer of entry.from) {
      const node = this.#at(pointer);
      if (node.said === undefined || rankOf(entry) < rankOf(node.said)) node.said = entry;
    }
  }

  #at(pointer: Pointer): Spoken {
    if (pointer === '') return this.root;
    const slash = pointer.lastIndexOf('/');
    if (slash !== this.#place.length || !pointer.startsWith(this.#place)) {
      this.#place = pointer.slice(0, slash);
      this.#holder = this.root;
      for (const segment of this.#place.split('/').slice(1))
        this.#holder = below(this.#holder, stepOf(segment));
    }
    return below(this.#holder, stepOf(pointer.slice(slash + 1)));
  }
}

const known = new WeakMap<readonly LedgerEntry[], Statements>();

/** The statements of a finished ledger, sorted once. */
export function statementsOf(entries: readonly LedgerEntry[]): Statements {
  const found = known.get(entries);
  if (found) return found;
  const made = new Statements();
  for (const entry of entries) made.add(entry);
  known.set(entries, made);
  return made;
}

/** Keeps the statements that were sorted while a ledger was written. */
export const keepStatements = (entries: readonly LedgerEntry[], statements: Statements): void =>
  void known.set(entries, statements);
