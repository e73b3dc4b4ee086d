import { describe, expect, it } from 'vitest';
import { profileOf } from './profile.ts';
import { standsFor, standsForText } from './stands-for.ts';

describe('the recorded release that stands for another', () => {
  it.each([
    ['litellm-1.87.0', null],
    ['litellm-1.90.0', null],
    ['litellm-1.109.1', null],
    ['litellm-1.83.14', '1.87.0'],
    ['litellm-1.89.7', '1.87.0'],
    ['litellm-1.100.5', '1.90.0'],
    ['litellm-1.110.2', '1.109.1'],
  ] as const)('of %s is %s', (profile, expected) => {
    const { release } = profileOf(profile);
    expect(standsFor(release)).toBe(expected);
    expect(standsForText(release)).toContain(expected ?? '');
  });
});
