import type { JsonObject } from '../../json/json.ts';
import { child, type Pointer } from '../../json/pointer.ts';

/** A message on its way into the body, with the place it is from in the incoming request. */
export interface Message {
  readonly value: JsonObject;
  /** Pointer of the message, or of the parameter that it was made from. */
  readonly at: Pointer;
  /** Pointer of its content; differs from `at`/content where LiteLLM made the message itself. */
  readonly contentAt: Pointer;
  /** Text that LiteLLM writes in front of a message it made of another kind of message. */
  readonly note?: string;
}

/** The messages of the request as they came. */
export function readMessages(messages: readonly JsonObject[]): readonly Message[] {
  return messages.map((value, i) => {
    const at = child('/messages', i);
    return { value, at, contentAt: child(at, 'content') };
  });
}
