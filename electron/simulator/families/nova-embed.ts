import { type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { numberOf, PLAIN_ASK, textOf } from '../answer/read.ts';
import { vectorOf } from '../answer/vector.ts';
import type { Family } from './family.ts';

const paramsOf = (body: JsonObject): JsonObject => objectOf(body.singleEmbeddingParams);
const KINDS = ['text', 'image', 'audio', 'video'];

/** Amazon Nova Multimodal Embeddings. */
export const novaEmbed: Family = {
  id: 'nova-embed',
  models: /^amazon\.nova-.*embed/,
  form: 'singleEmbeddingParams',
  silent: true,
  read: (body) => ({ ...PLAIN_ASK, prompt: textOf(objectOf(paramsOf(body).text).value) }),
  whole: (_answer, { body }) => {
    const params = paramsOf(body);
    const kind = KINDS.find((name) => name in params) ?? 'text';
    const seen = JSON.stringify(params[kind] ?? '').slice(0, 2048);
    return {
      embeddings: [
        {
          embeddingType: kind.toUpperCase(),
          embedding: vectorOf(seen, numberOf(params.embeddingDimension) ?? 3072),
        },
      ],
    };
  },
  chunks: () => [],
};
