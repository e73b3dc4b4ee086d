import type { Json, JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import { crash } from '../../call/failures.ts';
import { noteUnsent } from '../../call/params.ts';
import { Part } from '../part.ts';
import type { EmbeddingFamily, Input } from './family.ts';
import { DEFAULT, FIXED, INPUT, MEDIA, TO_DIMENSION, USED } from './rules.ts';

const MEDIA_KEYS = ['text', 'image', 'video', 'audio'];

const asText = (value: Json): JsonObject => ({ value, truncationMode: 'END' });

/** The member that a data URL becomes: by its media type, text where that is none of the three. */
function fromDataUrl(url: string): readonly [string, JsonObject] {
  const comma = url.indexOf(',');
  if (comma < 0) crash('LiteLLM fails on a data URL without a comma.', 'ValueError');
  const type = url.slice('data:'.length, comma).split(';')[0] ?? '';
  const [kind = '', format = ''] = type.split('/');
  const source = { bytes: url.slice(comma + 1) };
  if (!type.includes('/')) return ['text', asText(url)];
  if (kind === 'image') {
    const name = format.toLowerCase();
    return ['image', { format: name === 'jpg' ? 'jpeg' : name, source }];
  }
  return kind === 'video' || kind === 'audio'
    ? [kind, { format: format.toLowerCase(), source }]
    : ['text', asText(url)];
}

function medium({ value }: Input): readonly [string, JsonObject] {
  if (typeof value !== 'string') crash('LiteLLM fails on an input that is no text.', 'AttributeError');
  if (value.startsWith('data:')) return fromDataUrl(value);
  if (value.startsWith('s3://')) {
    return ['text', { source: { s3Location: { uri: value } }, truncationMode: 'END' }];
  }
  return ['text', asText(value)];
}

/** Nova multimodal embeddings. Source: `AmazonNovaEmbeddingConfig`. */
export const nova: EmbeddingFamily = {
  supported: () => ['dimensions'],
  map: (key, value) => ['embedding_dimension', { value, from: child('', key), rule: TO_DIMENSION }],
  body: (input, params, { trace, asynchronous }) => {
    const part = new Part(trace);
    const length = params.get('dimensions') ?? params.get('embedding_dimension');
    const renamed = params.has('dimensions') ? 'dimensions' : 'embedding_dimension';
    for (const [key, param] of params) {
      if (key === renamed) continue;
      if (key === 'output_s3_uri') {
        if (!asynchronous) noteUnsent(param, USED, trace);
      } else part.put(key, param);
    }
    if (length) part.put('embeddingDimension', { ...length, rule: TO_DIMENSION });
    if (!part.has('embeddingPurpose')) part.set('embeddingPurpose', 'GENERIC_INDEX', null, DEFAULT);
    if (!part.has('embeddingDimension')) part.set('embeddingDimension', 3072, null, DEFAULT);
    if (MEDIA_KEYS.some((key) => part.has(key))) trace.note(input.from, USED);
    else {
      const [key, value] = medium(input);
      part.set(key, value, input.from, key === 'text' ? INPUT : MEDIA);
    }
    return new Part(trace)
      .set('schemaVersion', 'nova-multimodal-embed-v1', null, FIXED)
      .set('taskType', asynchronous ? 'SEGMENTED_EMBEDDING' : 'SINGLE_EMBEDDING', null, FIXED)
      .set(asynchronous ? 'segmentedEmbeddingParams' : 'singleEmbeddingParams', part.object, null, FIXED);
  },
};
