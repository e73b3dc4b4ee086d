import type { JsonObject } from '../json/json.ts';
import type { Pointer } from '../json/pointer.ts';
import type { Api, ModuleSettings, TransformInput } from '../pipeline/call/result.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import type { ProxyConfig } from './config.ts';
import type { ClientCall, Entry } from './entry.ts';
import type { Fallback } from './fallbacks.ts';
import type { Candidate } from './find-deployments.ts';
import type { LeftHeaders, ProxyMemory } from './memory.ts';
import type { Loss, Origins } from './origin.ts';
import type { ProxyRefusal } from './refusal.ts';

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
  /** True where the call names several models, each of which the proxy calls. */
  readonly together: boolean;
  /** The aliases that led to the deployments, as pointers into the configuration. */
  readonly followed: readonly Pointer[];
  /** The headers that the call leaves in its deployment when it goes through chat; null for none. */
  readonly leaves: LeftHeaders | null;
}

export type Preparation = ProxyRefusal | { readonly kind: 'prepared'; readonly call: PreparedCall };
