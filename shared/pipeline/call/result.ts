import type { JsonObject } from '../../json/json.ts';
import type { Ledger } from '../ledger/entry.ts';
import type { ProfileId } from '../releases/profile.ts';
import type { ResolvedModel, Route } from './model.ts';

/** Which of LiteLLM's two entry points the program calls. */
export type Api = 'chat' | 'messages';

/** LiteLLM's entry points beside chats: each has one route and its own body forms. */
export const ENTRY_IDS = ['embeddings', 'rerank', 'images', 'count-tokens'] as const;
export type EntryId = (typeof ENTRY_IDS)[number];

/** Switches of the LiteLLM module (`litellm.drop_params = True`) that hold for every call of a program or proxy. */
export interface ModuleSettings {
  /** Unsupported parameters are dropped in silence instead of refused. */
  readonly dropParams?: boolean | undefined;
  /** LiteLLM may change messages and parameters that a provider would refuse. */
  readonly modifyParams?: boolean | undefined;
  /** LiteLLM asks for a summary wherever a model is asked to think. */
  readonly reasoningAutoSummary?: boolean | undefined;
  /** Tool calls of a history stay what they are where the request has no tools: `bedrock_neutralize_orphaned_tool_blocks` is off. */
  readonly orphansKept?: boolean | undefined;
  /** More than four stop sequences are sent: `disable_stop_sequence_limit`. */
  readonly stopsUncut?: boolean | undefined;
  /** A proxy put what its environment says in the place of `os.environ/NAME`: such a text is nothing to judge. */
  readonly fromEnvironment?: boolean | undefined;
}

/** A call that a program makes to Bedrock itself, past LiteLLM. */
export interface DirectCall {
  readonly route: Route;
  readonly stream: boolean;
  /** Set where a proxy passes the call on: the path as it writes it, and the headers it adds. */
  readonly passed?: { readonly path: string; readonly headers: Readonly<Record<string, string>> };
}

export interface TransformInput {
  readonly api: Api;
  /** The keyword arguments of the call: OpenAI chat completions or Anthropic messages form. */
  readonly request: JsonObject;
  readonly profile: ProfileId;
  /** Takes this route whatever the model string says. */
  readonly route?: Route;
  readonly settings?: ModuleSettings;
  /** True for `acompletion()`, by which a proxy calls; the messages API always is asynchronous. */
  readonly asynchronous?: boolean;
  /** Set where `request` is no call to LiteLLM but `modelId` and the body of one to Bedrock. */
  readonly direct?: DirectCall;
  /** Set where `request` is a call of another entry point than chats; `api` says nothing then. */
  readonly entry?: EntryId;
}

/** What is sent to Bedrock: the path is percent-encoded as the release does it, header names are lower case. */
export interface Outgoing {
  readonly method: 'POST';
  readonly path: string;
  /** Only headers that the transform sets; those of HTTP and of signing are left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** The bodies of further requests like this one, where a call is several: one for each text to embed. */
  readonly more?: readonly JsonObject[];
  readonly stream: boolean;
}

/** Why a release sends nothing. `type` is LiteLLM's exception class. */
export interface TransformError {
  readonly type: string;
  /** The parameters refused, for `UnsupportedParamsError`. */
  readonly params?: readonly string[];
  /** The parameters that a refusal is about which lists none. */
  readonly culprits?: readonly string[];
  readonly message: string;
}

/**
 * `outgoing`: a body is sent. `refused`: LiteLLM refuses the request on purpose. `crashed`: the
 * release fails on this request by a defect of its own. `invalid`: Strata cannot read the request
 * (no model, messages of a wrong type …); `pointer` says where.
 */
export type TransformResult =
  | {
      readonly kind: 'outgoing';
      readonly outgoing: Outgoing;
      readonly model: ResolvedModel;
      readonly ledger: Ledger;
    }
  | {
      readonly kind: 'refused' | 'crashed';
      readonly error: TransformError;
      readonly model: ResolvedModel | null;
      readonly ledger: Ledger;
    }
  | {
      readonly kind: 'invalid';
      readonly error: TransformError & { readonly pointer: string };
      readonly model: null;
      readonly ledger: Ledger;
    };
