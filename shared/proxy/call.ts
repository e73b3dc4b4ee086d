import type { Json, JsonObject } from '../json/json.ts';
import type { TransformResult } from '../pipeline/call/result.ts';
import { readDropParams } from '../pipeline/completion/control.ts';
import { PROFILES, type Profile, type ProfileId } from '../pipeline/releases/profile.ts';
import { transformAsProfile } from '../strict/transform-as-profile.ts';
import { takeClientBody } from './clean-client.ts';
import { readClientHeaders } from './client-headers.ts';
import type { ProxyConfig } from './config.ts';
import { Draft } from './draft.ts';
import { type ClientCall, type Entry, entryOf, isOn } from './entry.ts';
import { type Candidate, findDeployments } from './find-deployments.ts';
import { settleMalformedTools } from './malformed-tools.ts';
import { leftBehind, type ProxyMemory } from './memory.ts';
import { mergeDeployment } from './merge.ts';
import type { Loss, Origins } from './origin.ts';
import { refusedName } from './refused-names.ts';
import { bridgeToChat } from './responses/bridge.ts';
import { BridgeFailure } from './responses/draft-messages.ts';

export interface ProxyInput {
  readonly config: ProxyConfig;
  readonly call: ClientCall;
  readonly profile: ProfileId;
  /** Which of the deployments behind the name is called; the first by default. */
  readonly choice?: number;
  /** What earlier calls left behind; without it the proxy is one that has just started. */
  readonly memory?: ProxyMemory;
}

/** The call that a proxy makes for a client's call, before LiteLLM's own stages. */
export interface PreparedCall {
  readonly entry: Entry;
  readonly request: JsonObject;
  readonly origins: Origins;
  readonly losses: readonly Loss[];
  readonly candidates: readonly Candidate[];
  readonly chosen: Candidate;
  /** What the call does to the proxy itself, in whole sentences. */
  readonly warnings: readonly string[];
}

export type ProxyResult =
  | { readonly kind: 'refused-by-proxy'; readonly type: string; readonly message: string }
  | { readonly kind: 'called'; readonly call: PreparedCall; readonly result: TransformResult };

const refusedByProxy = (message: string, type = 'ProxyException'): ProxyResult => ({
  kind: 'refused-by-proxy',
  type,
  message,
});

/** The model that is asked for: the configuration's own, the path's, or the body's. */
function askedModel(config: ProxyConfig, named: string | null, body: JsonObject): Json {
  const forced = config.generalSettings.completion_model ?? null;
  return typeof forced === 'string' && forced !== '' ? forced : (named ?? body.model ?? null);
}

/**
 * Takes a client's call through a proxy's configuration and LiteLLM's stages: what is sent to Bedrock, or
 * who refuses it. Never throws for bad input.
 */
export function callThroughProxy({ config, call, profile: id, choice = 0, memory }: ProxyInput): ProxyResult {
  const profile: Profile = PROFILES[id];
  const route = entryOf(call.path);
  if (!route)
    return refusedByProxy(`No entry point of the proxy is known by the path “${call.path}”.`, 'NotFound');
  const { entry } = route;
  const model = askedModel(config, route.model, call.body);
  if (typeof model !== 'string' || model === '') return refusedByProxy('The call names no model.');
  const found = findDeployments(config, model);
  if (!found.ok) return refusedByProxy(found.message, 'ProxyModelNotFoundError');
  const { candidates } = found;
  const chosen = candidates[choice] ?? candidates[0];
  if (!chosen) return refusedByProxy(`No deployment answers to “${model}”.`);
  const unsafe = refusedName(call.body, config, candidates, profile);
  if (unsafe !== null) return refusedByProxy(unsafe);
  const draft = new Draft();
  takeClientBody(draft, { ...call.body, model }, profile);
  readClientHeaders(draft, call, config, profile);
  mergeDeployment(draft, chosen, config, profile, { chat: entry === 'chat', memory: memory ?? null });
  const settings = {
    dropParams: isOn(config.litellmSettings.drop_params),
    modifyParams: isOn(config.litellmSettings.modify_params),
  };
  const drops = settings.dropParams || readDropParams(draft.request, profile);
  const malformed = settleMalformedTools(draft, drops, profile);
  if (malformed !== null) return refusedByProxy(malformed, 'BadRequestError');
  const made = entry === 'responses' ? bridged(draft, profile) : draft;
  if (made instanceof BridgeFailure) return refusedByProxy(made.message, made.type);
  const { request, origins, losses } = made;
  const api = entry === 'messages' ? 'messages' : 'chat';
  const result = transformAsProfile({ api, request, profile: id, settings, asynchronous: true });
  const left = result.model?.family === 'anthropic-messages' ? null : leftBehind(made, profile);
  if (left && !chosen.deployment.name.includes('*'))
    memory?.keepExtraHeaders(chosen.deployment.pointer, left);
  const warnings = left ? [LEAKED_HEADERS] : [];
  return { kind: 'called', call: { entry, request, origins, losses, candidates, chosen, warnings }, result };
}

const LEAKED_HEADERS =
  'LiteLLM before 1.109 writes this call’s anthropic-version and anthropic-beta into the extra_headers of the deployment: later calls of any client carry them.';

function bridged(draft: Draft, profile: Profile): Draft | BridgeFailure {
  try {
    return bridgeToChat(draft, profile);
  } catch (failure) {
    if (failure instanceof BridgeFailure) return failure;
    throw failure;
  }
}
