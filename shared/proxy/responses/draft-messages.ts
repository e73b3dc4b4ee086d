import type { Json, JsonObject } from '../../json/json.ts';
import type { Pointer } from '../../json/pointer.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';

/** A chat message under construction, with the place of the call that it was made from. */
export interface DraftMessage {
  readonly from: Pointer;
  readonly message: Record<string, Json>;
}

/** A request that LiteLLM refuses or fails on while it brings it into chat form. */
export class BridgeFailure extends Error {
  override readonly name = 'BridgeFailure';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The first of some members that is true, as Python's `or` takes it; an empty text for none. */
export function firstText(object: JsonObject, ...keys: readonly string[]): Json {
  for (const key of keys) if (isTruthy(object[key])) return object[key] as Json;
  return '';
}
