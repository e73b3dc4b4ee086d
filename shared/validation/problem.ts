import type { Pointer } from '../json/pointer.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/** The operations of the Bedrock runtime that Strata speaks. */
export const OPERATIONS = [
  'InvokeModel',
  'InvokeModelWithResponseStream',
  'Converse',
  'ConverseStream',
  'CountTokens',
] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A change that makes a problem go away in one click. Pointers speak of the outgoing body. */
export type Fix =
  | { readonly kind: 'drop'; readonly pointer: Pointer }
  | { readonly kind: 'rename'; readonly pointer: Pointer; readonly key: string }
  | { readonly kind: 'move'; readonly pointer: Pointer; readonly to: Pointer }
  | { readonly kind: 'set'; readonly pointer: Pointer; readonly value: string | number | boolean }
  | { readonly kind: 'route'; readonly route: Route }
  | { readonly kind: 'profile'; readonly profile: ProfileId };

/** One thing that is wrong with a body. An `error` is refused by Bedrock; a `warning` may be. */
export interface Problem {
  /** Where in the body; for a missing key the pointer of the object that lacks it. */
  readonly pointer: Pointer;
  /** The key at fault, or null where the problem is not about one key. */
  readonly key: string | null;
  readonly severity: 'error' | 'warning';
  /** Bedrock's words for this problem alone. */
  readonly message: string;
  /** Why, in a plain sentence. */
  readonly why: string;
  /** Evidence for the rule: an AWS page, the service model, an issue thread. */
  readonly source: string;
  readonly confirmed: boolean;
  readonly fixes: readonly Fix[];
}

/** What Bedrock would answer: `status` 200 with an empty message, or the error it sends. */
export interface Verdict {
  readonly status: number;
  /** The exception's name, `ValidationException` for most; empty on 200. */
  readonly errorType: string;
  /** The whole text of `{"message": …}`; empty on 200. */
  readonly message: string;
  readonly problems: readonly Problem[];
}

export interface ValidationInput {
  readonly operation: Operation;
  readonly modelId: string;
  /** The raw body as sent. Some wordings name its byte columns, so the text counts, not only the value. */
  readonly body: string;
}
