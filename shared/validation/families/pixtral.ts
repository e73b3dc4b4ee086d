import { isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { type Compose, composeFields, fieldsOf } from '../compose.ts';
import { contentOf, messagesOf } from '../converse-checks/request.ts';
import { probed } from '../models/capabilities/other-evidence.ts';
import type { Check } from './family.ts';

/** The chat completion that Converse writes for Pixtral of text and extra fields, with its members in their order. */
export const composePixtral: Compose = (request) => {
  const { maxTokens } = isObject(request.inferenceConfig ?? null)
    ? (request.inferenceConfig as JsonObject)
    : {};
  return {
    ...composeFields(request),
    options: {
      messages: messagesOf(request).map((message) => ({
        role: message.role ?? null,
        content: contentOf(message).flatMap(({ text }) =>
          typeof text === 'string' ? [{ type: 'text', text }] : [],
        ),
      })),
      ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
      ...fieldsOf(request),
    },
  };
};

const KNOWN = ['messages', 'max_tokens', 'temperature', 'top_p', 'top_k', 'stop', 'tools', 'tool_choice'];

const surplus = (form: string, key: string, input: Json): JsonObject => ({
  type: 'extra_forbidden',
  loc: ['body', form, key],
  msg: 'Extra inputs are not permitted',
  input,
});
const missing = (form: string, key: string, input: Json): JsonObject => ({
  type: 'missing',
  loc: ['body', form, key],
  msg: 'Field required',
  input,
});

/** Which members of the body each of the other forms does not have. */
const OTHERS = [
  { form: 'CompletionRequest', wants: 'prompt', surplus: ['messages'] },
  { form: 'FIMCompletionRequest', wants: 'prompt', surplus: ['messages'] },
  { form: 'OCRRequest', wants: 'document', surplus: ['messages', 'max_tokens'] },
] as const;

/** Pixtral's server holds a body with a key too many against every form it knows, and lists what each of them lacks. */
export const pixtralForms: Check = (body, { operation }) => {
  const extra = Object.keys(body).filter((key) => !KNOWN.includes(key));
  const [first] = extra;
  if (first === undefined || !operation.startsWith('Converse')) return [];
  const values = (keys: readonly string[]): readonly string[] =>
    keys.filter((key) => Object.hasOwn(body, key));
  const detail = [
    ...extra.map((key) => surplus('ChatCompletionRequest', key, body[key] ?? null)),
    ...OTHERS.flatMap(({ form, wants, surplus: keys }) => [
      missing(form, wants, body),
      ...[...values(keys), ...extra].map((key) => surplus(form, key, body[key] ?? null)),
    ]),
  ];
  return [
    {
      pointer: child('', first),
      key: first,
      sentence: JSON.stringify({ detail, body }),
      why: 'The model does not know the field.',
      source: [probed('mistral.pixtral-large-2502-v1_0')],
      confirmed: true,
      fixes: [{ kind: 'drop', pointer: child('', first) }],
    },
  ];
};
