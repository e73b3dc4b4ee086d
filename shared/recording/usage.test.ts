import { describe, expect, it } from 'vitest';
import { mergeUsage, NO_USAGE, promptTokens } from './usage.ts';

describe('mergeUsage', () => {
  it('adds up what an Anthropic stream tells at its start and at its end', () => {
    const start = mergeUsage(NO_USAGE, {
      type: 'message_start',
      message: { usage: { input_tokens: 9, output_tokens: 1 } },
    });
    expect(mergeUsage(start, { type: 'message_delta', usage: { output_tokens: 42 } })).toMatchObject({
      inputTokens: 9,
      outputTokens: 42,
    });
  });

  it('reads Converse usage with cache counts', () => {
    const usage = { inputTokens: 3, outputTokens: 4, totalTokens: 7, cacheReadInputTokens: 2 };
    expect(mergeUsage(NO_USAGE, { usage })).toEqual({
      inputTokens: 3,
      outputTokens: 4,
      cacheReadTokens: 2,
      cacheWriteTokens: null,
    });
  });

  it('counts what a cache held, or was given, with the prompt', () => {
    const counted = { ...NO_USAGE, inputTokens: 4, cacheReadTokens: 6_300, cacheWriteTokens: 12 };
    expect(promptTokens(counted)).toBe(6_316);
    expect(promptTokens({ ...NO_USAGE, inputTokens: 9 })).toBe(9);
    expect(promptTokens(NO_USAGE)).toBeNull();
  });
});
