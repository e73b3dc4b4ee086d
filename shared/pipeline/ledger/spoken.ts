import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import type { Ledger, LedgerEntry } from './entry.ts';
import { statementsOf } from './lazy-ledger.ts';
import { type Spoken, spokenItem, spokenMember } from './statements.ts';
import { Way } from './way.ts';

/**
 * Visits each leaf of the incoming request, in document order, with the one entry that speaks for it: the deepest that
 * names it or a value around it, by precedence of fates where several name the same value. Leaves that no entry speaks
 * for are passed over. The cost is that of walking the request once; pointers are made by those who ask for them.
 * @param key the one top-level key whose leaves are visited; all where it is left out
 */
export function eachSpokenLeaf(
  request: JsonObject,
  ledger: Ledger,
  visit: (entry: LedgerEntry, way: Way) => void,
  key?: string,
): void {
  const { root } = statementsOf(request, ledger);
  const way = new Way();
  const step = (
    key: string | number,
    value: Json,
    node: Spoken | undefined,
    around: LedgerEntry | undefined,
  ): void => {
    const inside = node && (typeof key === 'number' ? spokenItem(node, key) : spokenMember(node, key));
    way.enter(key);
    walk(value, inside, inside?.said ?? around);
    way.leave();
  };
  const walk = (value: Json, node: Spoken | undefined, said: LedgerEntry | undefined): void => {
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
  if (key === undefined) walk(request, root, root.said);
  else if (Object.hasOwn(request, key)) step(key, request[key] as Json, root, root.said);
}
