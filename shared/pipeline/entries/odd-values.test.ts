import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
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

  it('of an object goes over its keys, but in Cohere’s form, which takes it whole', () => {
    const input = { text: 'a' };
    expect(bodyOf('embeddings', { model: 'bedrock/cohere.embed-v4:0', input })).toEqual({
      input_type: 'search_document',
      texts: input,
    });
    expect(bodyOf('embeddings', { model: 'bedrock/amazon.titan-embed-text-v2:0', input })).toEqual({
      inputText: 'text',
    });
    expect(bodyOf('embeddings', { model: 'bedrock/cohere.embed-v4:0', input: 5 })).toBe('crashed');
  });

  it('fails on an extra_body without a length, and on the text of Titan given twice', () => {
    const titan = { model: 'bedrock/amazon.titan-embed-text-v2:0', input: 'a' };
    expect(bodyOf('embeddings', { ...titan, extra_body: [] })).toEqual({ inputText: 'a' });
    expect(bodyOf('embeddings', { ...titan, extra_body: 0 })).toBe('crashed');
    expect(bodyOf('embeddings', { ...titan, inputText: 'b' })).toBe('crashed');
  });

  it('never has its timeout looked at', () => {
    const request = { ...embedding, timeout: ['1'] };
    for (const profile of ['litellm-1.87.0', 'litellm-1.109.1', 'litellm-1.110.2'] as const)
      expect(call('embeddings', request, profile).kind).toBe('outgoing');
  });
});

describe('settings that LiteLLM unpacks', () => {
  const canvas = { model: 'bedrock/amazon.nova-canvas-v1:0', prompt: 'x' };
  const titan = { ...canvas, model: 'bedrock/amazon.titan-image-generator-v2:0' };

  it.each<JsonObject>([
    { ...canvas, imageGenerationConfig: 5 },
    { ...canvas, textToImageParams: ' ' },
    { ...canvas, imageGenerationConfig: { textToImageParams: null } },
    { ...titan, imageGenerationConfig: false },
    { ...canvas, headers: 1, extra_headers: { a: 'b' } },
    { ...canvas, base_model: 5 },
  ])('end the call where they are no object: %j', (request) => {
    for (const profile of ['litellm-1.87.0', 'litellm-1.110.2'] as const)
      expect(bodyOf('images', request, profile)).toBe('crashed');
  });

  it('are mapped as those of the base_model, into the body of the called model', () => {
    const request = { ...canvas, n: 2, drop_params: true };
    expect(bodyOf('images', request)).toMatchObject({ imageGenerationConfig: { numberOfImages: 2 } });
    expect(bodyOf('images', { ...request, base_model: 'mine' })).toMatchObject({ imageGenerationConfig: {} });
  });

  it('do not stay in the general ones where they stand there', () => {
    const request = { ...canvas, imageGenerationConfig: { textToImageParams: { text: 'z' } } };
    expect(bodyOf('images', request)).toMatchObject({
      textToImageParams: { text: 'z' },
      imageGenerationConfig: {},
    });
  });
});

describe('a region that no region is called', () => {
  it.each(['', ' ', 'US-east', 'a_b'])('ends every call: “%s”', (aws_region_name) => {
    const named = { aws_region_name };
    expect(call('embeddings', { model: 'bedrock/cohere.embed-v4:0', input: 'a', ...named }).kind).toBe(
      'crashed',
    );
    expect(call('images', { model: 'bedrock/amazon.nova-canvas-v1:0', prompt: 'x', ...named }).kind).toBe(
      'crashed',
    );
  });

  it('is taken out of a chat under drop_params where it is no text, since 1.109', () => {
    const kind = (profile: ProfileId, aws_region_name: Json) =>
      transform({
        api: 'chat',
        request: {
          model: 'bedrock/amazon.nova-lite-v1:0',
          messages: [{ role: 'user', content: 'a' }],
          drop_params: true,
          aws_region_name,
        },
        profile,
      }).kind;
    expect(kind('litellm-1.110.2', -1)).toBe('outgoing');
    expect(kind('litellm-1.110.2', '')).toBe('crashed');
    expect(kind('litellm-1.104.5', -1)).toBe('crashed');
  });
});
