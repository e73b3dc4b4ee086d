import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { PROFILES, type ProfileId } from '../../pipeline/releases/profile.ts';
import { Draft } from '../draft.ts';
import type { Loss, Origins } from '../origin.ts';
import { bridgeToChat } from './bridge.ts';
import { BridgeFailure } from './draft-messages.ts';

export type BridgedCall =
  | { readonly ok: false; readonly type: string; readonly message: string }
  | {
      readonly ok: true;
      readonly request: JsonObject;
      readonly origins: Origins;
      readonly losses: readonly Loss[];
    };

/** The chat call that `litellm.responses()` makes of its arguments. */
export function bridgeResponses(request: JsonObject, profile: ProfileId): BridgedCall {
  const draft = new Draft();
  for (const [key, value] of Object.entries(request)) {
    draft.set(key, value, { from: 'client', pointer: child('', key) });
  }
  try {
    const made = bridgeToChat(draft, PROFILES[profile]);
    return { ok: true, request: made.request, origins: made.origins, losses: made.losses };
  } catch (failure) {
    if (failure instanceof BridgeFailure) return { ok: false, type: failure.type, message: failure.message };
    throw failure;
  }
}
