import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { type Pointer, unescapeSegment } from '../../json/pointer.ts';
import type { LedgerEntry } from './entry.ts';
import { FATE_PRECEDENCE } from './fate.ts';
import { Places, stepOfKey } from './places.ts';
import { Ways } from './ways.ts';

/** A value of the request that statements speak of, or that holds such values. */
export interface Spoken {
  /** Undefined where the request has none there. */
  readonly value: Json | undefined;
  /** The statement that speaks for the value, by precedence of fates, then the first. */
  said: LedgerEntry | undefined;
  /** Values inside. */
  inside: Places<Spoken> | null;
}

const RANKS: ReadonlyMap<string, number> = new Map(FATE_PRECEDENCE.map((fate, rank) => [fate, rank]));
const rankOf = ({ rule }: LedgerEntry): number => RANKS.get(rule.fate) ?? FATE_PRECEDENCE.length;

function memberOf(container: Json | undefined, key: string): Json | undefined {
  if (isArray(container)) return container[Number(key)];
  return isObject(container) && Object.hasOwn(container, key) ? container[key] : undefined;
}

function below(node: Spoken, segment: string): Spoken {
  const key = segment.includes('~') ? unescapeSegment(segment) : segment;
  const step = stepOfKey(key);
  node.inside ??= new Places();
  const found = node.inside.get(step);
  if (found) return found;
  const made: Spoken = { value: memberOf(node.value, key), said: undefined, inside: null };
  node.inside.set(step, made);
  return made;
}

/** The values of a request that statements speak of, found by pointer. */
export class Statements {
  readonly root: Spoken;
  readonly #ways: Ways<Spoken>;

  constructor(request: Json) {
    this.root = { value: request, said: undefined, inside: null };
    this.#ways = new Ways<Spoken>(this.root, below);
  }

  at(pointer: Pointer): Spoken {
    return this.#ways.at(pointer);
  }

  /** The pointer itself where it names a value, else that of the nearest value around it. */
  nearest(pointer: Pointer): Pointer {
    let at = pointer;
    while (at !== '' && this.at(at).value === undefined) at = at.slice(0, at.lastIndexOf('/'));
    return at;
  }

  add(entry: LedgerEntry): void {
    for (const pointer of entry.from) this.say(this.at(pointer), entry);
  }

  say(node: Spoken, entry: LedgerEntry): void {
    if (node.said === undefined || rankOf(entry) < rankOf(node.said)) node.said = entry;
  }
}

const known = new WeakMap<readonly LedgerEntry[], Statements>();

/** The statements of a finished ledger, sorted once. */
export function statementsOf(request: JsonObject, entries: readonly LedgerEntry[]): Statements {
  const found = known.get(entries);
  if (found) return found;
  const made = new Statements(request);
  for (const entry of entries) made.add(entry);
  known.set(entries, made);
  return made;
}

/** Keeps the statements that were sorted while a ledger was written. */
export const keepStatements = (entries: readonly LedgerEntry[], statements: Statements): void =>
  void known.set(entries, statements);
