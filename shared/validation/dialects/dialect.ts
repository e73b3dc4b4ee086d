import type { Violation } from '../schema/check.ts';
import type { Subject } from './subject.ts';

/** How one of Bedrock's validators speaks. */
export interface Dialect {
  /** The order in which the validator meets the violations. */
  readonly order: (violations: readonly Violation[], subject: Subject) => readonly Violation[];
  /** The words for one violation alone. */
  readonly sentence: (violation: Violation, subject: Subject) => string;
  /** The text of the answer, made from the sentences of all violations that refuse the body (at least one). */
  readonly answer: (sentences: readonly string[], subject: Subject) => string;
}
