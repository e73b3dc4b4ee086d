import { describe, expect, it } from 'vitest';
import type { RouteView } from '../../shared/contract/inspection.ts';
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

  it('names it by what is wrong, else by its length, never by what is merely not sent', () => {
    const row = (key: string, fate: string, preview = '1') => ({ key, fate, preview });
    const titleWith = (...params: readonly object[]): string =>
      titleOf({ model: null, params } as unknown as RouteView, 'm', null);
    const messages = row('messages', 'mapped', '301 items');
    expect(titleWith(row('seed', 'dropped'), messages)).toBe('m · 301 messages');
    expect(titleWith(row('n', 'refused'), messages, row('depth', 'leaked'))).toBe('m · depth');
    expect(titleWith(row('n', 'refused'), messages)).toBe('m · n');
    expect(titleWith(row('messages', 'refused', '"text"'))).toBe('m · messages');
  });
});
