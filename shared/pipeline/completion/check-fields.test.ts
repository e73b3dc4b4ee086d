import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import type { Api } from '../call/result.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const MODEL = 'bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0';

function outcome(profile: ProfileId, params: JsonObject, api: Api = 'chat', model = MODEL): string {
  const request = { model, messages: [{ role: 'user', content: 'Hello.' }], max_tokens: 8, ...params };
  const result = transform({ api, profile, request });
  return result.kind === 'outgoing' ? 'sent' : `${result.kind} ${result.error.type}`;
}

describe('values that LiteLLM fails on when it signs and sends', () => {
  it('are credentials that are no text, in the releases that do not check them at the start', () => {
    expect(outcome('litellm-1.87', { aws_session_name: 1 })).toBe('crashed APIConnectionError');
    expect(outcome('litellm-1.90', { aws_external_id: [{}] })).toBe('crashed APIConnectionError');
    expect(outcome('litellm-1.87', { aws_session_name: '' })).toBe('sent');
    expect(outcome('strict', { aws_session_name: 1 })).toBe('sent');
  });

  it('are headers that are neither text nor null', () => {
    expect(outcome('litellm-1.109', { extra_headers: { 'x-a': 5 } })).toBe('crashed APIConnectionError');
    expect(outcome('litellm-1.109', { extra_headers: { 'x-a': null } })).toBe('sent');
    expect(outcome('litellm-1.87', { headers: 'x' })).toBe('crashed APIConnectionError');
  });
});

describe('types of LiteLLM’s own parameters', () => {
  it('are checked first of all in 1.109, values that can be read as the type pass', () => {
    expect(outcome('litellm-1.109', { rpm: 'abc' })).toBe('refused BadRequestError');
    expect(outcome('litellm-1.109', { rpm: 'abc', seed: 1 })).toBe('refused BadRequestError');
    for (const rpm of [5, '5', true, 5.0, null]) expect(outcome('litellm-1.109', { rpm })).toBe('sent');
    expect(outcome('litellm-1.109', { rpm: 1.5 })).toBe('refused BadRequestError');
    expect(outcome('litellm-1.109', { daily_reset_time: '25:00' })).toBe('refused BadRequestError');
    expect(outcome('litellm-1.109', { daily_reset_time: '08:30' })).toBe('sent');
  });

  it('are no matter in 1.109 where bad parameters may be dropped', () => {
    expect(outcome('litellm-1.109', { rpm: 'abc', drop_params: true })).toBe('sent');
  });

  it('are checked in part by 1.90, and in 1.87 only where a stream is opened on invoke', () => {
    expect(outcome('litellm-1.90', { rpm: 'abc' })).toBe('crashed APIConnectionError');
    expect(outcome('litellm-1.90', { input_cost_per_token: 'abc' })).toBe('sent');
    expect(outcome('litellm-1.87', { rpm: 'abc' })).toBe('sent');
    expect(outcome('litellm-1.87', { rpm: 'abc', stream: true })).toBe('crashed APIConnectionError');
    const converse = 'bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0';
    expect(outcome('litellm-1.87', { rpm: 'abc', stream: true }, 'chat', converse)).toBe('sent');
  });

  it('are all checked on entry to the messages API', () => {
    expect(outcome('litellm-1.87', { tags: 'a' }, 'messages')).toBe('crashed ValidationError');
    expect(outcome('litellm-1.109', { tags: 'a' }, 'messages')).toBe('crashed ValidationError');
    expect(outcome('litellm-1.109', { tags: ['a'] }, 'messages')).toBe('sent');
  });

  it('do not concern the strict profile, which sends none of them', () => {
    expect(outcome('strict', { rpm: 'abc' })).toBe('sent');
  });
});
