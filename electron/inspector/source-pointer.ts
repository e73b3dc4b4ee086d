import type { Pointer } from '../../shared/json/pointer.ts';
import type { Ledger } from '../../shared/pipeline/ledger/ledger.ts';

/**
 * The one incoming value that an outgoing value was made of, or null where there is none or more
 * than one: the deepest ledger entry at or above `outgoing` decides.
 */
export function sourcePointer(ledger: Ledger, outgoing: Pointer): Pointer | null {
  let best: { readonly depth: number; readonly from: Pointer | null } = { depth: -1, from: null };
  for (const { to, from, exact } of ledger.entries) {
    if (to?.part !== 'body') continue;
    const isSelf = to.pointer === outgoing;
    if (!isSelf && !outgoing.startsWith(`${to.pointer}/`)) continue;
    if (to.pointer.length < best.depth) continue;
    const only = from.length === 1 ? (from[0] as Pointer) : null;
    const source =
      only === null ? null : isSelf ? only : exact ? only + outgoing.slice(to.pointer.length) : null;
    best = { depth: to.pointer.length, from: source };
  }
  return best.from;
}
