import { isArray, isObject, type Json } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import { noteUnsent, type Param } from '../../call/params.ts';
import { has } from '../../releases/behaviours.ts';
import { Part } from '../part.ts';
import { isDataUrl } from './base64.ts';
import type { BodyContext, EmbeddingFamily, Input } from './family.ts';
import { DEFAULT, INPUT, NOT_TAKEN, TO_DIMENSION, TO_TYPES } from './rules.ts';

/** Members of the body in the order in which LiteLLM sets them. */
const MEMBERS = ['input_type', 'texts', 'images', 'truncate', 'embedding_types', 'output_dimension'];

const SEARCH_DOCUMENT: Param = { value: 'search_document', from: null, rule: DEFAULT };

/** Source: `BedrockCohereEmbeddingConfig`, `CohereEmbeddingConfig`. */
export const cohere: EmbeddingFamily = {
  supported: () => ['encoding_format', 'dimensions'],
  map: (key, value, _model, release) => {
    const from = child('', key);
    if (key === 'dimensions') return ['output_dimension', { value, from, rule: TO_DIMENSION }];
    const given: readonly Json[] = isArray(value) ? value : [value];
    const floats = has(release, 'embedding-base64-as-float');
    const types = given.map((type) => (floats && type === 'base64' ? 'float' : type));
    return ['embedding_types', { value: types, from, rule: TO_TYPES }];
  },
  body: (input, params, context) => wholeBody([input], params, context),
  whole: (inputs, params, context) => wholeBody(inputs, params, context),
};

/** The inputs as they stand in the body: a list, or the object that the call has in its place. */
function textsOf(inputs: readonly Input[], { request: { input }, trace }: BodyContext): Json {
  if (input !== undefined && isObject(input)) return trace.whole(input, '/input', INPUT);
  const values = trace.whole(
    inputs.map(({ value }) => value),
    inputs.map(({ from }) => from),
    INPUT,
  );
  inputs.forEach(({ from }, i) => {
    trace.member(values, i, from, INPUT);
  });
  return values;
}

const wholeBody: NonNullable<EmbeddingFamily['whole']> = (inputs, params, context) => {
  const { trace } = context;
  const values = textsOf(inputs, context);
  // LiteLLM looks at the last of the inputs alone.
  const images = isDataUrl(inputs.at(-1)?.value);
  const members = new Map<string, Param>([
    ['input_type', images ? { ...SEARCH_DOCUMENT, value: 'image' } : SEARCH_DOCUMENT],
    [images ? 'images' : 'texts', { value: values, from: '/input', rule: INPUT }],
  ]);
  for (const [key, param] of params) {
    if (MEMBERS.includes(key)) members.set(key, param);
    else noteUnsent(param, NOT_TAKEN, trace);
  }
  const part = new Part(trace);
  for (const key of MEMBERS) {
    const param = members.get(key);
    if (param) part.put(key, param);
  }
  return part;
};
