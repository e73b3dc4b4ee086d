import type { JsonObject } from '../json/json.ts';
import { DIRECT, type FormChoice, type FormId, type Recognised } from './forms.ts';
import { SIGNS } from './signs.ts';

/** The form a pasted request was recognised as. */
export type Dialect =
  | 'litellm'
  | 'openai-chat'
  | 'openai-responses'
  | 'anthropic-messages'
  | 'bedrock'
  | 'curl'
  | 'code';

/** Where nothing tells: most programs call chat completions. */
const DEFAULT: Recognised = { form: 'chat', by: 'default', sign: '' };

/** Which form a request is written in, by the first sign that it holds; chat completions where nothing tells. */
export function recogniseForm(request: JsonObject): Recognised {
  for (const { form, find } of SIGNS) {
    const sign = find(request);
    if (sign !== null) return { form, by: 'sign', sign };
  }
  return DEFAULT;
}

/** The form that the user chose, or else the one that the place or the request itself tells. */
export function formOf(request: JsonObject, choice: FormChoice, place: Recognised | null = null): Recognised {
  if (choice !== 'auto') return { form: choice, by: 'choice', sign: '' };
  return place ?? recogniseForm(request);
}

/** The name shown for a request given as JSON. */
export function dialectOf(form: FormId, request: JsonObject): Dialect {
  const forLiteLLM = typeof request.model === 'string' && request.model.startsWith('bedrock/');
  if (DIRECT[form]) return 'bedrock';
  if (form === 'messages') return 'anthropic-messages';
  if (form === 'responses') return 'openai-responses';
  return forLiteLLM ? 'litellm' : 'openai-chat';
}
