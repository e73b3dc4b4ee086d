import { describe, expect, it } from 'vitest';
import { vocabulary } from './vocabulary.ts';

const CLAUDE = 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const ask = (change: Partial<Parameters<typeof vocabulary>[0]> = {}) =>
  vocabulary({ profile: 'litellm-1.87', route: 'auto', form: 'chat', model: CLAUDE, ...change });
const word = (words: ReturnType<typeof ask>, place: string, key: string) =>
  words[place]?.find((one) => one.key === key);

describe('the keys that a request may have', () => {
  it.each([
    ['litellm-1.87', 'leaked'],
    ['litellm-1.90', 'consumed'],
  ] as const)('tell what %s makes of each, and go down into messages and tools', (profile, fate) => {
    const words = ask({ profile });
    expect(word(words, '', 'stream_chunk_size')?.fate).toBe(fate);
    expect(word(words, '', 'stop')).toMatchObject({ fate: 'mapped', words: expect.stringMatching(/\w/) });
    expect(word(words, '/messages/*', 'role')).toBeDefined();
    expect(word(words, '/tools/*/function', 'parameters')).toBeDefined();
    expect(word(words, '/guardrailConfig', 'trace')?.words).toContain('one of');
  });

  it('are those of Bedrock’s service model where a call passes LiteLLM by', () => {
    const words = ask({ form: 'converse' });
    expect(word(words, '/inferenceConfig', 'maxTokens')?.words).toContain('1 to');
    expect(word(words, '/messages/*/content/*/toolResult', 'status')?.words).toContain('one of "success"');
    expect(word(words, '', 'stream_chunk_size')).toBeUndefined();
  });

  it.each([
    ['bedrock/invoke/meta.llama3-8b-instruct-v1:0', 'max_gen_len', 'integer, 1 to 2048'],
    ['bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'top_k', 'integer, … to 500'],
  ])('for %s are those of the model itself, too: %s', (model, key, takes) => {
    const words = ask({ model });
    expect(word(words, '', key)).toMatchObject({
      fate: expect.any(String),
      words: expect.stringContaining(takes),
    });
    expect(word(words, '', 'prompt')).toBeUndefined();
  });

  it('go down into what the model takes', () => {
    expect(word(ask(), '/thinking', 'budget_tokens')?.words).toContain('integer');
  });

  it('are those of the model’s own body where a call invokes it', () => {
    const words = ask({ form: 'invoke', model: 'amazon.titan-text-express-v1' });
    expect(word(words, '', 'textGenerationConfig')).toBeDefined();
    expect(word(words, '/textGenerationConfig', 'maxTokenCount')?.words).toContain('integer');
  });
});
