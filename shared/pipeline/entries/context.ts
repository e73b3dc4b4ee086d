import type { JsonObject } from '../../json/json.ts';
import type { ModuleSettings } from '../call/result.ts';
import type { Trace } from '../ledger/trace.ts';
import type { Profile } from '../releases/profile.ts';

/** A call of one of LiteLLM's entry points beside chats, on its way to a body. */
export interface EntryContext {
  readonly request: JsonObject;
  readonly profile: Profile;
  readonly settings: ModuleSettings;
  readonly trace: Trace;
  /** True where unsupported parameters are dropped instead of refused. */
  readonly dropParams: boolean;
  /** The model string without `bedrock/`. */
  readonly model: string;
}

/** What an entry point makes of a call. */
export interface EntryRequest {
  /** Percent-encoded as the release does it. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One body for each request that is sent; most entry points send one. */
  readonly bodies: readonly [JsonObject, ...JsonObject[]];
}
