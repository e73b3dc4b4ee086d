import type { FamilyId, ResolvedModel } from '../call/model.ts';
import type { Profile } from '../releases/profile.ts';
import { chooseRoute } from './choice.ts';
import { LEGACY_CLAUDE } from './family-of.ts';

/**
 * The body form whose parameters LiteLLM makes of OpenAI's: Claude's wherever the model on the invoke route has
 * `anthropic` in its name, even if what stands before it (`llama/`, `cohere/`) asks for a body of another form.
 * Source: `get_optional_params`, LiteLLM 1.87.0 to 1.110.2.
 */
export function mapperOf({ family, litellmModel, baseModel }: ResolvedModel, profile: Profile): FamilyId {
  if (profile.strict || !baseModel.includes('anthropic')) return family;
  if (chooseRoute(profile.release, litellmModel, {}).route !== 'invoke') return family;
  return LEGACY_CLAUDE.includes(baseModel) ? 'claude-text' : 'anthropic';
}
