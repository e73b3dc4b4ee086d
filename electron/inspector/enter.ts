import { DIRECT, ENTRIES, type FormId } from '../../shared/input/forms.ts';
import type { ReadResult } from '../../shared/input/read-result.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import { inheritTexts } from '../../shared/json/texts.ts';
import type { ModuleSettings, TransformError, TransformInput } from '../../shared/pipeline/call/result.ts';
import { namedStream } from '../../shared/pipeline/direct/call-bedrock.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { bridgeAlone, isBridged } from '../../shared/proxy/alone.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import { type Origins, originAt } from '../../shared/proxy/origin.ts';
import { prepareCall } from '../../shared/proxy/prepare-call.ts';
import type { PreparedCall } from '../../shared/proxy/prepared-call.ts';

export type Readable = Extract<ReadResult, { ok: true }>;

/** How a request comes to LiteLLM. */
export interface Entrance {
  readonly read: Readable;
  readonly config: ProxyConfig | null;
  /** Which of several deployments behind one name is called. */
  readonly deployment: number;
  readonly settings: ModuleSettings;
  /** The day on which a captured call was made, `YYYY-MM-DD`. */
  readonly day?: string | undefined;
}

/** A request at the point where LiteLLM's stages begin. */
export interface Entered {
  readonly input: Omit<TransformInput, 'route'>;
  /** Where its values are from; null where it is the typed request itself. */
  readonly origins: Origins | null;
  readonly call: PreparedCall | null;
}

/** Why a call does not get so far; `pointer` names the part of the typed request that is at fault. */
export type EnterError = TransformError & { readonly pointer?: Pointer };

export type EnterResult =
  | { readonly ok: true; readonly entered: Entered }
  | { readonly ok: false; readonly error: EnterError };

/** Where a proxy serves each form. */
export const PATHS: Readonly<Partial<Record<FormId, string>>> = {
  chat: '/v1/chat/completions',
  messages: '/v1/messages',
  responses: '/v1/responses',
  completions: '/v1/completions',
  embeddings: '/v1/embeddings',
  rerank: '/v1/rerank',
  images: '/v1/images/generations',
  'count-tokens': '/v1/messages/count_tokens',
};

/** A call to Bedrock's own form that goes to a proxy, which passes it on. */
const PASSED_ON = /(?:^|\/)bedrock\/model\//;

function throughProxy(
  request: JsonObject,
  config: ProxyConfig,
  { read, deployment }: Entrance,
  profile: ProfileId,
): EnterResult {
  const path = read.carried.path ?? PATHS[read.recognised.form] ?? '/v1/chat/completions';
  const call = { path, headers: read.carried.headers, body: request };
  const prepared = prepareCall({ config, call, profile, choice: deployment });
  if (prepared.kind !== 'prepared') return { ok: false, error: prepared };
  const { api, other, request: made, settings, origins } = prepared.call;
  const input = { api, request: made, profile, settings, asynchronous: true, ...other };
  return { ok: true, entered: { input, origins, call: prepared.call } };
}

/** Headers that reach Bedrock from any proxy, whatever its configuration. */
const PASSED = ['anthropic-version', 'anthropic-beta'];

/** The call with the headers that were pasted with it, as a proxy hands them on. */
function withHeaders(request: JsonObject, headers: Readonly<Record<string, string>>): JsonObject {
  const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => PASSED.includes(name)));
  if (Object.keys(passed).length === 0 || request.provider_specific_header !== undefined) return request;
  return { ...request, provider_specific_header: { custom_llm_provider: 'bedrock', extra_headers: passed } };
}

/**
 * Brings a request to the point where LiteLLM's stages begin: through a proxy's configuration where there is
 * one, a Responses call as the chat call that LiteLLM makes of it.
 */
export function enter(request: JsonObject, entrance: Entrance, profile: ProfileId): EnterResult {
  const { read, config, settings } = entrance;
  const { form } = read.recognised;
  const direct = DIRECT[form];
  const passedOn = config !== null && PASSED_ON.test(read.carried.path ?? '');
  if (direct && !passedOn) {
    const stream = namedStream(request, direct) ?? /stream$/.test(read.carried.path ?? '');
    const input = { api: 'chat', request, profile, direct: { route: direct, stream } } as const;
    return { ok: true, entered: { input, origins: null, call: null } };
  }
  if (config) {
    const { modelId: _, ...body } = request;
    return throughProxy(passedOn ? inheritTexts(body, request) : request, config, entrance, profile);
  }
  const given = withHeaders(request, read.carried.headers);
  if (!isBridged(form)) {
    const entry = ENTRIES[form];
    const plain = { api: read.api, request: given, profile, settings };
    const input = entry ? { ...plain, request, entry } : plain;
    return { ok: true, entered: { input, origins: null, call: null } };
  }
  const bridged = bridgeAlone(form, given, profile);
  if (!bridged.ok) return { ok: false, error: bridged };
  const input = { api: 'chat', request: bridged.request, profile, settings } as const;
  return { ok: true, entered: { input, origins: bridged.origins, call: null } };
}

/** The place of the typed request that a value of the entered call is from; null where it is from elsewhere. */
export function clientPlace({ origins }: Entered, pointer: Pointer): Pointer | null {
  if (!origins) return pointer;
  const origin = originAt(origins, pointer);
  return origin?.from === 'client' ? origin.pointer : null;
}
