import type { Json, JsonObject } from '../../../shared/json/json.ts';
import { numberOf, PLAIN_ASK, textOf } from '../answer/read.ts';
import { vectorOf } from '../answer/vector.ts';
import type { Family } from './family.ts';

const DIMENSIONS = 64;

const documentsOf = (body: JsonObject): readonly string[] =>
  (Array.isArray(body.documents) ? (body.documents as readonly Json[]) : []).map((document) =>
    typeof document === 'string' ? document : JSON.stringify(document),
  );

const nearness = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Amazon Rerank and Cohere Rerank: documents by how near they are to the query, the nearest first. */
export const rerank: Family = {
  id: 'rerank',
  models: /^(amazon|cohere)\.rerank/,
  form: 'documents',
  silent: true,
  read: (body) => ({ ...PLAIN_ASK, prompt: [textOf(body.query), ...documentsOf(body)].join('\n') }),
  whole: (_answer, { body }) => {
    const query = vectorOf(textOf(body.query), DIMENSIONS);
    const results = documentsOf(body).map((document, index) => ({
      index,
      relevance_score: Math.round(((nearness(query, vectorOf(document, DIMENSIONS)) + 1) / 2) * 1e8) / 1e8,
    }));
    results.sort((a, b) => b.relevance_score - a.relevance_score || a.index - b.index);
    return { results: results.slice(0, numberOf(body.top_n) ?? results.length) };
  },
  chunks: () => [],
};
