import type { JsonObject } from '../json/json.ts';
import { child } from '../json/pointer.ts';
import { Stop } from '../pipeline/call/failures.ts';
import type { ModuleSettings } from '../pipeline/call/result.ts';
import { type Profile, type ProfileId, profileOf } from '../pipeline/releases/profile.ts';
import { Draft } from './draft.ts';
import type { Loss, Origins } from './origin.ts';
import { bridgeToChat } from './responses/bridge.ts';
import { BridgeFailure } from './responses/draft-messages.ts';
import { completionToChat } from './text-completion.ts';

export type BridgedCall =
  | { readonly ok: false; readonly type: string; readonly message: string }
  | {
      readonly ok: true;
      readonly request: JsonObject;
      readonly origins: Origins;
      readonly losses: readonly Loss[];
    };

/** Entry points whose calls LiteLLM makes chat calls of, and how. */
export const BRIDGES: Readonly<
  Record<'responses' | 'completions', (draft: Draft, profile: Profile, settings: ModuleSettings) => Draft>
> = { responses: bridgeToChat, completions: completionToChat };
export type BridgedEntry = keyof typeof BRIDGES;

export const isBridged = (entry: string): entry is BridgedEntry => Object.hasOwn(BRIDGES, entry);

/** The chat call that `litellm.responses()` or `litellm.text_completion()` makes of its arguments. */
export function bridgeAlone(entry: BridgedEntry, request: JsonObject, profile: ProfileId): BridgedCall {
  const draft = new Draft();
  for (const [key, value] of Object.entries(request)) {
    draft.set(key, value, { from: 'client', pointer: child('', key) }, request);
  }
  try {
    const made = BRIDGES[entry](draft, profileOf(profile), {});
    return { ok: true, request: made.request, origins: made.origins, losses: made.losses };
  } catch (failure) {
    if (failure instanceof Stop)
      return { ok: false, type: failure.error.type, message: failure.error.message };
    if (failure instanceof BridgeFailure) return { ok: false, type: failure.type, message: failure.message };
    throw failure;
  }
}
