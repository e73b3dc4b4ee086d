import { describe, expect, it } from 'vitest';
import type { ModelOption } from '../../shared/contract/host.ts';
import { searchModels } from './search-models.ts';

const model = (id: string, family: string): ModelOption => ({
  id,
  family,
  route: 'converse',
  maxInputTokens: null,
  maxOutputTokens: null,
  supports: [],
});
const MODELS = [
  model('us.amazon.nova-lite-v1:0', 'nova'),
  model('amazon.nova-pro-v1:0', 'nova'),
  model('meta.llama3', 'llama'),
];
const ids = (query: string): readonly string[] => searchModels(MODELS, query).map(({ id }) => id);

describe('searching models', () => {
  it('takes all words in any order', () => {
    expect(ids('lite amazon')).toEqual(['us.amazon.nova-lite-v1:0']);
  });

  it('puts ids that start with the query first', () => {
    expect(ids('amazon')).toEqual(['amazon.nova-pro-v1:0', 'us.amazon.nova-lite-v1:0']);
  });

  it('finds by family and gives all for nothing', () => {
    expect(ids('LLAMA')).toEqual(['meta.llama3']);
    expect(ids('  ')).toHaveLength(3);
  });
});
