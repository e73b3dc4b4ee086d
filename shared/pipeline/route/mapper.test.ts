import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const MESSAGES = [{ role: 'user', content: 'hi' }];

function bodyOf(model: string, more: JsonObject, profile: ProfileId): JsonObject | string {
  const result = transform({ api: 'chat', request: { model, messages: MESSAGES, ...more }, profile });
  return result.kind === 'outgoing' ? result.outgoing.body : result.kind;
}

describe('a model string that names Claude behind another maker', () => {
  const prompt = expect.any(String);

  it.each<[ProfileId, string, JsonObject, JsonObject]>([
    [
      'litellm-1.95.1',
      'meta/apac.anthropic.claude-3-haiku-20240307-v1:0',
      { max_tokens: 9 },
      { prompt, max_tokens: 9 },
    ],
    [
      'litellm-1.110.2',
      'amazon/us.anthropic.claude-opus-4-6-v1',
      { max_tokens: 9 },
      { inputText: prompt, textGenerationConfig: { max_tokens: 9 } },
    ],
    [
      'litellm-1.87.0',
      'mistral/eu-central-1/anthropic.claude-opus-4-6-v1',
      { stop: ['END'] },
      { prompt, stop_sequences: ['END'] },
    ],
    [
      'litellm-1.87.0',
      'qwen3/us.anthropic.claude-sonnet-4-20250514-v1:0',
      { stop: [' '], drop_params: true },
      { prompt },
    ],
  ])('%s, %s: its parameters become those of Claude', (profile, model, more, body) => {
    expect(bodyOf(`bedrock/${model}`, more, profile)).toEqual(body);
  });

  it('keeps those of the maker where an ARN says nothing of Claude', () => {
    const model = 'bedrock/llama/arn:aws:bedrock:us-east-1:123456789012:imported-model/abc';
    expect(bodyOf(model, { max_tokens: 9 }, 'litellm-1.110.2')).toEqual({ prompt, max_gen_len: 9 });
  });

  it.each<[ProfileId, string, number]>([
    ['litellm-1.87.0', 'anthropic.claude-v1', 8191],
    ['litellm-1.102.4', 'anthropic.claude-fable-5', 128_000],
    ['litellm-1.102.4', 'mistral.ministral-3-3b-instruct', 8192],
  ])('in %s, anthropic/%s has the limit of the model itself', (profile, id, limit) => {
    expect(bodyOf(`bedrock/anthropic/${id}`, {}, profile)).toMatchObject({ max_tokens: limit });
  });
});

describe('bedrock/openai/ with a base_model', () => {
  it('takes what the route takes, whatever model is named', () => {
    const more = { stop: ['END'], base_model: 'anthropic.claude-opus-4-7' };
    const body = bodyOf('bedrock/openai/ai21.j2-mid-v1', more, 'litellm-1.87.0');
    expect(body).toMatchObject({ stop: ['END'] });
  });
});
