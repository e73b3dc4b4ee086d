import type { Json, JsonObject } from '../../../shared/json/json.ts';
import { lookUp } from '../../../shared/json/look-up.ts';
import { contentText, numberOf, objectsOf, PLAIN_ASK, stringsOf } from '../answer/read.ts';
import { asBits, asBytes, vectorOf } from '../answer/vector.ts';
import type { Family } from './family.ts';

const V3_DIMENSIONS = 1024;
const V4_DIMENSIONS = 1536;
/** No call may have more; where an ARN hides the model, nothing has counted them. */
const MOST_INPUTS = 96;

const inputsOf = (body: JsonObject): readonly string[] =>
  [
    ...stringsOf(body.texts),
    ...stringsOf(body.images).map((image) => image.slice(0, 256)),
    ...objectsOf(body.inputs).map((input) => contentText(input.content)),
  ].slice(0, MOST_INPUTS);

// Eight signs to a byte.
const packed = (bits: readonly number[]): readonly number[] =>
  Array.from({ length: bits.length / 8 }, (_byte, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => byte * 2 + bit, 0),
  );

const KINDS: Readonly<Record<string, (vector: readonly number[]) => readonly number[]>> = {
  float: (vector) => vector,
  int8: asBytes,
  uint8: (vector) => asBytes(vector).map((value) => value + 128),
  binary: (vector) => packed(asBits(vector)).map((byte) => byte - 128),
  ubinary: (vector) => packed(asBits(vector)),
};

type Vectors = readonly (readonly number[])[];

const vectorsOf = (body: JsonObject, dimensions: number): Vectors =>
  inputsOf(body).map((text) => vectorOf(text, numberOf(body.output_dimension) ?? dimensions));

const typesOf = (body: JsonObject): readonly string[] =>
  stringsOf(body.embedding_types).filter((type) => Object.hasOwn(KINDS, type));

const byType = (types: readonly string[], vectors: Vectors): JsonObject =>
  Object.fromEntries(types.map((type) => [type, vectors.map(lookUp(KINDS, type) ?? ((v) => v))]));

/** Version 4 always answers by type (recorded: ruby_llm and pydantic-ai cassettes of 2026). */
const answersByType =
  (dimensions: number): Family['whole'] =>
  (_answer, { body, id }) => {
    const vectors = vectorsOf(body, dimensions);
    const types = typesOf(body);
    return {
      id: id('', 36),
      texts: body.texts ?? [],
      embeddings: byType(types.length === 0 ? ['float'] : types, vectors),
      response_type: 'embeddings_by_type',
    };
  };

const answers =
  (dimensions: number): Family['whole'] =>
  (_answer, { body, id }) => {
    const vectors = vectorsOf(body, dimensions);
    const types = typesOf(body);
    const texts: Json = body.texts ?? [];
    const name = id('', 36);
    return types.length === 0
      ? { embeddings: vectors, id: name, response_type: 'embeddings_floats', texts }
      : { embeddings: byType(types, vectors), id: name, response_type: 'embeddings_by_type', texts };
  };

const cohereEmbed = (id: string, models: RegExp, whole: Family['whole']): Family => ({
  id,
  models,
  form: 'texts',
  silent: true,
  read: (body) => ({ ...PLAIN_ASK, prompt: inputsOf(body).join('\n') }),
  whole,
  chunks: () => [],
});

/** Cohere Embed English and Multilingual v3. */
export const cohereEmbed3 = cohereEmbed(
  'cohere-embed-v3',
  /^cohere\.embed-(english|multilingual)/,
  answers(V3_DIMENSIONS),
);

/** Cohere Embed v4. */
export const cohereEmbed4 = cohereEmbed('cohere-embed-v4', /^cohere\.embed-v/, answersByType(V4_DIMENSIONS));
