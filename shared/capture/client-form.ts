import type { FormId } from '../input/forms.ts';
import type { Dialect } from './exchange.ts';

/** The form of a client's request, as the pipeline names it. */
export const FORM_OF: Readonly<Partial<Record<Dialect, FormId>>> = {
  'openai-chat': 'chat',
  'anthropic-messages': 'messages',
  'openai-responses': 'responses',
};
