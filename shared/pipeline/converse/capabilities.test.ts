import { describe, expect, it } from 'vitest';
import { baseModel } from '../route/base-model.ts';
import { supportsEffort, takesSampling } from './capabilities.ts';
import type { Target } from './target.ts';

const target = (name: string, release: 90 | 109 = 109): Target => ({
  release,
  name,
  base: baseModel(release, name),
  claude: true,
});

describe('what a Claude model can do', () => {
  it.each([
    'us.anthropic.claude-opus-4-7',
    'us.anthropic.claude-opus-4-7-v1:0',
    'us.anthropic.claude-opus-4-7-20260219',
    'anthropic.claude-opus-4-7-20260219-v1:0',
    'anthropic.claude-opus-4.7',
    'anthropic.claude-opus-4-7@20260219',
    'invoke/eu.anthropic.claude-opus-4-7:0',
  ])('is known of %s, however its version is written (1.109)', (name) => {
    expect(supportsEffort(target(name), 'max')).toBe(true);
    expect(takesSampling(target(name))).toBe(false);
  });

  it('is not known of such an id to 1.90', () => {
    expect(supportsEffort(target('anthropic.claude-opus-4-7', 90), 'max')).toBe(true);
    expect(supportsEffort(target('anthropic.claude-opus-4-7-20260219-v1:0', 90), 'max')).toBe(false);
  });
});
