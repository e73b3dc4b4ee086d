import { describe, expect, it } from 'vitest';
import { MOST_LEVELS } from '../json/depth.ts';
import type { Json } from '../json/json.ts';
import { LazyText } from '../text/lazy-text.ts';
import { validate, validateMade } from './validate.ts';

const CLAUDE = { operation: 'InvokeModel', modelId: 'anthropic.claude-3-haiku-20240307-v1:0' } as const;
const said = (content: Json) => ({
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 5,
  messages: [{ role: 'user', content }],
});

function judged(body: Json, write = (): string => JSON.stringify(body)) {
  const raw = new LazyText(write);
  return { verdict: validateMade(CLAUDE, raw, body), raw };
}

describe('a body that is known', () => {
  it.each(['Hi', 'x'.repeat(4_000_000)])('is not written where nothing counts its bytes', (content) => {
    const { verdict, raw } = judged(said(content));
    expect([verdict.kind, raw.isMade]).toEqual(['accepted', false]);
  });

  const nested = (levels: number): Json => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);

  it.each([
    ['accepted', said('Hi')],
    ['of an unknown key', { ...said('Hi'), odd: 1 }],
    ['whose numbers are repeated as they are written', { ...said('Hi'), max_tokens: 0 }],
    ['of more bytes than InvokeModel takes', said('€'.repeat(8_400_000))],
    ['of nearly as many', said('x'.repeat(24_000_000))],
    ['nested too deep', { ...said('Hi'), odd: nested(MOST_LEVELS) }],
    ['nested as deep as can be', { ...said('Hi'), odd: nested(MOST_LEVELS - 1) }],
  ])('is judged as its text is: %s', (_, body) => {
    expect(judged(body).verdict).toEqual(validate({ ...CLAUDE, body: JSON.stringify(body) }));
  });

  it('is too large for its text alone, where that is made', () => {
    const long = JSON.stringify(said('Hi')).replace('5', `5.${'0'.repeat(25_000_000)}`);
    const { verdict } = judged(said('Hi'), () => '');
    expect(verdict.kind).toBe('accepted');
    expect(validateMade(CLAUDE, new LazyText(long), said('Hi')).message).toContain('25000000');
  });
});
