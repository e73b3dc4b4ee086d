import { inheritTexts } from '../json/texts.ts';
import { Stop } from '../pipeline/call/failures.ts';
import { ENTRY_IDS, type ModuleSettings } from '../pipeline/call/result.ts';
import { readDropParams } from '../pipeline/completion/control.ts';
import { isTruthy } from '../pipeline/python/truth.ts';
import { type Profile, profileOf } from '../pipeline/releases/profile.ts';
import { BRIDGES, type BridgedEntry, isBridged } from './alone.ts';
import { takeClientBody } from './clean-client.ts';
import { readClientHeaders } from './client-headers.ts';
import { Draft } from './draft.ts';
import { decodeTokens } from './embedded-tokens.ts';
import { type Entry, type entryOf, isOn } from './entry.ts';
import { type Fallback, takeFallbackParams } from './fallbacks.ts';
import type { Candidate } from './find-deployments.ts';
import { settleMalformedTools } from './malformed-tools.ts';
import { leftBehind } from './memory.ts';
import { mergeDeployment } from './merge.ts';
import { pastTheRouter } from './past-the-router.ts';
import type { Preparation, PreparedCall, ProxyInput } from './prepared-call.ts';
import { refusedByProxy } from './refusal.ts';
import { BridgeFailure } from './responses/draft-messages.ts';

/** What the proxy itself asks for before it makes a call. */
const REQUIRED: readonly (readonly [Entry, string])[] = [['embeddings', 'input']];

/** What the proxy reads of its environment. */
const ENVIRONMENT = /^os\.environ\/(.+)$/;

const isEntry = (entry: Entry): entry is (typeof ENTRY_IDS)[number] => ENTRY_IDS.some((id) => id === entry);

function bridged(
  entry: BridgedEntry,
  draft: Draft,
  profile: Profile,
  settings: ModuleSettings,
): Draft | BridgeFailure {
  try {
    return BRIDGES[entry](draft, profile, settings);
  } catch (failure) {
    if (failure instanceof Stop) return new BridgeFailure(failure.error.type, failure.error.message);
    if (failure instanceof BridgeFailure) return failure;
    throw failure;
  }
}

/** What is settled of a call before it is known which deployment it goes to. */
export interface Settled
  extends Pick<PreparedCall, 'candidates' | 'fallbacks' | 'eligible' | 'followed' | 'together'> {
  readonly route: NonNullable<ReturnType<typeof entryOf>>;
  readonly model: string;
}

/** The call as it goes to one deployment; to that of a fallback when those that were asked have failed. */
export function callOfDeployment(
  chosen: Candidate,
  fallback: Fallback | null,
  { route, model: asked, ...shown }: Settled,
  { config, call, profile: id, memory }: ProxyInput,
): Preparation {
  const profile = profileOf(id);
  const { entry } = route;
  const named = ENVIRONMENT.exec(String(chosen.deployment.params.model ?? ''))?.[1];
  if (named !== undefined)
    return refusedByProxy(
      `The deployment “${chosen.deployment.name}” takes its model from ${named} in the proxy’s environment, which is not looked up: write it there.`,
    );
  const model = fallback?.model ?? asked;
  const { bedrock_neutralize_orphaned_tool_blocks: neutralizes } = config.litellmSettings;
  const settings = {
    dropParams: readDropParams(config.litellmSettings, profile),
    modifyParams: isTruthy(config.litellmSettings.modify_params),
    reasoningAutoSummary: isOn(config.litellmSettings.reasoning_auto_summary),
    orphansKept: neutralizes !== undefined && !isTruthy(neutralizes),
    stopsUncut: isTruthy(config.litellmSettings.disable_stop_sequence_limit),
    fromEnvironment: true,
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
  takeClientBody(draft, inheritTexts({ ...call.body, model }, call.body), entry, profile);
  readClientHeaders(draft, call, config, profile);
  if (fallback) takeFallbackParams(draft, fallback, entry, profile.release);
  mergeDeployment(draft, chosen, config, profile, { chat: entry === 'chat', memory: memory ?? null });
  if (entry === 'embeddings' && chosen.deployment.name === model) decodeTokens(draft);
  const drops = settings.dropParams || readDropParams(draft.request, profile);
  const malformed = settleMalformedTools(draft, drops, profile);
  if (malformed !== null) return refusedByProxy(malformed, 'BadRequestError');
  const made = isBridged(entry) ? bridged(entry, draft, profile, settings) : draft;
  if (made instanceof BridgeFailure) return refusedByProxy(made.message, made.type);
  const { request, origins, losses } = made;
  const api = entry === 'messages' ? 'messages' : 'chat';
  const shared = !chosen.deployment.name.includes('*');
  const leaves = shared && !isEntry(entry) ? leftBehind(made, profile) : null;
  const other = isEntry(entry) ? { entry } : {};
  return { kind: 'prepared', call: { ...beside, api, other, request, origins, losses, leaves } };
}
