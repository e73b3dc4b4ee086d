import { isObject, type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { textTokens } from '../../../shared/tokens/text.ts';
import { numberOf, PLAIN_ASK, stringsOf, textOf } from '../answer/read.ts';
import { asBits, vectorOf } from '../answer/vector.ts';
import type { Family } from './family.ts';

const read = (body: JsonObject) => ({ ...PLAIN_ASK, prompt: textOf(body.inputText) });

/** Titan Text Embeddings V2. */
export const titanEmbed2: Family = {
  id: 'titan-embed-text-v2',
  models: /^amazon\.titan-embed-text-v2/,
  form: 'normalize',
  silent: true,
  read,
  whole: (answer, { body }) => {
    const embedding = vectorOf(textOf(body.inputText), numberOf(body.dimensions) ?? 1024);
    const types = body.embeddingTypes === undefined ? ['float'] : stringsOf(body.embeddingTypes);
    const kinds = { float: embedding, binary: asBits(embedding) };
    return {
      ...(types.includes('float') ? { embedding } : {}),
      embeddingsByType: Object.fromEntries(
        Object.entries(kinds).filter(([type]) => types.includes(type)),
      ) as JsonObject,
      inputTextTokenCount: answer.inputTokens,
    };
  },
  chunks: () => [],
};

/** Titan Multimodal Embeddings G1. */
export const titanEmbedImage: Family = {
  id: 'titan-embed-image',
  models: /^amazon\.titan-embed-image/,
  form: 'inputImage',
  silent: true,
  read,
  whole: (answer, { body }) => {
    const seen = `${textOf(body.inputText)} ${textOf(body.inputImage).slice(0, 256)}`;
    const requests = Array.isArray(body.requests) ? body.requests.filter(isObject) : [];
    const length = numberOf(objectOf(body.embeddingConfig).outputEmbeddingLength) ?? 1024;
    const one = { embedding: vectorOf(seen, length), inputTextTokenCount: answer.inputTokens, message: null };
    if (requests.length === 0) return one;
    return {
      results: requests.map((request) => ({
        embedding: vectorOf(textOf(request.inputText), length),
        inputTextTokenCount: textTokens(textOf(request.inputText)),
        message: null,
      })),
    };
  },
  chunks: () => [],
};

/** Titan Text Embeddings V1. */
export const titanEmbed1: Family = {
  id: 'titan-embed-text-v1',
  models: /^amazon\.titan-embed-(text-v1|g1)/,
  form: 'inputText',
  silent: true,
  read,
  whole: (answer, { body }) => ({
    embedding: vectorOf(textOf(body.inputText), 1536),
    inputTextTokenCount: answer.inputTokens,
  }),
  chunks: () => [],
};
