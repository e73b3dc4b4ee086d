import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { type CellFate, periods } from './history.ts';

const met = (fates: Partial<Record<ProfileId, CellFate>>): readonly string[] =>
  periods(
    (Object.entries(fates) as [ProfileId, CellFate][]).map(([profile, fate]) => ({ profile, fate })),
  ).map(({ fate, when }) => `${fate} ${when}`);

describe('a key’s way through the releases', () => {
  it('names the release that changed it', () => {
    expect(
      met({ 'litellm-1.87': 'leaked', 'litellm-1.90': 'consumed', 'litellm-1.109': 'consumed' }),
    ).toEqual(['leaked in LiteLLM 1.87', 'consumed since 1.90']);
  });

  it('names the span before a change', () => {
    expect(met({ 'litellm-1.87': 'leaked', 'litellm-1.90': 'leaked', 'litellm-1.109': 'dropped' })).toEqual([
      'leaked in LiteLLM 1.87 to 1.90',
      'dropped since 1.109',
    ]);
  });

  it('tells three different fates apart', () => {
    expect(met({ 'litellm-1.87': 'crashed', 'litellm-1.90': 'leaked', 'litellm-1.109': 'consumed' })).toEqual(
      ['crashed in LiteLLM 1.87', 'leaked in 1.90', 'consumed since 1.109'],
    );
  });

  it('names the ends of a span where nothing changed, and Strata’s own profile apart', () => {
    expect(
      met({
        'litellm-1.87': 'leaked',
        'litellm-1.90': 'leaked',
        'litellm-1.109': 'leaked',
        strict: 'consumed',
      }),
    ).toEqual(['leaked in LiteLLM 1.87 to 1.109', 'consumed in Strict']);
  });
});
