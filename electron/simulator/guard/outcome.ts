import type { JsonObject } from '../../../shared/json/json.ts';
import type { Intervention } from './judge.ts';

/** What a guardrail did to an answer, and what it found. */
export interface Guarded {
  readonly intervention: Intervention | null;
  /** The trace, where it was asked for. */
  readonly trace: { readonly converse: JsonObject; readonly invoke: JsonObject } | null;
}
