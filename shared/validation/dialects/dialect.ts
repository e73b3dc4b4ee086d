import type { Json } from '../../json/json.ts';
import type { Violation } from '../schema/check.ts';
import type { Schema } from '../schema/schema.ts';

/** What a dialect may look at when it words a violation. */
export interface Subject {
  readonly schema: Schema;
  readonly body: Json;
  /** The text as sent; some wordings count its bytes. */
  readonly raw: string;
  /** False inside a Converse request, where the model's validator sees a body that Bedrock composed. */
  readonly onInvoke: boolean;
  /** Whether the values of what stands in messages are left out of constraints. */
  readonly hidesContent?: boolean;
}

/** How one of Bedrock's validators speaks. */
export interface Dialect {
  /** The order in which the validator meets the violations. */
  readonly order: (violations: readonly Violation[], subject: Subject) => readonly Violation[];
  /** The words for one violation alone. */
  readonly sentence: (violation: Violation, subject: Subject) => string;
  /** The text of the answer, made from the sentences of all violations that refuse the body (at least one). */
  readonly answer: (sentences: readonly string[], subject: Subject) => string;
}
