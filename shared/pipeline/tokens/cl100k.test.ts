import { describe, expect, it } from 'vitest';
import { countTokens, textOfTokens } from './cl100k.ts';
import { countMessages } from './count-messages.ts';

describe('tokens of cl100k_base', () => {
  it.each([
    [['Hello, world!'], 4],
    [['Hello', ' world'], 2],
    [[], 0],
    [[' '.repeat(200)], 2],
  ])('of %j are %i', (texts, expected) => {
    expect(countTokens(texts)).toBe(expected);
  });

  it.each([
    ['a text too long', ['a '.repeat(200_001)]],
    ['a run of spaces', [' '.repeat(2_500)]],
    ['a run of line breaks', ['\n'.repeat(2_500)]],
    ['a word of many bytes', ['é'.repeat(1_500)]],
    ['many long words', Array<string>(40).fill('a'.repeat(400))],
  ])('are not counted of %s, which would take seconds', (_, texts) => {
    expect(countTokens(texts)).toBeNull();
  });

  it('stand for a text, but for numbers that are none', () => {
    expect(textOfTokens([9906, 11, 1917, 0])).toBe('Hello, world!');
    expect(textOfTokens([9906, 999_999])).toBeNull();
    expect(textOfTokens([-1])).toBeNull();
  });
});

describe('tokens of messages', () => {
  it('are those of their texts, three for each and for all, and one for a name', () => {
    const hello = { role: 'user', content: 'Hello, world!' };
    expect(countMessages('mistral', [hello])).toBe(3 + 3 + 1 + 4);
    const parts = [
      { type: 'text', text: 'Hello' },
      { type: 'text', text: ' world' },
    ];
    expect(countMessages('mistral', [hello, { role: 'user', name: 'Hello', content: parts }])).toBe(
      3 + (3 + 1 + 4) + (3 + 1 + 1 + 1 + 2),
    );
  });

  const LONG = Array(40).fill({ role: 'user', content: 'a'.repeat(400) });
  it.each([
    ['a model with a tokenizer of its own', 'claude', [{ role: 'user', content: 'Hi' }]],
    ['pictures', 'mistral', [{ role: 'user', content: [{ type: 'image_url' }] }]],
    ['what is no message', 'mistral', ['Hi']],
    ['no messages', 'mistral', undefined],
    ['texts that together would take seconds', 'mistral', LONG],
  ])('are unknown for %s', (_, model, messages) => {
    expect(countMessages(model, messages)).toBeNull();
  });
});
