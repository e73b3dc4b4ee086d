import type { Json } from '../json/json.ts';
import type { Fate } from '../pipeline/ledger/fate.ts';
import type { Target } from '../pipeline/ledger/trace.ts';

/** A key that a request may have, and what is known of it. */
export interface KeyWord {
  readonly key: string;
  /** A value to begin with. */
  readonly value: Json;
  /** What becomes of it with the model, release and route at hand; null where that was not tried. */
  readonly fate: Fate | null;
  readonly to: Target | null;
  /** One sentence: the rule of LiteLLM or of Bedrock. */
  readonly words: string;
  readonly source: string;
}

/**
 * The keys that objects of a request may have. A place is a pointer whose list positions are stars: `/messages/*`; the
 * request itself is the empty one.
 */
export type Vocabulary = Readonly<Record<string, readonly KeyWord[]>>;
