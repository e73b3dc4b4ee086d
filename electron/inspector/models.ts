import type { ModelOption } from '../../shared/contract/host.ts';
import { lookUp } from '../../shared/json/look-up.ts';
import { catalog } from '../../shared/pipeline/models/catalog.ts';
import { type ProfileId, profileOf } from '../../shared/pipeline/releases/profile.ts';

/** How the providers in model ids are called by people. */
const PROVIDERS: Readonly<Record<string, string>> = {
  anthropic: 'Anthropic Claude',
  amazon: 'Amazon',
  meta: 'Meta Llama',
  mistral: 'Mistral',
  cohere: 'Cohere',
  ai21: 'AI21',
  deepseek: 'DeepSeek',
  openai: 'OpenAI',
  qwen: 'Qwen',
  moonshot: 'Moonshot Kimi',
  moonshotai: 'Moonshot Kimi',
  minimax: 'MiniMax',
  writer: 'Writer',
  twelvelabs: 'TwelveLabs',
  google: 'Google',
  nvidia: 'NVIDIA',
  zai: 'Z.AI',
};

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
