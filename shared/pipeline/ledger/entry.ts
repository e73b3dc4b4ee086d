import type { Json } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import type { Rule } from './rule.ts';
import type { Target } from './trace.ts';

/**
 * One statement of the ledger. It speaks of whole subtrees: of everything below `from` in the
 * incoming request and below `to` in the outgoing one, unless a deeper entry says otherwise.
 */
export interface LedgerEntry {
  /** The incoming values; empty where the transform added the value itself. */
  readonly from: readonly Pointer[];
  /** Where it went; `null` where nothing was sent. */
  readonly to: Target | null;
  /** True where the outgoing subtree is the incoming one unchanged, so that leaves pair up one to one. */
  readonly exact: boolean;
  /** The outgoing subtree, where it went into the body and is not `exact`: what `replay` puts there. */
  readonly value?: Json;
  readonly rule: Rule;
}

export interface Ledger {
  readonly entries: readonly LedgerEntry[];
}
