import { closed, flag, integer, list, number, text } from '../schema/build.ts';
import { type FamilyRules, family } from './family.ts';

const PAGE = 'AWS page "Use a reranker model in Amazon Bedrock"';

/** Amazon Rerank 1.0: what Cohere's takes, but for the version of the API. */
export const amazonRerank: FamilyRules = family({
  id: 'amazon-rerank',
  dialect: 'everit-bare',
  source: `genkit-ai/aws-bedrock-go-plugin #190; ${PAGE}`,
  schema: closed(
    {
      query: text(),
      documents: list(text(), { minItems: 1, maxItems: 1000 }),
      top_n: integer({ minimum: 1 }),
    },
    { required: ['query', 'documents'] },
  ),
});

/** Cohere Rerank 3.5. */
export const cohereRerank: FamilyRules = family({
  id: 'cohere-rerank',
  dialect: 'everit',
  source: `langgenius/dify #12640; ${PAGE}`,
  schema: closed(
    {
      query: text(),
      documents: list({ type: ['string', 'object'] }, { minItems: 1, maxItems: 1000 }),
      top_n: integer({ minimum: 1 }),
      api_version: integer({ minimum: 2, source: 'cohere-ai/cohere-python #613', suggest: 2 }),
      max_tokens_per_doc: number(),
      return_documents: flag(),
      rank_fields: list(text()),
    },
    { required: ['query', 'documents', 'api_version'] },
  ),
});
