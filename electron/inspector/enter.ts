import { DIRECT, type FormId } from '../../shared/input/forms.ts';
import type { ReadResult } from '../../shared/input/read-request.ts';
import type { JsonObject } from '../../shared/json/json.ts';
import type { Pointer } from '../../shared/json/pointer.ts';
import type { ModuleSettings, TransformError, TransformInput } from '../../shared/pipeline/call/result.ts';
import type { ProfileId } from '../../shared/pipeline/releases/profile.ts';
import { type PreparedCall, prepareCall } from '../../shared/proxy/call.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import { type Origins, originAt } from '../../shared/proxy/origin.ts';
import { bridgeResponses } from '../../shared/proxy/responses/alone.ts';

export type Readable = Extract<ReadResult, { ok: true }>;

/** How a request comes to LiteLLM. */
export interface Entrance {
  readonly read: Readable;
  readonly config: ProxyConfig | null;
  /** Which of several deployments behind one name is called. */
  readonly deployment: number;
  readonly settings: ModuleSettings;
}

/** A request at the point where LiteLLM's stages begin. */
export interface Entered {
  readonly input: Omit<TransformInput, 'route'>;
  /** Where its values are from; null where it is the typed request itself. */
  readonly origins: Origins | null;
  readonly call: PreparedCall | null;
}

export type EnterResult =
  | { readonly ok: true; readonly entered: Entered }
  | { readonly ok: false; readonly error: TransformError };

const PATHS: Readonly<Partial<Record<FormId, string>>> = {
  chat: '/v1/chat/completions',
  messages: '/v1/messages',
  responses: '/v1/responses',
};

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
  const { api, request: made, settings, origins } = prepared.call;
  const input = { api, request: made, profile, settings, asynchronous: true };
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
  const direct = DIRECT[read.recognised.form];
  if (direct) {
    const stream = /stream$/.test(read.carried.path ?? '');
    const input = { api: 'chat', request, profile, direct: { route: direct, stream } } as const;
    return { ok: true, entered: { input, origins: null, call: null } };
  }
  if (config) return throughProxy(request, config, entrance, profile);
  const given = withHeaders(request, read.carried.headers);
  if (read.recognised.form !== 'responses') {
    return {
      ok: true,
      entered: { input: { api: read.api, request: given, profile, settings }, origins: null, call: null },
    };
  }
  const bridged = bridgeResponses(given, profile);
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
