import { unescapeSegment } from '../../json/pointer.ts';
import { FATE_PRECEDENCE } from './fate.ts';
import type { LedgerEntry } from './ledger.ts';
import { Ways } from './ways.ts';

/** Up to so many values inside one are found by looking at each: a map for every message would cost more. */
const FEW = 8;

/** The values inside one that statements speak of, those of lists by number. */
class Inside {
  /** Items of a list, as far as they came in order. */
  readonly #items: Spoken[] = [];
  readonly #steps: (string | number)[] = [];
  readonly #nodes: Spoken[] = [];
  #map: Map<string | number, Spoken> | null = null;

  get(step: string | number): Spoken | undefined {
    if (typeof step === 'number' && step < this.#items.length) return this.#items[step];
    if (this.#map) return this.#map.get(step);
    const at = this.#steps.indexOf(step);
    return at < 0 ? undefined : this.#nodes[at];
  }

  /** Only for a step that is not there yet. */
  add(step: string | number, node: Spoken): void {
    if (step === this.#items.length) this.#items.push(node);
    else if (this.#map) this.#map.set(step, node);
    else {
      this.#steps.push(step);
      this.#nodes.push(node);
      if (this.#steps.length > FEW)
        this.#map = new Map(this.#steps.map((known, at) => [known, this.#nodes[at] as Spoken]));
    }
  }
}

/** A value that statements speak of, or that holds such values. */
export interface Spoken {
  /** The statement that speaks for the value, by precedence of fates, then the first. */
  said: LedgerEntry | undefined;
  /** Values inside. */
  inside: Inside | null;
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
  node.inside ??= new Inside();
  const found = node.inside.get(step);
  if (found) return found;
  const made: Spoken = { said: undefined, inside: null };
  node.inside.add(step, made);
  return made;
}

/** Statements by the way to the values that they speak of. */
export class Statements {
  readonly root: Spoken = { said: undefined, inside: null };
  readonly #ways = new Ways<Spoken>(this.root, (holder, segment) => below(holder, stepOf(segment)));

  add(entry: LedgerEntry): void {
    for (const pointer of entry.from) {
      const node = this.#ways.at(pointer);
      if (node.said === undefined || rankOf(entry) < rankOf(node.said)) node.said = entry;
    }
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
