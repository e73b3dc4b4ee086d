import type { Context } from '../../call/context.ts';
import { baseModel } from '../../models/base-model.ts';
import type { Target } from '../../models/target.ts';

/** The model of a call by the names that LiteLLM's rules look at; `invoke/` may be in front. */
export function claudeTarget({ profile, model }: Context): Target {
  const base = baseModel(profile.release, model.litellmModel);
  const { release, strict } = profile;
  return { release, strict, name: model.litellmModel, base, claude: true };
}
