import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { EntryId } from '../call/result.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const call = (entry: EntryId, request: JsonObject, profile: ProfileId = 'litellm-1.110.2') =>
  transform({ api: 'chat', entry, request, profile });

function bodyOf(entry: EntryId, request: JsonObject, profile?: ProfileId): JsonObject | string {
  const result = call(entry, request, profile);
  return result.kind === 'outgoing' ? result.outgoing.body : result.kind;
}

describe('a rerank', () => {
  const rerank = { model: 'bedrock/amazon.rerank-v1:0', query: 'q', documents: ['a', 'b', 'c'] };

  it.each([
    ['2', 2],
    [true, 1],
    [0, 3],
  ])('with top_n %j asks for %d results, in 1.87.0 to 1.110.2', (top, count) => {
    for (const profile of ['litellm-1.87.0', 'litellm-1.110.2'] as const)
      expect(bodyOf('rerank', { ...rerank, top_n: top }, profile)).toMatchObject({
        rerankingConfiguration: { bedrockRerankingConfiguration: { numberOfResults: count } },
      });
  });

  it.each<JsonObject>([
    { top_n: 1.5 },
    { top_n: ['1'] },
    { query: 5 },
    { rank_fields: 'text' },
    { return_documents: '' },
    { tags: 'paid' },
    { aws_region_name: ['us-east-1'] },
  ])('fails with %j before anything is sent', (more) => {
    expect(call('rerank', { ...rerank, ...more }).kind).toBe('crashed');
  });
});

describe('an image', () => {
  it('never has its headers looked at, a rerank never its model_id', () => {
    const image = { model: 'bedrock/amazon.nova-canvas-v1:0', prompt: 'x', headers: '1' };
    const rerank = { model: 'bedrock/amazon.rerank-v1:0', query: 'q', documents: ['a'], model_id: ['a'] };
    expect([call('images', image).kind, call('rerank', rerank).kind]).toEqual(['outgoing', 'outgoing']);
  });

  it('is asked for with a prompt that is no text, but of the first Stable Diffusion', () => {
    const canvas = { model: 'bedrock/amazon.nova-canvas-v1:0', prompt: ['a', 'b'] };
    expect(bodyOf('images', canvas)).toMatchObject({ textToImageParams: { text: ['a', 'b'] } });
    expect(bodyOf('images', { ...canvas, model: 'bedrock/stability.stable-diffusion-xl-v1' })).toBe(
      'crashed',
    );
  });

  it('loses whatever additional_drop_params names', () => {
    const request = { model: 'bedrock/stability.stable-image-core-v1:1', prompt: 'x', strength: 1 };
    expect(bodyOf('images', { ...request, additional_drop_params: ['strength'] })).toEqual({ prompt: 'x' });
  });
});

describe('an embedding', () => {
  const embedding = { model: 'bedrock/converse/cohere.embed-english-v3', input: 'a' };

  it('keeps the name of a route in its path, also since regions are taken off', () => {
    const result = call('embeddings', embedding, 'litellm-1.109.1');
    expect(result.kind === 'outgoing' && result.outgoing.path).toBe(
      '/model/converse%2Fcohere.embed-english-v3/invoke',
    );
  });

  it.each<[ProfileId, string]>([
    ['litellm-1.106.12', 'outgoing'],
    ['litellm-1.108.0', 'crashed'],
  ])('in %s with tags that are no list: %s', (profile, kind) => {
    expect(call('embeddings', { ...embedding, tags: 1 }, profile).kind).toBe(kind);
  });
});
