import type { JsonObject } from '../../json/json.ts';
import type { Trace } from '../ledger/trace.ts';
import type { Message } from '../messages/message.ts';
import type { Profile } from '../releases/profile.ts';
import type { ResolvedModel } from './model.ts';
import type { Api } from './result.ts';

/** What every stage and family may look at. Only `trace` records; nothing else here changes. */
export interface Context {
  readonly api: Api;
  readonly profile: Profile;
  /** The incoming request, untouched. */
  readonly request: JsonObject;
  readonly model: ResolvedModel;
  readonly trace: Trace;
  readonly stream: boolean;
  /** `stream` less a call whose `additional_drop_params` take it away: Converse and Cohere Command then know nothing of it. */
  readonly streamParam: boolean;
  /** The caller's `drop_params`: unsupported parameters are dropped in silence instead of refused. */
  readonly dropParams: boolean;
  /** Switches of the LiteLLM module; `dropParams` above holds where either asks for it. */
  readonly settings: {
    readonly dropParams: boolean;
    readonly modifyParams: boolean;
    readonly fromEnvironment: boolean;
    readonly orphansKept: boolean;
    readonly stopsUncut: boolean;
  };
  /** True where the call is asynchronous underneath: `acompletion()`, and whatever the messages API calls. */
  readonly asynchronous: boolean;
  /** The messages after the completion layer's own repairs; what a family builds from. */
  readonly messages: readonly Message[];
  /** HTTP headers the caller asked for (`extra_headers`, `headers`), names as given. */
  readonly headers: Readonly<Record<string, string>>;
}
