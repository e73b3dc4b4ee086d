import type { Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { pointsLeft } from '../cache/chat.ts';
import { POINTS_KEY } from '../cache/points.ts';
import type { Context } from '../call/context.ts';
import type { Param, Params } from '../call/params.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import { has } from '../releases/behaviours.ts';
import type { Profile } from '../releases/profile.ts';
import { isInternal, registryOf } from '../releases/registry.ts';
import { chunkReadingFailure } from './chunk-reading.ts';

/** The keyword arguments of a call, sorted by what LiteLLM does with them. */
export interface Keywords {
  /** OpenAI parameters on their way to the map stage, in LiteLLM's order. */
  readonly openai: Params;
  /** Everything LiteLLM does not know: handed to the provider, on Bedrock that means into the body. */
  readonly special: Params;
}

const SOURCE = 'LiteLLM completion(), all_litellm_params';

const consumed = (id: string, text: string): Rule =>
  rule({ id: `filter.${id}`, stage: 'filter', fate: 'consumed', text, source: SOURCE });
const dropped = (id: string, text: string): Rule =>
  rule({ id: `filter.${id}`, stage: 'filter', fate: 'dropped', text, source: SOURCE });

const NULL = consumed('null', 'null counts as not set.');
const INTERNAL = consumed(
  'internal',
  'LiteLLM knows this name as one of its own parameters and takes it out of the request.',
);
const TRANSPORT = consumed(
  'transport',
  'This steers the client (endpoint, key, time limits), not the model.',
);
const SWITCH = consumed('switch', 'This steers what LiteLLM does with other parameters and is not sent.');
const LOST = dropped(
  'lost-openai-param',
  'An OpenAI parameter that this release takes out of the request but hands to nobody; it is not sent and no error says so.',
);
const FOREIGN = dropped(
  'foreign-cloud',
  'Parameters of other clouds are taken out before Bedrock is called.',
);
const PROJECT = consumed(
  'project',
  'The Bedrock project goes into a header of another Bedrock endpoint; here it is not sent.',
);

/** What an OpenAI parameter carries into the map stage until a family's table says more. */
export const PASSED = rule({
  id: 'map.passed',
  stage: 'map',
  fate: 'kept',
  text: 'A supported OpenAI parameter, sent under the same name.',
  source: 'LiteLLM get_optional_params',
});

/** What an unknown keyword argument carries until the filter stage has judged it. */
export const HANDED_ON = rule({
  id: 'filter.handed-on',
  stage: 'filter',
  fate: 'kept',
  text: 'LiteLLM does not know this parameter and hands it to the model family as it is.',
  source: 'LiteLLM add_provider_specific_params_to_optional_params',
});

const SWITCHES: ReadonlySet<string> = new Set([
  'drop_params',
  'additional_drop_params',
  'allowed_openai_params',
]);

/** OpenAI parameters in the order in which LiteLLM's `get_optional_params` lists them; later ones win. */
export const OPENAI_PARAMS: readonly string[] = [
  'functions',
  'function_call',
  'temperature',
  'top_p',
  'n',
  'stream',
  'stream_options',
  'stop',
  'max_tokens',
  'max_completion_tokens',
  'modalities',
  'prediction',
  'audio',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'user',
  'response_format',
  'seed',
  'tools',
  'tool_choice',
  'max_retries',
  'logprobs',
  'top_logprobs',
  'parallel_tool_calls',
  'reasoning_effort',
  'verbosity',
  'thinking',
  'web_search_options',
  'safety_identifier',
  'store',
  'prompt_cache_key',
  'service_tier',
  'prompt_cache_retention',
  'include_server_side_tool_invocations',
  'context_management',
];

const PLACES: ReadonlyMap<string, number> = new Map(OPENAI_PARAMS.map((name, place) => [name, place]));
const placeOf = (name: string): number => PLACES.get(name) ?? -1;

/** Keys with a stage of their own: model and messages, and headers, which `headers.ts` reads. */
const ELSEWHERE: ReadonlySet<string> = new Set(['model', 'messages', 'extra_headers', 'headers', 'model_id']);

function outcome(key: string, value: Json, profile: Profile): Rule | 'openai' | 'special' {
  const registry = registryOf(profile);
  if (value === null) return NULL;
  if (SWITCHES.has(key)) return SWITCH;
  if (key === '_skip_mcp_handler')
    return profile.strict || has(profile.release, 'skip-mcp-mark-known') ? INTERNAL : 'special';
  if (isInternal(key, profile)) return INTERNAL;
  if (registry.mappable.has(key)) return 'openai';
  if (registry.openai.has(key)) return OPENAI_TRANSPORT.has(key) ? TRANSPORT : LOST;
  if (key.startsWith('vertex_')) return FOREIGN;
  if (key === 'aws_bedrock_project_id' && has(profile.release, 'project-taken-out')) return PROJECT;
  return 'special';
}

const OPENAI_TRANSPORT: ReadonlySet<string> = new Set([
  'api_base',
  'api_key',
  'api_version',
  'base_url',
  'default_headers',
  'deployment_id',
  'organization',
  'request_timeout',
  'timeout',
]);

const USED_ON_MESSAGES = consumed(
  'injection-points',
  'LiteLLM sets the cache marks on the messages by itself; the points are not sent.',
);

/** Sorts the keyword arguments; what LiteLLM takes for itself is noted on the trace. */
export function sortKeywords(context: Context): Keywords {
  const { request, profile, trace } = context;
  const openai = new Map<string, Param>();
  const special = new Map<string, Param>();
  let points: Param | null = null;
  for (const key of Object.keys(request)) {
    if (ELSEWHERE.has(key)) continue;
    const value = request[key] as Json;
    const found = outcome(key, value, profile);
    const from = child('', key);
    if (key === POINTS_KEY && found === 'special') {
      const left = pointsLeft(request, profile);
      trace.note(from, USED_ON_MESSAGES);
      if (left !== null) points = { value: left, from, rule: HANDED_ON };
    } else if (found === 'openai') openai.set(key, { value, from, rule: PASSED });
    else if (found === 'special') special.set(key, { value, from, rule: HANDED_ON });
    else trace.note(from, (key === 'stream_chunk_size' ? chunkReadingFailure(context) : null) ?? found);
  }
  // The hook takes the points out and puts those that are left back, behind all others.
  if (points) special.set(POINTS_KEY, points);
  const ordered = [...openai].sort(([a], [b]) => placeOf(a) - placeOf(b));
  return { openai: new Map(ordered), special };
}
