import { type Pointer, parent } from '../../shared/json/pointer.ts';
import type { Ledger, LedgerEntry } from '../../shared/pipeline/ledger/entry.ts';

/** The one incoming value that an outgoing value was made of, or null where there is none or more than one. */
export type SourceOf = (outgoing: Pointer) => Pointer | null;

function entriesByPlace(ledger: Ledger): Map<Pointer, LedgerEntry> {
  const entries = new Map<Pointer, LedgerEntry>();
  for (const entry of ledger.entries) if (entry.to?.part === 'body') entries.set(entry.to.pointer, entry);
  return entries;
}

/** Prepares look-ups in a ledger: the deepest entry at or above an outgoing value decides, the last of several. The ledger is read when the first one comes. */
export function sourcesIn(ledger: Ledger): SourceOf {
  let entries: Map<Pointer, LedgerEntry> | null = null;
  return (outgoing) => {
    entries ??= entriesByPlace(ledger);
    for (let at: Pointer | undefined = outgoing; at !== undefined; at = parent(at)) {
      const entry = entries.get(at);
      if (!entry) continue;
      const [only, second] = entry.from;
      if (only === undefined || second !== undefined) return null;
      if (at === outgoing) return only;
      return entry.exact ? only + outgoing.slice(at.length) : null;
    }
    return null;
  };
}
