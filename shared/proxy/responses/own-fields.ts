import { isArray, type Json, type JsonObject } from '../../json/json.ts';
import { readDropParams } from '../../pipeline/completion/control.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import { BridgeFailure } from './draft-messages.ts';

/** Fields of a Responses call that chat completions do not have and `responses()` takes by no name. */
const OWN = ['max_tool_calls', 'partial_images', 'prompt_cache_options'] as const;

/**
 * The names of a call's fields that no chat call has, which LiteLLM leaves out under `drop_params`. Without it they are
 * refused: throws {@link BridgeFailure}. Empty before 1.108.7, which hands them on. Source: `_bridge_kwargs`.
 */
export function untranslatable(
  request: JsonObject,
  dropped: ReadonlySet<Json>,
  profile: Profile,
): ReadonlySet<string> {
  if (!has(profile.release, 'responses-own-fields-checked')) return new Set();
  const allowed = request.allowed_openai_params ?? null;
  const allows = new Set(isArray(allowed) ? allowed : []);
  const fields = has(profile.release, 'responses-moderation-checked') ? [...OWN, 'moderation'] : OWN;
  const found = fields.filter(
    (name) => (request[name] ?? null) !== null && !allows.has(name) && !dropped.has(name),
  );
  if (found.length > 0 && !readDropParams(request, profile)) {
    const names = [...found].sort().join(', ');
    throw new BridgeFailure('UnsupportedParamsError', `Chat completions have no ${names}.`);
  }
  return new Set(found);
}
