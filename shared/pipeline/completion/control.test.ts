import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

function outcome(profile: ProfileId, params: JsonObject): string {
  const model = 'bedrock/converse/amazon.nova-lite-v1:0';
  const request = { model, messages: [{ role: 'user', content: 'Hello.' }], ...params };
  const result = transform({ api: 'chat', profile, request });
  return result.kind === 'outgoing' ? 'sent' : `${result.kind} ${result.error.type}`;
}

describe('a call that LiteLLM answers by itself', () => {
  it('is one with a mock response, mock tool calls or a mock timeout', () => {
    expect(outcome('litellm-1.109', { mock_response: 'hi' })).toBe('crashed MockResponse');
    expect(outcome('litellm-1.87', { mock_tool_calls: [{}] })).toBe('crashed MockResponse');
    expect(outcome('litellm-1.90', { mock_timeout: true })).toBe('crashed MockResponse');
    expect(outcome('litellm-1.90', { mock_timeout: false, mock_response: '' })).toBe('sent');
  });
});

describe('a word that stands for drop_params', () => {
  it.each<[ProfileId, JsonObject, string]>([
    ['litellm-1.101.6', { seed: 1, drop_params: 'true' }, 'refused UnsupportedParamsError'],
    ['litellm-1.102.0', { seed: 1, drop_params: ' Yes ' }, 'sent'],
    ['litellm-1.106.5', { seed: 1, drop_params: 1 }, 'sent'],
    ['litellm-1.106.5', { seed: 1, drop_params: 'nope' }, 'refused UnsupportedParamsError'],
    ['litellm-1.104.3', { stream_chunk_size: -1 }, 'sent'],
    ['litellm-1.105.0', { stream_chunk_size: -1 }, 'refused BadRequestError'],
  ])('%s %j: %s', (profile, params, what) => expect(outcome(profile, params)).toBe(what));
});

describe('a mark of an asynchronous call', () => {
  it('ends a plain call and is nothing to a call by the messages API', () => {
    expect(outcome('litellm-1.90', { acompletion: true })).toBe('crashed APIConnectionError');
    expect(outcome('litellm-1.109', { atext_completion: 1 })).toBe('sent');
    const request = { model: 'bedrock/converse/amazon.nova-lite-v1:0', messages: [], max_tokens: 5 };
    const adapted = { ...request, messages: [{ role: 'user', content: 'Hello.' }], aembedding: true };
    expect(transform({ api: 'messages', profile: 'litellm-1.109', request: adapted }).kind).toBe('outgoing');
  });
});

describe('custom_llm_provider', () => {
  it('ends the call where it is not bedrock, after the parameters were checked', () => {
    expect(outcome('litellm-1.87', { custom_llm_provider: 'bedrock' })).toBe('sent');
    const other = { custom_llm_provider: 'bedrock_converse' };
    expect(outcome('litellm-1.87', other)).toBe('crashed LiteLLMUnknownProvider');
    expect(outcome('litellm-1.87', { ...other, seed: 1 })).toBe('refused UnsupportedParamsError');
    expect(outcome('strict', other)).toBe('sent');
  });
});
