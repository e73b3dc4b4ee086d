import { describe, expect, it } from 'vitest';
import { shortModel, titleOf } from './title.ts';

describe('short model names', () => {
  it.each([
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'claude-sonnet-4'],
    ['anthropic.claude-3-5-haiku-20241022-v1:0', 'claude-3-5-haiku'],
    ['amazon.nova-lite-v1:0:300k', 'nova-lite'],
    ['meta.llama3-8b-instruct-v1:0', 'llama3-8b-instruct'],
    ['anthropic.claude-v2', 'claude'],
    ['arn:aws:bedrock:us-east-1:123:imported-model/abc123', 'abc123'],
    ['', ''],
  ])('%s reads %s', (id, name) => {
    expect(shortModel(id)).toBe(name);
  });

  it('names a request by model and sample', () => {
    expect(titleOf(null, 'bedrock/invoke/meta.llama3-8b-instruct-v1:0', 'llama-stop')).toBe(
      'llama3-8b-instruct · Llama loses stop',
    );
    expect(titleOf(null, '', null)).toBe('request');
  });
});
