import { type Pointer, pathOf } from '../../json/pointer.ts';
import { Stop } from './stop.ts';

/** A request LiteLLM refuses on purpose with its BadRequestError. */
export const badRequest = (message: string): Stop =>
  new Stop('refused', { type: 'BadRequestError', message });

/** A request LiteLLM refuses because the model does not take something; the parameters are in the message only. */
export const unsupported = (message: string): Stop =>
  new Stop('refused', { type: 'UnsupportedParamsError', message });

/** A request on which the release fails with an exception of its own making. */
export const crash = (message: string): Stop => new Stop('crashed', { type: 'APIConnectionError', message });

/** What to say of a content part that is no object. */
export const noPart = (at: Pointer): string =>
  `${pathOf(at)} must be an object, such as {"type": "text", "text": "…"}.`;
