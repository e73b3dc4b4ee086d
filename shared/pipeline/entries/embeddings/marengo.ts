import type { Json, JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import { crash } from '../../call/failures.ts';
import { noteUnsent } from '../../call/params.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { Part } from '../part.ts';
import { base64Of } from './base64.ts';
import type { BodyContext, EmbeddingFamily, Input, Left } from './family.ts';
import { isMarengo3, marengo3Body } from './marengo-3.ts';
import { DEFAULT, INPUT, MEDIA, TO_OPTION, UNSENT_ENCODING, USED } from './rules.ts';

const NOT_COPIED: ReadonlySet<string> = new Set([
  ...['inputType', 'input_type', 'inputText', 'mediaSource', 'bucketOwner'],
]);
const MEDIA_TYPES: ReadonlySet<Json> = new Set(['image', 'video', 'audio']);

/** What kind of input the call names; text where it names none. */
export function inputType(params: Left): Json {
  const named = ['inputType', 'input_type'].map((key) => params.get(key)?.value).find(isTruthy);
  return named ?? 'text';
}

function source({ value }: Input, params: Left): JsonObject {
  if (typeof value !== 'string') crash('LiteLLM fails on an input that is no text.', 'AttributeError');
  if (!value.startsWith('s3://')) return { base64String: base64Of(value) };
  const owner = params.get('bucketOwner')?.value;
  return { s3Location: { uri: value, ...(isTruthy(owner) ? { bucketOwner: owner } : {}) } };
}

function flatBody(input: Input, params: Left, { trace }: BodyContext, type: Json): Part {
  const named = params.get('inputType') ?? params.get('input_type');
  const part = new Part(trace).set('inputType', type, named?.from ?? null, named?.rule ?? DEFAULT);
  if (type === 'text') {
    part.set('inputText', input.value, input.from, INPUT);
    if (!params.has('textTruncate')) part.set('textTruncate', 'end', null, DEFAULT);
  } else if (MEDIA_TYPES.has(type)) part.set('mediaSource', source(input, params), input.from, MEDIA);
  for (const [key, param] of params) {
    if (!NOT_COPIED.has(key)) part.put(key, param);
    else if (param !== named) noteUnsent(param, USED, trace);
  }
  return part;
}

/** TwelveLabs Marengo 2.7, and 3.0 where a release has no form of its own for it. Source: `TwelveLabsMarengoEmbeddingConfig`. */
export const marengo: EmbeddingFamily = {
  supported: () => ['encoding_format'],
  map: (_key, value, model, release) => {
    const from = child('', 'encoding_format');
    const nested = has(release, 'marengo-3-form') && isMarengo3(model);
    return value === 'float' && !nested
      ? ['embeddingOption', { value: ['visual-text', 'visual-image'], from, rule: TO_OPTION }]
      : null;
  },
  body: (input, params, context) => {
    const { trace, request, model, profile, asynchronous } = context;
    const encoding = request.encoding_format ?? null;
    if (encoding !== null && !params.has('embeddingOption')) trace.note('/encoding_format', UNSENT_ENCODING);
    const type = inputType(params);
    if ((type === 'video' || type === 'audio') && !asynchronous) {
      crash(`LiteLLM fails: the input type “${type}” needs bedrock/async_invoke/….`, 'ValueError');
    }
    if (has(profile.release, 'marengo-3-form') && isMarengo3(model)) {
      return marengo3Body(input, params, context, type);
    }
    return flatBody(input, params, context, type);
  },
};
