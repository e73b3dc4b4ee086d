import type { Json } from '../../../json/json.ts';
import type { Pointer } from '../../../json/pointer.ts';
import type { Param } from '../../call/params.ts';
import type { Release } from '../../releases/release.ts';
import type { EntryContext } from '../context.ts';
import type { Part } from '../part.ts';

/** One thing to embed, and where it stands in the call. */
export interface Input {
  readonly value: Json;
  readonly from: Pointer;
}

/** The parameters that are left for the body, by their outgoing names. */
export type Left = ReadonlyMap<string, Param>;

export interface BodyContext extends EntryContext {
  /** True for `bedrock/async_invoke/…`: the body is wrapped for StartAsyncInvoke. */
  readonly asynchronous: boolean;
}

/** How one family of embedding models is called. */
export interface EmbeddingFamily {
  /** OpenAI's parameters that it takes. */
  readonly supported: (model: string, release: Release) => readonly string[];
  /** The body's parameters for one of OpenAI's; null where it has no place. */
  readonly map: (
    key: string,
    value: Json,
    model: string,
    release: Release,
  ) => readonly [string, Param] | null;
  /** The body for one input; families that take many at once get them by `whole`. */
  readonly body: (input: Input, params: Left, context: BodyContext) => Part;
  readonly whole?: (inputs: readonly Input[], params: Left, context: BodyContext) => Part;
}
