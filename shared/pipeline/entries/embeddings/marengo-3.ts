import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { Stop } from '../../call/failures.ts';
import { noteUnsent, type Param } from '../../call/params.ts';
import { Part } from '../part.ts';
import { base64Of } from './base64.ts';
import type { BodyContext, Input, Left } from './family.ts';
import { DEFAULT, INPUT, MEDIA, USED, WITHOUT } from './rules.ts';

export const isMarengo3 = (model: string): boolean => model.includes('marengo-embed-3-');

const ONLY_2_7 = ['textTruncate', 'lengthSec', 'useFixedLengthSec', 'minClipSec'];
const TIMED = ['startSec', 'endSec', 'segmentation', 'embeddingOption', 'embeddingType', 'embeddingScope'];

const refuse = (message: string): never => {
  throw new Stop('refused', { type: 'BadRequestError', message });
};

function mediaSource(media: Json, params: Left): JsonObject {
  if (typeof media !== 'string') return refuse('The medium must be a text: Base64, a data URL or s3://….');
  if (!media.startsWith('s3://')) return { base64String: base64Of(media) };
  const bucketOwner = params.get('bucketOwner')?.value;
  if (typeof bucketOwner !== 'string') return refuse('s3:// media need bucketOwner.');
  return { s3Location: { uri: media, bucketOwner } };
}

/** Parameters that the input takes only with drop_params. */
function reject(
  names: readonly string[],
  params: Left,
  { dropParams, trace }: BodyContext,
  why: string,
): void {
  const given = names.flatMap((name) => params.get(name) ?? []);
  if (given.length === 0) return;
  if (!dropParams) refuse(`${why}; set drop_params to drop them.`);
  for (const param of given) noteUnsent(param, WITHOUT, trace);
}

/** What stands below the name of the input type. */
function content(input: Input, params: Left, { trace }: BodyContext, type: Json): Part {
  const part = new Part(trace);
  const media = (value: Json, from: Param['from']): Part =>
    part.set('mediaSource', mediaSource(value, params), from, MEDIA);
  if (type === 'text') return part.set('inputText', input.value, input.from, INPUT);
  if (type === 'image') return media(input.value, input.from);
  if (type === 'text_image') {
    part.set('inputText', input.value, input.from, INPUT);
    const source = params.get('media_source');
    return source ? media(source.value, source.from) : refuse('text_image needs media_source.');
  }
  if (type === 'multi_input') {
    const sources = params.get('media_sources');
    if (!sources || !isObject(sources.value) || Object.keys(sources.value).length === 0) {
      return refuse('multi_input needs media_sources.');
    }
    if (input.value !== '') part.set('inputText', input.value, input.from, INPUT);
    const named = Object.entries(sources.value).map(([name, one]) => ({
      name,
      mediaType: 'image',
      ...mediaSource(one, params),
    }));
    return part.set('mediaSources', named, sources.from, MEDIA);
  }
  if (type !== 'video' && type !== 'audio')
    return refuse(`Marengo 3.0 knows no input type “${String(type)}”.`);
  media(input.value, input.from);
  for (const name of TIMED) {
    const param = params.get(name);
    if (param) part.put(name, param);
  }
  return part;
}

const BELOW: ReadonlySet<string> = new Set([
  'inputType',
  'input_type',
  'inferenceId',
  'media_source',
  'media_sources',
]);

/** The nested body of Marengo 3.0. Source: `build_marengo_3_request`, LiteLLM 1.109.1. */
export function marengo3Body(input: Input, params: Left, context: BodyContext, type: Json): Part {
  const { trace } = context;
  const seconds = ['startSec', 'endSec'].map((name) => params.get(name)?.value ?? null);
  if (seconds.some((value) => value !== null && typeof value !== 'number'))
    refuse('startSec and endSec are numbers.');
  for (const name of ['embeddingOption', 'embeddingType', 'embeddingScope']) {
    const value = params.get(name)?.value ?? null;
    if (value !== null && !isArray(value)) refuse(`${name} is a list.`);
  }
  reject(ONLY_2_7, params, context, 'Marengo 3.0 does not take the parameters of 2.7');
  if (type !== 'video' && type !== 'audio') {
    reject(TIMED, params, context, `The input type “${String(type)}” does not take these parameters`);
  }
  const part = new Part(trace);
  const id = params.get('inferenceId');
  if (id) part.put('inferenceId', id);
  const named = params.get('inputType') ?? params.get('input_type');
  part.set('inputType', type, named?.from ?? null, named?.rule ?? DEFAULT);
  part.set(String(type), content(input, params, context, type).object, null, DEFAULT);
  const used = new Set([...ONLY_2_7, ...TIMED]);
  for (const [key, param] of params) {
    if (!used.has(key) && !BELOW.has(key)) noteUnsent(param, key === 'bucketOwner' ? USED : WITHOUT, trace);
  }
  return part;
}
