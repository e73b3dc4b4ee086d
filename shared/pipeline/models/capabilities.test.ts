import { describe, expect, it } from 'vitest';
import type { Release } from '../releases/release.ts';
import { baseModel } from './base-model.ts';
import { isUnknown, supportsEffort, supportsOutputConfig, takesSampling } from './capabilities.ts';
import type { Target } from './target.ts';

function target(name: string, release: Release = '1.109.1'): Target {
  const base = baseModel(release, name);
  return { release, name, base, claude: base.startsWith('anthropic') };
}

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

  it('is known of the name it has on Anthropic’s own API', () => {
    expect(supportsEffort(target('invoke/claude-opus-4-7'), 'max')).toBe(true);
    expect(takesSampling(target('us.claude-opus-4-7', '1.90.0'))).toBe(false);
  });

  it('has an effort where the cost map says so of the model that is meant', () => {
    expect(supportsOutputConfig(target('us.anthropic.claude-mythos-preview-v1:0'))).toBe(true);
    expect(supportsOutputConfig(target('anthropic.claude-3-haiku-20240307-v1:0'))).toBe(false);
  });

  it.each<[string, Release, boolean]>([
    ['anthropic.claude-opus-4-7-20260219-v1:0', '1.91.0', true],
    ['anthropic.claude-opus-4-7@20260219', '1.92.2', false],
    ['anthropic.claude-opus-4-7@20260219', '1.93.0', true],
  ])('is known of %s in %s: %s', (name, release, is) =>
    expect(supportsEffort(target(name, release), 'max')).toBe(is),
  );

  it('is not known of such an id to 1.90', () => {
    expect(supportsEffort(target('anthropic.claude-opus-4-7', '1.90.0'), 'max')).toBe(true);
    expect(supportsEffort(target('anthropic.claude-opus-4-7-20260219-v1:0', '1.90.0'), 'max')).toBe(false);
  });
});

describe('a model that nobody knows', () => {
  it('is one whose id is in no list, region, geography and version aside', () => {
    expect(isUnknown(target('us-west-2/apac.zai.glm-4.7-flash-v1:0'))).toBe(false);
    expect(isUnknown(target('us-west-2/apac.acme.one-v1:0'))).toBe(true);
    expect(isUnknown(target('acme.one-v1:0', '1.90.0'))).toBe(false);
  });
});
