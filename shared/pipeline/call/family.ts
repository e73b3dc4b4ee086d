import type { JsonObject } from '../../json/json.ts';
import type { Context } from './context.ts';
import type { FamilyId } from './model.ts';
import type { Params } from './params.ts';

/** A body ready to be sent, its containers known to the context's trace. */
export interface Built {
  readonly body: JsonObject;
  /** Headers that the family's transform sets, lower case; null takes a header of the caller out. */
  readonly headers: Readonly<Record<string, string | null>>;
  /** True where these headers stand for those of the caller in every spelling. */
  readonly inEverySpelling?: boolean;
  /** Given where the release asks for the whole answer although the caller streams. */
  readonly stream?: boolean;
}

/**
 * One body form. Adding a model family is one file that exports one of these (mostly tables) and
 * one line in `families/index.ts`.
 */
export interface Family {
  readonly id: FamilyId;
  readonly label: string;
  /** Headers of the caller (lower case) that the family judges itself and notes on the trace. */
  readonly ownHeaders?: readonly string[];
  /** OpenAI parameters that LiteLLM lets through for this model under this profile. */
  supported(context: Context): readonly string[];
  /**
   * Keyword arguments of the family's own (not OpenAI's) that Bedrock takes in this body form; all
   * others count as leaked where they reach the body, and the strict profile does not send them.
   */
  accepts(context: Context): readonly string[];
  /**
   * What happens to OpenAI parameters before any is refused or dropped as unsupported. Throws `Stop`
   * (`crashed`) for a form on which the release fails.
   */
  prepare?(params: Params, context: Context): Params;
  /**
   * The map stage: the supported OpenAI parameters (in LiteLLM's order, defaults left out) become
   * parameters of the family. Keys that stay unsent must be noted on the trace.
   */
  map(params: Params, context: Context): Params;
  /**
   * The build stage: `context.messages` and the parameters (mapped ones, then the keyword
   * arguments that no filter took out) become the body.
   */
  build(params: Params, context: Context): Built;
}
