import { expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { validate } from './validate.ts';

it('a key that no body may hold is named as what it is: a switch of LiteLLM’s, or a credential that leaked', () => {
  const whyOf = (key: string, more: JsonObject = { [key]: 'x' }): string => {
    const body = {
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 10,
      messages: [{ role: 'user', content: 'hi' }],
      ...more,
    };
    const verdict = validate({
      operation: 'InvokeModel',
      modelId: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
      body: JSON.stringify(body),
    });
    return verdict.kind === 'refused' ? verdict.problems.map(({ why }) => why).join(' ') : verdict.kind;
  };
  expect(whyOf('stream_chunk_size')).toContain('steers LiteLLM');
  expect(whyOf('aws_secret_access_key')).toContain(
    'a credential that leaked into the body: LiteLLM up to 1.79.2',
  );
  const mark = { type: 'ephemeral', ttl: '1h', odd: 1 };
  const marked = whyOf('ttl', { system: [{ type: 'text', text: 'x', cache_control: mark }] });
  expect(marked).toContain('is not a key that this object knows');
  expect(marked).not.toContain('steers LiteLLM');
});
