import type { JsonObject } from '../json/json.ts';
import type { Trace } from './ledger/trace.ts';
import type { ResolvedModel } from './model.ts';
import type { Profile } from './profiles/profile.ts';
import type { Api } from './result.ts';

/** What every stage and family may look at. Only `trace` records; nothing else here changes. */
export interface Context {
  readonly api: Api;
  readonly profile: Profile;
  readonly request: JsonObject;
  readonly model: ResolvedModel;
  readonly trace: Trace;
  readonly stream: boolean;
  /** The caller's `drop_params`: unsupported parameters are dropped in silence instead of refused. */
  readonly dropParams: boolean;
}
