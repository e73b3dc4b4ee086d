import type { Pointer } from '../../json/pointer.ts';
import type { Fate } from '../ledger/fate.ts';

/** What one key does in one body form under one profile. */
export interface AuditCell {
  /** `crashed` where the release fails on the call. */
  readonly fate: Fate | 'crashed';
  /** Where the key stands in the body; null where it does not. */
  readonly at: Pointer | null;
}
