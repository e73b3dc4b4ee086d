import type { InspectInput } from '../../shared/contract/inspection.ts';
import { readRequest } from '../../shared/input/read-request.ts';
import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { readJson } from '../../shared/json/read-json.ts';
import { inheritTexts } from '../../shared/json/texts.ts';
import type { Route } from '../../shared/pipeline/call/model.ts';
import type { ModuleSettings, TransformInput } from '../../shared/pipeline/call/result.ts';
import { dumps } from '../../shared/pipeline/python/json.ts';
import { type ProfileId, readProfileId } from '../../shared/pipeline/releases/profile.ts';
import type { ProxyConfig } from '../../shared/proxy/config.ts';
import type { Redactor } from '../../shared/redaction/redactor.ts';
import { enter } from '../inspector/enter.ts';
import type { InstalledCall } from './call.ts';
import { RECEIVER } from './receiver.ts';

/** What an installed LiteLLM is asked about. */
export type InstalledInput = Omit<InspectInput, 'profile' | 'route' | 'direct'> & {
  readonly route: Route | 'auto';
  /** The installed version. */
  readonly version: string;
};

export interface Asking {
  readonly call: InstalledCall;
  /** The same call for Strata's model of that version. */
  readonly input: TransformInput;
}

export type AskingResult =
  | { readonly ok: true; readonly asking: Asking }
  | { readonly ok: false; readonly why: string };

/** Members that lead to an address; they lead to the receiver instead. */
const ADDRESSES = ['aws_bedrock_runtime_endpoint', 'api_base', 'base_url'];
/** Members by which LiteLLM would fetch credentials; none are needed. */
const FETCHED = [
  ...['aws_role_name', 'aws_session_name', 'aws_profile_name', 'aws_web_identity_token'],
  ...['aws_sts_endpoint', 'aws_external_id'],
];

/** The profile that models an installed version: `1.97.3rc1` is modelled as 1.97.3. */
export const profileOfVersion = (version: string): ProfileId =>
  readProfileId(/^\d+\.\d+(?:\.\d+)?/.exec(version)?.[0] ?? '') ?? 'litellm-latest';

/** A call without secrets and without ways out: what is left is transformed as before. */
function harmless(request: JsonObject, redactor: Redactor): JsonObject {
  const read = readJson(redactor.call(dumps(request)).text);
  if (!isObject(read)) return request;
  const kept = Object.entries(read).flatMap(([name, value]) => {
    if (FETCHED.includes(name)) return [];
    return [[name, ADDRESSES.includes(name) && typeof value === 'string' ? RECEIVER : value] as const];
  });
  return inheritTexts(Object.fromEntries(kept), read);
}

/** The model string that takes a route whatever it took before. */
function onRoute(request: JsonObject, route: Route | 'auto'): JsonObject {
  const { model } = request;
  if (route === 'auto' || typeof model !== 'string') return request;
  const plain = model.replace(/^bedrock\//, '').replace(/^(?:invoke|converse)\//, '');
  return inheritTexts({ ...request, model: `bedrock/${route}/${plain}` }, request);
}

/** Every switch of the module, also those that are off: an installed LiteLLM that is kept warm remembers the last call's. */
const switches = (settings: ModuleSettings): InstalledCall['settings'] => ({
  drop_params: settings.dropParams === true,
  modify_params: settings.modifyParams === true,
  reasoning_auto_summary: settings.reasoningAutoSummary === true,
  bedrock_neutralize_orphaned_tool_blocks: settings.orphansKept !== true,
  disable_stop_sequence_limit: settings.stopsUncut === true,
});

/** Entry points of LiteLLM that are none of its library's. */
const PROXY_ALONE: ReadonlySet<string> = new Set(['count-tokens']);

/** The call that LiteLLM is to make for what was typed, or why there is none. */
export function asking(input: InstalledInput, config: ProxyConfig | null, redactor: Redactor): AskingResult {
  const { text, route, form = 'auto', settings = {}, deployment = 0, call = 0, version } = input;
  const read = readRequest(text, form, call);
  if (!read.ok) return { ok: false, why: read.problems[0]?.message ?? 'This request cannot be read.' };
  const profile = profileOfVersion(version);
  const result = enter(read.request, { read, config, deployment, settings }, profile);
  if (!result.ok) return { ok: false, why: result.error.message };
  const { input: entered } = result.entered;
  if (entered.direct)
    return { ok: false, why: 'This is a call to Bedrock itself: LiteLLM has no part in it.' };
  const { entry } = entered;
  if (entry && PROXY_ALONE.has(entry)) return { ok: false, why: 'Only a LiteLLM proxy counts tokens.' };
  const request = harmless(entry ? entered.request : onRoute(entered.request, route), redactor);
  return {
    ok: true,
    asking: {
      input: { ...entered, request },
      call: {
        api: entry ?? entered.api,
        requestText: dumps(request),
        settings: switches(entered.settings ?? {}),
        asynchronous: entered.asynchronous === true,
      },
    },
  };
}
