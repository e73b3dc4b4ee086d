import type { JsonObject } from '../../json/json.ts';
import { leafPointers, type Pointer, parent } from '../../json/pointer.ts';
import type { Ledger, LedgerEntry } from './entry.ts';
import { eachSpokenLeaf } from './spoken.ts';

/** Finds the statement at the pointer itself or at the nearest value around it. */
function nearest(index: ReadonlyMap<Pointer, LedgerEntry>, leaf: Pointer): LedgerEntry | undefined {
  for (let at: Pointer | undefined = leaf; at !== undefined; at = parent(at)) {
    const entry = index.get(at);
    if (entry) return entry;
  }
  return undefined;
}

/** The one entry that speaks for each leaf of the incoming request (see `eachSpokenLeaf`). */
export function leafFates(request: JsonObject, ledger: Ledger): ReadonlyMap<Pointer, LedgerEntry> {
  const found = new Map<Pointer, LedgerEntry>();
  eachSpokenLeaf(request, ledger, (entry, way) => void found.set(way.pointer, entry));
  return found;
}

/** The one entry that says where each leaf of the outgoing body is from. */
export function leafOrigins(body: JsonObject, ledger: Ledger): ReadonlyMap<Pointer, LedgerEntry> {
  const index = new Map<Pointer, LedgerEntry>();
  for (const entry of ledger.entries) if (entry.to?.part === 'body') index.set(entry.to.pointer, entry);
  const found = new Map<Pointer, LedgerEntry>();
  for (const leaf of leafPointers(body)) {
    const entry = nearest(index, leaf);
    if (entry) found.set(leaf, entry);
  }
  return found;
}
