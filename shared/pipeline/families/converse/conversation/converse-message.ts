import type { JsonObject } from '../../../../json/json.ts';
import type { Pointer } from '../../../../json/pointer.ts';

/** A Converse message while it grows. */
export interface ConverseMessage {
  readonly role: 'user' | 'assistant';
  readonly content: readonly JsonObject[];
  readonly from: readonly Pointer[];
}
