import { type Pointer, pathOf } from '../../json/pointer.ts';
import type { TransformError } from './result.ts';

/**
 * Ends a transform early. Thrown by stages and families, caught in `transform` only, where it
 * becomes a typed result; it never leaves the pipeline. It is no `Error`: to take down a stack that nobody
 * reads costs more than many a request that is refused.
 */
export class Stop {
  constructor(
    readonly kind: 'refused' | 'crashed' | 'invalid',
    readonly error: TransformError,
    /** For `invalid`: the pointer of the value at fault. */
    readonly pointer: string = '',
  ) {}

  /** LiteLLM's own words, as an `Error` has them. */
  get message(): string {
    return this.error.message;
  }
}

/** A request LiteLLM refuses on purpose with its BadRequestError. */
export const badRequest = (message: string): Stop =>
  new Stop('refused', { type: 'BadRequestError', message });

/** A request LiteLLM refuses because the model does not take something; the parameters are in the message only. */
export const unsupported = (message: string, ...culprits: readonly string[]): Stop =>
  new Stop('refused', {
    type: 'UnsupportedParamsError',
    message,
    ...(culprits.length > 0 ? { culprits } : {}),
  });

/** A request LiteLLM refuses because of one parameter; `sentence` is its own, so that a search for it finds others. */
export const unsupportedParam = (param: string, sentence: string): Stop =>
  new Stop('refused', {
    type: 'UnsupportedParamsError',
    culprits: [param],
    message: `litellm.UnsupportedParamsError: ${sentence}`,
  });

/** Ends the transform on a request on which the release fails with an exception of its own making: throws `Stop`. */
export function crash(message: string, type = 'APIConnectionError'): never {
  throw new Stop('crashed', { type, message });
}

/** What to say of a content part that is no object. */
export const noPart = (at: Pointer): string =>
  `${pathOf(at)} must be an object, such as {"type": "text", "text": "…"}.`;
