import type { Json, JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import { inheritTexts } from '../json/texts.ts';
import { Stop } from '../pipeline/call/failures.ts';
import {
  type Api,
  ENTRY_IDS,
  type ModuleSettings,
  type TransformInput,
  type TransformResult,
} from '../pipeline/call/result.ts';
import { readDropParams } from '../pipeline/completion/control.ts';
import { type Profile, type ProfileId, profileOf } from '../pipeline/releases/profile.ts';
import { transformAsProfile } from '../strict/transform-as-profile.ts';
import { BRIDGES, type BridgedEntry, isBridged } from './alone.ts';
import { routedCall } from './choose-by-tags.ts';
import { eligible } from './choose-deployment.ts';
import { takeClientBody } from './clean-client.ts';
import { readClientHeaders } from './client-headers.ts';
import type { ProxyConfig } from './config.ts';
import { Draft } from './draft.ts';
import { decodeTokens } from './embedded-tokens.ts';
import { type ClientCall, type Entry, entryOf, isOn, providerAt } from './entry.ts';
import { type Fallback, fallbacksOf, takeFallbackParams } from './fallbacks.ts';
import {
  type Candidate,
  type FindDeployments,
  findDeployments,
  mappedModel,
  unlisted,
} from './find-deployments.ts';
import { settleMalformedTools } from './malformed-tools.ts';
import { type LeftHeaders, leftBehind, type ProxyMemory } from './memory.ts';
import { mergeDeployment } from './merge.ts';
import { mockRefused } from './mock-params.ts';
import type { Loss, Origins } from './origin.ts';
import { pastTheRouter } from './past-the-router.ts';
import type { ProxyRefusal } from './refusal.ts';
import { refusedName } from './refused-names.ts';
import { BridgeFailure } from './responses/draft-messages.ts';

export interface ProxyInput {
  readonly config: ProxyConfig;
  readonly call: ClientCall;
  readonly profile: ProfileId;
  /** Which of the deployments behind the name is called, or of the fallbacks behind these; the first by default. */
  readonly choice?: number;
  /** What earlier calls left behind; without it the proxy is one that has just started. */
  readonly memory?: ProxyMemory;
}

/** The call that a proxy makes for a client's call, before LiteLLM's own stages. */
export interface PreparedCall {
  readonly entry: Entry;
  readonly api: Api;
  /** Set where it is no chat: another entry point, or a call that is passed on to Bedrock. */
  readonly other: Pick<TransformInput, 'entry' | 'direct'>;
  readonly request: JsonObject;
  readonly settings: ModuleSettings;
  readonly origins: Origins;
  readonly losses: readonly Loss[];
  /** The deployments of the name, behind them those that a fallback leads to. */
  readonly candidates: readonly Candidate[];
  /** The fallbacks among the candidates: the last ones, in their order. */
  readonly fallbacks: readonly Fallback[];
  /** How many of the candidates, from the first, may serve the call; of several the proxy draws one. */
  readonly eligible: number;
  readonly chosen: Candidate;
  /** The aliases that led to the deployments, as pointers into the configuration. */
  readonly followed: readonly Pointer[];
  /** The headers that the call leaves in its deployment when it goes through chat; null for none. */
  readonly leaves: LeftHeaders | null;
}

export type Preparation = ProxyRefusal | { readonly kind: 'prepared'; readonly call: PreparedCall };

export type ProxyResult =
  | ProxyRefusal
  | {
      readonly kind: 'called';
      readonly call: PreparedCall;
      readonly result: TransformResult;
      /** What the call does to the proxy itself, in whole sentences. */
      readonly warnings: readonly string[];
    };

const refusedByProxy = (message: string, type = 'ProxyException'): ProxyRefusal => ({
  kind: 'refused-by-proxy',
  type,
  message,
});

/** The name of a model that the client asks for, where nothing serves it. */
const refusedModel = (message: string, type: string): ProxyRefusal => ({
  ...refusedByProxy(message, type),
  pointer: '/model',
});

/** The model that is asked for: the configuration's own, the path's, or the body's. */
function askedModel(config: ProxyConfig, named: string | null, body: JsonObject): Json {
  const forced = config.generalSettings.completion_model ?? null;
  return typeof forced === 'string' && forced !== '' ? forced : (named ?? body.model ?? null);
}

/** What the proxy itself asks for before it makes a call. */
const REQUIRED: readonly (readonly [Entry, string])[] = [['embeddings', 'input']];

const isEntry = (entry: Entry): entry is (typeof ENTRY_IDS)[number] => ENTRY_IDS.some((id) => id === entry);

/**
 * Counting takes a model that no deployment names as it is; pass-through does where a wildcard lets the router see it.
 * Source: `route_request`, LiteLLM 1.87.0 and 1.109.1.
 */
function deploymentsFor(config: ProxyConfig, model: string, entry: Entry): FindDeployments {
  const found = findDeployments(config, model);
  const taken =
    entry === 'count-tokens' ||
    (entry === 'pass-through' && config.deployments.some(({ name }) => name.includes('*')));
  return found.ok || !taken ? found : { ok: true, candidates: [unlisted(model)], followed: [] };
}

/** What is settled of a call before it is known which deployment it goes to. */
interface Beside extends Pick<PreparedCall, 'candidates' | 'fallbacks' | 'eligible' | 'followed'> {
  readonly route: NonNullable<ReturnType<typeof entryOf>>;
  readonly model: string;
}

/** The call as it goes to one deployment; to that of a fallback when those that were asked have failed. */
function prepareFor(
  chosen: Candidate,
  fallback: Fallback | null,
  { route, model: asked, ...shown }: Beside,
  { config, call, profile: id, memory }: ProxyInput,
): Preparation {
  const profile = profileOf(id);
  const { entry } = route;
  const model = fallback?.model ?? asked;
  const settings = {
    dropParams: readDropParams(config.litellmSettings, profile),
    modifyParams: isOn(config.litellmSettings.modify_params),
  };
  const beside = { entry, api: 'chat', settings, ...shown, chosen, leaves: null } as const;
  const past = pastTheRouter(call, route, model, chosen, profile);
  if (past) {
    if ('kind' in past) return past;
    const { draft, other } = past;
    const { request, origins, losses } = draft;
    return { kind: 'prepared', call: { ...beside, other, request, origins, losses } };
  }
  const missing = REQUIRED.find(([path, key]) => path === entry && call.body[key] === undefined);
  if (missing) {
    return refusedByProxy(`The proxy refuses the call: it lacks “${missing[1]}”.`);
  }
  const draft = new Draft();
  takeClientBody(draft, inheritTexts({ ...call.body, model }, call.body), profile);
  readClientHeaders(draft, call, config, profile);
  if (fallback) takeFallbackParams(draft, fallback);
  mergeDeployment(draft, chosen, config, profile, { chat: entry === 'chat', memory: memory ?? null });
  if (entry === 'embeddings' && chosen.deployment.name === model) decodeTokens(draft);
  const drops = settings.dropParams || readDropParams(draft.request, profile);
  const malformed = settleMalformedTools(draft, drops, profile);
  if (malformed !== null) return refusedByProxy(malformed, 'BadRequestError');
  const made = isBridged(entry) ? bridged(entry, draft, profile) : draft;
  if (made instanceof BridgeFailure) return refusedByProxy(made.message, made.type);
  const { request, origins, losses } = made;
  const api = entry === 'messages' ? 'messages' : 'chat';
  const shared = !chosen.deployment.name.includes('*');
  const leaves = shared && !isEntry(entry) ? leftBehind(made, profile) : null;
  const other = isEntry(entry) ? { entry } : {};
  return { kind: 'prepared', call: { ...beside, api, other, request, origins, losses, leaves } };
}

/** Entry points whose calls go past the router have no fallbacks. */
const WITHOUT_FALLBACKS: ReadonlySet<Entry> = new Set(['count-tokens', 'pass-through']);

/** Works out the call that a proxy makes for a client's call, or why it makes none. Never throws for bad input. */
export function prepareCall(input: ProxyInput): Preparation {
  const { config, call, profile: id, choice = 0 } = input;
  const profile: Profile = profileOf(id);
  const provider = providerAt(call.path);
  if (provider !== null)
    return refusedByProxy(
      `The proxy passes “/${provider}/…” on to that provider’s own API: the call reaches no deployment, and never Bedrock. Clients ask its deployments at paths without “/${provider}”.`,
      'PassThrough',
    );
  const route = entryOf(call.path);
  if (!route)
    return refusedByProxy(`No entry point of the proxy is known by the path “${call.path}”.`, 'NotFound');
  const { entry } = route;
  const model = askedModel(config, route.model, call.body);
  if (typeof model !== 'string' || model === '') return refusedByProxy('The call names no model.');
  const mocked = mockRefused(call.body, config, profile);
  if (mocked !== null) return refusedByProxy(mocked, 'BadRequestError');
  const found = deploymentsFor(config, model, entry);
  if (!found.ok) return refusedModel(found.message, 'ProxyModelNotFoundError');
  const routed = routedCall(call, entry, profile.release);
  const servingOf = (those: readonly Candidate[]): readonly Candidate[] =>
    eligible(those, config, routed, profile.release);
  const open = servingOf(found.candidates);
  if (open.length === 0)
    return refusedModel(`The tags of the call leave no deployment of “${model}”.`, 'ValueError');
  // Those that may serve the call come first, the others can still be looked at.
  const named = [...open, ...found.candidates.filter((one) => !open.includes(one))];
  const unsafe = refusedName(call.body, config, named, profile);
  if (unsafe !== null) return refusedByProxy(unsafe);
  const fallbacks = WITHOUT_FALLBACKS.has(entry)
    ? []
    : fallbacksOf(config, mappedModel(config, model), call.body, (name) => {
        const others = findDeployments(config, name);
        return others.ok ? servingOf(others.candidates) : [];
      });
  const fallback = fallbacks[choice - named.length] ?? null;
  const chosen = fallback?.candidate ?? named[choice] ?? named[0];
  if (!chosen) return refusedByProxy(`No deployment answers to “${model}”.`);
  const candidates = [...named, ...fallbacks.map(({ candidate }) => candidate)];
  const { followed } = found;
  return prepareFor(
    chosen,
    fallback,
    { route, model, candidates, fallbacks, eligible: open.length, followed },
    input,
  );
}

/** What a call does to the proxy that makes it, once it is known which form it takes. */
export const warningsOf = ({ leaves }: PreparedCall, native: boolean): readonly string[] =>
  leaves && !native ? [LEAKED_HEADERS] : [];

/**
 * Takes a client's call through a proxy's configuration and LiteLLM's stages: what is sent to Bedrock, or
 * who refuses it. Never throws for bad input.
 */
export function callThroughProxy(input: ProxyInput): ProxyResult {
  const prepared = prepareCall(input);
  if (prepared.kind !== 'prepared') return prepared;
  const { call } = prepared;
  const { api, other, request, settings, leaves, chosen } = call;
  const { profile } = input;
  const result = transformAsProfile({ api, request, profile, settings, asynchronous: true, ...other });
  const native = result.model?.family === 'anthropic-messages';
  // A call of Anthropic's form that fails as it is adapted never comes so far.
  const adapted = api !== 'messages' || result.kind !== 'crashed';
  if (leaves && !native && adapted) input.memory?.keep(chosen.deployment.pointer, leaves);
  return { kind: 'called', call, result, warnings: warningsOf(call, native) };
}

const LEAKED_HEADERS =
  'LiteLLM before 1.109 writes headers of this call into those of the deployment: later calls of any client carry them.';

function bridged(entry: BridgedEntry, draft: Draft, profile: Profile): Draft | BridgeFailure {
  try {
    return BRIDGES[entry](draft, profile);
  } catch (failure) {
    if (failure instanceof Stop) return new BridgeFailure(failure.error.type, failure.error.message);
    if (failure instanceof BridgeFailure) return failure;
    throw failure;
  }
}
