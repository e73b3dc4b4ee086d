import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child, type Pointer, unescapeSegment } from '../../json/pointer.ts';
import { FATE_PRECEDENCE } from './fate.ts';
import type { LedgerEntry } from './ledger.ts';

/** A value that statements speak of, or that holds such values. */
interface Node {
  /** The statement that speaks for the value, by precedence of fates, then the first. */
  said: LedgerEntry | undefined;
  inside: Map<string, Node> | null;
}

const RANKS: ReadonlyMap<string, number> = new Map(FATE_PRECEDENCE.map((fate, rank) => [fate, rank]));
const rankOf = ({ rule }: LedgerEntry): number => RANKS.get(rule.fate) ?? FATE_PRECEDENCE.length;

const bare = (segment: string): string => (segment.includes('~') ? unescapeSegment(segment) : segment);

function below(node: Node, segment: string): Node {
  node.inside ??= new Map();
  const found = node.inside.get(segment);
  if (found) return found;
  const made: Node = { said: undefined, inside: null };
  node.inside.set(segment, made);
  return made;
}

/** Statements by the way to the values that they speak of. Neighbours follow each other, so the last holder is kept. */
class Statements {
  readonly root: Node = { said: undefined, inside: null };
  #place: Pointer = '';
  #holder: Node = this.root;

  add(entry: LedgerEntry): void {
    for (const pointer of entry.from) {
      const node = this.#at(pointer);
      if (node.said === undefined || rankOf(entry) < rankOf(node.said)) node.said = entry;
    }
  }

  #at(pointer: Pointer): Node {
    if (pointer === '') return this.root;
    const slash = pointer.lastIndexOf('/');
    if (slash !== this.#place.length || !pointer.startsWith(this.#place)) {
      this.#place = pointer.slice(0, slash);
      this.#holder = this.root;
      for (const segment of this.#place.split('/').slice(1)) {
        this.#holder = below(this.#holder, bare(segment));
      }
    }
    return below(this.#holder, bare(pointer.slice(slash + 1)));
  }
}

/** Where a walk stands; the pointer is only written out where it is asked for. */
export class Way {
  readonly #steps: (string | number)[] = [];

  enter(step: string | number): void {
    this.#steps.push(step);
  }

  leave(): void {
    this.#steps.pop();
  }

  /** The top-level key. */
  get top(): string {
    return String(this.#steps[0] ?? '');
  }

  get pointer(): Pointer {
    return this.#steps.reduce<Pointer>(child, '');
  }
}

/**
 * Visits each leaf of the incoming request, in document order, with the one entry that speaks for it: the deepest that
 * names it or a value around it, by precedence of fates where several name the same value. Leaves that no entry speaks
 * for are passed over. The cost is that of walking the request once; pointers are made by those who ask for them.
 */
export function eachSpokenLeaf(
  request: JsonObject,
  entries: readonly LedgerEntry[],
  visit: (entry: LedgerEntry, way: Way) => void,
): void {
  const statements = new Statements();
  for (const entry of entries) statements.add(entry);
  const way = new Way();
  const step = (
    key: string | number,
    value: Json,
    node: Node | undefined,
    around: LedgerEntry | undefined,
  ): void => {
    const inside = node?.inside ? node.inside.get(String(key)) : undefined;
    way.enter(key);
    walk(value, inside, inside?.said ?? around);
    way.leave();
  };
  const walk = (value: Json, node: Node | undefined, said: LedgerEntry | undefined): void => {
    let empty = true;
    if (isArray(value)) {
      empty = value.length === 0;
      for (let i = 0; i < value.length; i++) step(i, value[i] as Json, node, said);
    } else if (isObject(value)) {
      for (const key of Object.keys(value)) {
        empty = false;
        step(key, value[key] as Json, node, said);
      }
    }
    if (empty && said) visit(said, way);
  };
  walk(request, statements.root, statements.root.said);
}
