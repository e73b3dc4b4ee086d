import type { Pointer } from '../json/pointer.ts';
import type { Route } from '../pipeline/call/model.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/** The operations that bring a body to a model which the path names; LiteLLM uses no others for chats. */
export const MODEL_OPERATIONS = [
  'InvokeModel',
  'InvokeModelWithResponseStream',
  'Converse',
  'ConverseStream',
  'CountTokens',
] as const;
export type ModelOperation = (typeof MODEL_OPERATIONS)[number];

/** All operations of the Bedrock runtime that Strata judges and simulates. */
export const OPERATIONS = [
  ...MODEL_OPERATIONS,
  'StartAsyncInvoke',
  'GetAsyncInvoke',
  'ListAsyncInvokes',
  'ApplyGuardrail',
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

/**
 * How sure a rule is: `recorded` where the service's own answer stands in a public recording, `quoted`
 * where a public report repeats its words, `documented` where a page, the service model or a client says
 * so, `inferred` where a likeness is all there is.
 */
export type Grade = 'recorded' | 'quoted' | 'documented' | 'inferred';

/** What a rule stands on. */
export interface Evidence {
  /** Page, report or recording by name: `BerriAI/litellm #15070`. */
  readonly source: string;
  /** Where to read it; https only. */
  readonly url: string | null;
  /** When it was seen, `YYYY-MM` or `YYYY-MM-DD`; null where that is not known. */
  readonly date: string | null;
  readonly grade: Grade;
  /** The month or day of a change that came after, where the evidence is of the time before; it counts no longer. */
  readonly outdatedBy?: string;
}

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
  /** What the rule stands on, at least one. Where sources disagree, both are here and the latest counts. */
  readonly evidence: readonly Evidence[];
  /** False where no evidence about Bedrock itself confirms the rule: it warns and never refuses. */
  readonly confirmed: boolean;
  readonly fixes: readonly Fix[];
}

/** What a verdict stands on. */
export interface Basis {
  readonly grade: Grade;
  /** When that was last seen, `YYYY-MM` or `YYYY-MM-DD`; null where that is not known. */
  readonly date: string | null;
  /** The model whose rules were taken for a model id that no table knows, else null. */
  readonly nearest: string | null;
  /** A change of the service, `YYYY-MM` or `YYYY-MM-DD`, that is younger than what an acceptance stands on, else null. */
  readonly olderThan: string | null;
  /** What the end of the model means for its callers, where one is near or past; else null. */
  readonly life: Life | null;
}

/** What stands with a model, whatever it is sent. */
export interface Life {
  /** The first day that the model is not served, `YYYY-MM-DD`. */
  readonly ends: string;
  /** In a plain sentence or two. */
  readonly note: string;
  readonly evidence: readonly Evidence[];
}

interface Answered {
  /** The exception's name, `ValidationException` for most; empty unless refused. */
  readonly errorType: string;
  /** The whole text of `{"message": …}`; empty where accepted; the reason where nothing is modelled. */
  readonly message: string;
  readonly problems: readonly Problem[];
  readonly basis: Basis;
}

/** The statuses that Bedrock is on record to refuse a request with. */
export type RefusalStatus = 400 | 403 | 404 | 413 | 424 | 429;

/** What Bedrock would answer; `not-modelled` where Strata has no rules to say. */
export type Verdict =
  | (Answered & { readonly kind: 'accepted'; readonly status: 200 })
  | (Answered & { readonly kind: 'refused'; readonly status: RefusalStatus })
  | (Answered & { readonly kind: 'not-modelled'; readonly status: null });

export interface ValidationInput {
  readonly operation: Operation;
  readonly modelId: string;
  /** The raw body as sent. Some wordings name its byte columns, so the text counts, not only the value. */
  readonly body: string;
  /**
   * The day to judge by, `YYYY-MM-DD`. Without one a body is judged as of a time when its model was served,
   * by the rules and words that are on record without a date.
   */
  readonly asOf?: string | null;
}
