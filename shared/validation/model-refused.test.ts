import { describe, expect, it } from 'vitest';
import { isModelRefused } from './validate.ts';

const ON_DEMAND = 'anthropic.claude-sonnet-4-20250514-v1:0';

describe('a model that is refused for itself', () => {
  it.each([
    ['one that is served through inference profiles only', 'Converse', ON_DEMAND, true],
    ['the same on the other operation', 'InvokeModel', ON_DEMAND, true],
    ['the same where its tokens are counted', 'CountTokens', ON_DEMAND, false],
    ['its inference profile', 'Converse', `us.${ON_DEMAND}`, false],
  ] as const)('%s', (_, operation, modelId, refused) => {
    expect(isModelRefused({ operation, modelId, asOf: '2026-06-01' })).toBe(refused);
  });

  it('is one after its end', () => {
    const modelId = 'anthropic.claude-v2';
    expect(isModelRefused({ operation: 'Converse', modelId, asOf: '2026-11-01' })).toBe(true);
    expect(isModelRefused({ operation: 'Converse', modelId, asOf: '2024-11-01' })).toBe(false);
  });
});
