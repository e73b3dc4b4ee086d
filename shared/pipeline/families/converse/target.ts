import { isObject } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { baseModel, stripRoutingPrefixes } from '../../models/base-model.ts';
import { isApplicationProfile, type Target } from '../../models/target.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Profile } from '../../releases/profile.ts';

/** A model by its name, whatever stands in for it: an ARN's own list of parameters is that of no known model. */
export function targetOf({ release, strict }: Pick<Profile, 'release' | 'strict'>, name: string): Target {
  const base = baseModel(release, name);
  return { release, strict, name, base, claude: base.startsWith('anthropic') };
}

/** The model that `base_model` names behind an application inference profile, which names none (1.109). */
function standIn({ request, model, profile }: Context): string | null {
  const { base_model: given, model_info: info } = request;
  const base = isTruthy(given) ? given : isObject(info) ? info.base_model : undefined;
  if (!has(profile.release, 'base-model-behind-profile') || !isApplicationProfile(model.litellmModel))
    return null;
  return typeof base === 'string' && base !== '' ? stripRoutingPrefixes(profile.release, base) : null;
}

/** The model whose parameters the map stage of an old release maps: that of `model_info` (1.85 to 1.88). */
function mappedInstead({ request: { model_info: info }, profile }: Context): string | null {
  const base = isObject(info) ? info.base_model : undefined;
  if (!has(profile.release, 'model-info-replaces-model') || profile.strict) return null;
  return typeof base === 'string' && base !== '' ? base : null;
}

/** The model as the map stage sees it: a `converse/` in front is still there. */
export function mappingTarget(context: Context): Target {
  const name = standIn(context) ?? mappedInstead(context) ?? context.model.litellmModel;
  return targetOf(context.profile, name);
}

/** The model as the build stage sees it: route prefixes are gone. */
export function sendingTarget(context: Context): Target {
  const { profile } = context;
  const other = standIn(context);
  if (other !== null) return targetOf(profile, other);
  const name = context.model.litellmModel.replaceAll('converse/', '');
  return targetOf(
    profile,
    has(profile.release, 'chat-completions-prefix') ? name.replaceAll('chat_completions/', '') : name,
  );
}
