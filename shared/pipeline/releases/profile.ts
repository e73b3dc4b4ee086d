/** Whose transform is modelled. */
export const PROFILE_IDS = ['litellm-1.87', 'litellm-1.90', 'litellm-1.109', 'strict'] as const;
export type ProfileId = (typeof PROFILE_IDS)[number];

/** The minor number of the LiteLLM release a profile models (1.87.0 → 87); tables switch on it. */
export type Release = 87 | 90 | 109;

/** A profile is data: the same stages run under every profile, with other tables and switches. */
export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  /** The release read for the rules of this profile, as on PyPI. */
  readonly version: string;
  readonly release: Release;
  /** True for Strata's own profile: only what Bedrock accepts is sent, every internal key is consumed. */
  readonly strict: boolean;
}

export const PROFILES: Readonly<Record<ProfileId, Profile>> = {
  'litellm-1.87': {
    id: 'litellm-1.87',
    label: 'LiteLLM 1.87',
    version: '1.87.0',
    release: 87,
    strict: false,
  },
  'litellm-1.90': {
    id: 'litellm-1.90',
    label: 'LiteLLM 1.90',
    version: '1.90.0',
    release: 90,
    strict: false,
  },
  'litellm-1.109': {
    id: 'litellm-1.109',
    label: 'LiteLLM 1.109',
    version: '1.109.1',
    release: 109,
    strict: false,
  },
  strict: { id: 'strict', label: 'Strict', version: '1.109.1', release: 109, strict: true },
};
