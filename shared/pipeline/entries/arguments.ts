import type { Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { droppedNames, ON_REQUEST } from '../call/dropped-names.ts';
import { Stop } from '../call/failures.ts';
import type { Param } from '../call/params.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import { isInternal, isInternalAnywhere, registryOf } from '../releases/registry.ts';
import type { EntryContext } from './context.ts';

const SOURCE = 'LiteLLM embedding(), image_generation(), rerank()';

const consumed = (id: string, text: string): Rule =>
  rule({ id: `filter.entry.${id}`, stage: 'filter', fate: 'consumed', text, source: SOURCE });

const NULL = consumed('null', 'null counts as not set.');
const INTERNAL = consumed(
  'internal',
  'LiteLLM knows this name as one of its own parameters and takes it out.',
);
const TRANSPORT = consumed(
  'transport',
  'This steers the client (endpoint, key, time limits), not the model.',
);
const AWS = consumed(
  'aws',
  'An AWS setting (credentials, region, endpoint): used to sign and to send, never part of the body.',
);
const UNSUPPORTED = rule({
  id: 'map.entry.unsupported',
  stage: 'map',
  fate: 'dropped',
  text: 'This model takes no such parameter and drop_params is on: it is not sent.',
  source: SOURCE,
});
const REFUSED = rule({
  id: 'map.entry.refused',
  stage: 'map',
  fate: 'refused',
  text: 'LiteLLM refuses this parameter for this model.',
  source: SOURCE,
});
/** What a parameter carries that LiteLLM does not know and hands on. */
export const HANDED_ON = rule({
  id: 'filter.entry.handed-on',
  stage: 'filter',
  fate: 'kept',
  text: 'LiteLLM does not know this parameter and hands it to the model as it is.',
  source: 'LiteLLM add_provider_specific_params_to_optional_params',
});
const LEAKED = rule({
  id: 'filter.entry.leaked',
  stage: 'filter',
  fate: 'leaked',
  text: 'A parameter that steers LiteLLM, not known to this entry point: it leaks into the body.',
  source: 'LiteLLM add_provider_specific_params_to_optional_params',
});

/** Names of OpenAI's client that no entry point hands on. */
const TRANSPORTS: ReadonlySet<string> = new Set([
  ...['api_base', 'api_key', 'api_version', 'base_url', 'default_headers', 'deployment_id', 'organization'],
  ...['request_timeout', 'timeout', 'max_retries', 'custom_llm_provider'],
]);

/** Switches that steer what LiteLLM does with other parameters. */
const SWITCHES: ReadonlySet<string> = new Set([
  'drop_params',
  'additional_drop_params',
  'allowed_openai_params',
]);

/** Names with a place of their own in every entry point. */
const ELSEWHERE: ReadonlySet<string> = new Set(['model']);

/** The arguments of a call, sorted: OpenAI's parameters of the entry point, and everything else that goes on. */
export interface Arguments {
  readonly openai: ReadonlyMap<string, Json>;
  readonly special: ReadonlyMap<string, Param>;
}

/**
 * Sorts the arguments of a call. `openai` names the parameters of the entry point in the order in which LiteLLM reads
 * them; `own` those that the caller of this function reads itself; `taken` those that LiteLLM takes for itself here.
 */
export function sortArguments(
  { request, profile, trace }: EntryContext,
  openai: readonly string[],
  own: ReadonlySet<string>,
  taken: ReadonlySet<string> = new Set(),
): Arguments {
  const special = new Map<string, Param>();
  const dropped = new Set(droppedNames(request));
  for (const [key, value] of Object.entries(request)) {
    if (ELSEWHERE.has(key) || own.has(key) || openai.includes(key)) continue;
    const from = child('', key);
    if (value === null) trace.note(from, NULL);
    else if (registryOf(profile).aws.has(key)) trace.note(from, AWS);
    else if (TRANSPORTS.has(key)) trace.note(from, TRANSPORT);
    else if (isInternal(key, profile) || SWITCHES.has(key) || taken.has(key)) trace.note(from, INTERNAL);
    else special.set(key, { value, from, rule: isInternalAnywhere(key) ? LEAKED : HANDED_ON });
  }
  const asked = new Map<string, Json>();
  for (const key of openai) {
    const value = request[key];
    if (value === undefined) continue;
    if (value === null) trace.note(child('', key), NULL);
    else if (dropped.has(key)) trace.note(child('', key), ON_REQUEST);
    else asked.set(key, value);
  }
  return { openai: asked, special };
}

/** Refuses or drops what the model does not take. Throws `Stop` (UnsupportedParamsError). */
export function withoutUnsupported(
  asked: ReadonlyMap<string, Json>,
  supported: readonly string[],
  { dropParams, trace, profile }: EntryContext,
): ReadonlyMap<string, Json> {
  const kept = new Map([...asked].filter(([key]) => supported.includes(key)));
  const params = [...asked.keys()].filter((key) => !supported.includes(key));
  const drops = dropParams || profile.strict;
  for (const key of params) trace.note(child('', key), drops ? UNSUPPORTED : REFUSED);
  if (params.length === 0 || drops) return kept;
  const message = `This model does not support parameters: ${params.join(', ')}. To drop these, set drop_params.`;
  throw new Stop('refused', { type: 'UnsupportedParamsError', params, message });
}
