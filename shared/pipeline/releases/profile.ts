import type { Release } from './release.ts';

/** Whose transform is modelled. */
export const PROFILE_IDS = ['litellm-1.87', 'litellm-1.90', 'litellm-1.109', 'strict'] as const;
export type ProfileId = (typeof PROFILE_IDS)[number];

/** A profile is data: the same stages run under every profile, with other tables and switches. */
export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  /** The release that the profile models. */
  readonly release: Release;
  /** True for Strata's own profile: only what Bedrock accepts is sent, every internal key is consumed. */
  readonly strict: boolean;
}

export const PROFILES: Readonly<Record<ProfileId, Profile>> = {
  'litellm-1.87': {
    id: 'litellm-1.87',
    label: 'LiteLLM 1.87',
    release: '1.87.0',
    strict: false,
  },
  'litellm-1.90': {
    id: 'litellm-1.90',
    label: 'LiteLLM 1.90',
    release: '1.90.0',
    strict: false,
  },
  'litellm-1.109': {
    id: 'litellm-1.109',
    label: 'LiteLLM 1.109',
    release: '1.109.1',
    strict: false,
  },
  strict: { id: 'strict', label: 'Strict', release: '1.109.1', strict: true },
};
