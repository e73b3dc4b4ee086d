import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { CLAUDE, check, claudeBody } from './testdata/check.ts';

const fixes = (model: string, body: Json) =>
  check('InvokeModel', model, body).problems.flatMap((problem) => problem.fixes);

describe('fixes', () => {
  test('a leaked stream_chunk_size: drop it, take converse, or take the release that keeps it back', () => {
    expect(fixes(CLAUDE, claudeBody({ stream_chunk_size: 2048 }))).toEqual([
      { kind: 'drop', pointer: '/stream_chunk_size' },
      { kind: 'route', route: 'converse' },
      { kind: 'profile', profile: 'litellm-1.90' },
    ]);
  });

  test('a key that a later registry knows: that release; a key that none knows: only drop', () => {
    expect(fixes(CLAUDE, claudeBody({ ssl_verify: false }))).toContainEqual({
      kind: 'profile',
      profile: 'litellm-1.109',
    });
    expect(fixes(CLAUDE, claudeBody({ custom: 1 }))).toEqual([{ kind: 'drop', pointer: '/custom' }]);
  });

  test('a stop sequence that Titan does not know: drop it, and no other', () => {
    const body = { inputText: 'a', textGenerationConfig: { stopSequences: ['User:', 'END'] } };
    expect(fixes('amazon.titan-text-express-v1', body)).toEqual([
      { kind: 'drop', pointer: '/textGenerationConfig/stopSequences/1' },
    ]);
  });

  test("another family's name for an option is renamed, unless the right one is there", () => {
    const llama = 'meta.llama3-8b-instruct-v1:0';
    expect(fixes(llama, { prompt: 'a', max_tokens: 5 })).toContainEqual({
      kind: 'rename',
      pointer: '/max_tokens',
      key: 'max_gen_len',
    });
    expect(fixes(llama, { prompt: 'a', max_tokens: 5, max_gen_len: 5 })).toEqual([
      { kind: 'drop', pointer: '/max_tokens' },
    ]);
  });

  test('a body in the wrong form: the converse route', () => {
    expect(fixes('qwen.qwen3-32b-v1:0', { prompt: 'a', max_gen_len: 5 })).toContainEqual({
      kind: 'route',
      route: 'converse',
    });
  });

  test('a value out of range is set to its bound, a missing version to the only one', () => {
    expect(fixes(CLAUDE, claudeBody({ temperature: 2 }))).toEqual([
      { kind: 'set', pointer: '/temperature', value: 1 },
    ]);
    const { anthropic_version: _, ...rest } = claudeBody() as { readonly [key: string]: Json };
    expect(fixes(CLAUDE, rest)).toEqual([
      { kind: 'set', pointer: '/anthropic_version', value: 'bedrock-2023-05-31' },
    ]);
  });
});
