import type { Json } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { type Pointer, pathOf } from '../../json/pointer.ts';
import { pythonRepr, pythonText } from '../python/repr.ts';
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

/** A request LiteLLM refuses on purpose with its BadRequestError, in its own words, so that a search for them finds others. */
export const badRequestSaying = (sentence: string): Stop =>
  badRequest(`litellm.BadRequestError: ${sentence}`);

/** A request LiteLLM refuses on purpose with its BadRequestError. */
export const badRequest = (message: string): Stop =>
  new Stop('refused', { type: 'BadRequestError', message });

const EFFORT_WORDS = "Must be one of: 'minimal', 'low', 'medium', 'high', 'xhigh', 'max', 'none'";

/** The refusal of a word for reasoning_effort that LiteLLM has no thinking budget for, in its own words. */
export const effortUnmapped = (effort: string): Stop =>
  badRequestSaying(`Unmapped reasoning effort: ${pythonRepr(effort)}. ${EFFORT_WORDS}.`);

/** The same on models that think adaptively, which have no budget. */
export const effortInvalid = (effort: string): Stop =>
  badRequestSaying(`Invalid reasoning_effort: ${pythonRepr(effort)}. ${EFFORT_WORDS}`);

/** A request LiteLLM refuses because the model does not take something; the parameters are in the message only. */
export const unsupported = (message: string, ...culprits: readonly string[]): Stop =>
  new Stop('refused', {
    type: 'UnsupportedParamsError',
    message,
    ...(culprits.length > 0 ? { culprits } : {}),
  });

/** How else a request may spell a parameter that a refusal names. */
const SPELT_TOO: Readonly<Record<string, readonly string[]>> = { top_k: ['topK'] };

/** A request LiteLLM refuses because of one parameter; `sentence` is its own, so that a search for it finds others. */
export const unsupportedParam = (param: string, sentence: string): Stop =>
  new Stop('refused', {
    type: 'UnsupportedParamsError',
    culprits: [param, ...(lookUp(SPELT_TOO, param) ?? [])],
    message: `litellm.UnsupportedParamsError: ${sentence}`,
  });

const DROPPED_WHERE_TOLD = 'To drop unsupported params, set `litellm.drop_params = True`.';

/** The refusal of a value of a parameter that the model does not take, in LiteLLM's own words; `hint`: what it takes instead. */
export const valueRefused = (model: string, param: string, value: Json, hint = ''): Stop =>
  unsupportedParam(
    param,
    `${model} does not support ${param}=${pythonText(value)}. ${hint}${DROPPED_WHERE_TOLD}`,
  );

/** The refusal of temperature, top_p or top_k on Claude models that lost them (since 1.90 and patches before). */
export const samplingRefused = (model: string, key: string, value: Json): Stop =>
  valueRefused(model, key, value, key === 'temperature' ? 'Only temperature=1 is supported. ' : '');

/** The refusal of a forced tool on a model that chooses by itself, in LiteLLM's own words. */
export const forcedToolRefused = (model: string): Stop =>
  unsupportedParam(
    'tool_choice',
    `${model} does not support forced tool use (tool_choice='required' or a named tool). Use tool_choice='auto' and tell the model in the prompt when to call the tool, or set \`litellm.drop_params = True\` to downgrade to 'auto' automatically.`,
  );

/** Ends the transform on a request on which the release fails with an exception of its own making: throws `Stop`. */
export function crash(message: string, type = 'APIConnectionError'): never {
  throw new Stop('crashed', { type, message });
}

/** Ends the transform where LiteLLM works with a value as with one of another type: throws `Stop`. */
export function crashOnType(key: string, type = 'APIConnectionError'): never {
  crash(`LiteLLM fails on ${key}: it takes the value for something else than it is.`, type);
}

/** An error as a traceback ends: its kind, which LiteLLM's own words mostly begin with, and the words. */
export const errorText = ({ type, message }: Pick<TransformError, 'type' | 'message'>): string =>
  message.startsWith(`litellm.${type}: `) ? message : `${type}: ${message}`;

/** What to say of a content part that is no object. */
export const noPart = (at: Pointer): string =>
  `${pathOf(at)} must be an object, such as {"type": "text", "text": "…"}.`;
