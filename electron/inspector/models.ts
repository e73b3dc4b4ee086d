import type { ModelOption } from '../../shared/contract/host.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { catalog } from '../../shared/pipeline/models/catalog.ts';
import { PROVIDERS } from '../../shared/pipeline/models/providers.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';

const familyOf = (id: string): string => {
  const names = id.split(/[./]/).map((part) => lookUp(PROVIDERS, part));
  return names.find((name) => name !== undefined) ?? 'Other';
};

/** The models of the picker: what the profile's LiteLLM release knows on Bedrock, by family and id. */
export function modelOptions(profile: ProfileId): readonly ModelOption[] {
  const options = catalog(profileOf(profile).release).map(
    ({ id, route, maxInputTokens, maxOutputTokens, capabilities }): ModelOption => ({
      id,
      family: familyOf(id),
      route: route === 'invoke' ? 'invoke' : 'converse',
      maxInputTokens,
      maxOutputTokens,
      supports: capabilities,
    }),
  );
  return options.sort((a, b) => a.family.localeCompare(b.family) || a.id.localeCompare(b.id));
}
