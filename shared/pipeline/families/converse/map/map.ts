import { isArray, isObject } from '../../../../json/json.ts';
import { lookUp } from '../../../../json/look-up.ts';
import type { Context } from '../../../call/context.ts';
import { samplingRefused, unsupported, valueRefused } from '../../../call/failures.ts';
import type { Params } from '../../../call/params.ts';
import { thinkingEnabled } from '../../../call/thinking.ts';
import type { Rule } from '../../../ledger/rule.ts';
import { familyTakesSampling, takesSampling } from '../../../models/capabilities.ts';
import { isNova2, needsSixteenTokens, rejectsStopSequences } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import { checkRequestMetadata, METADATA } from '../request-metadata.ts';
import { mapped } from '../rules.ts';
import { lose, type Mapper, type Mapping, set, startMapping } from './mapping.ts';
import { mapContextManagement, mapReasoningEffort, mapThinking, settleThinkingBudget } from './reasoning.ts';
import { mapResponseFormat } from './response-format.ts';
import { mapParallelToolCalls, mapToolChoice, mapToolList, mapWebSearch } from './tools.ts';

const renamed = (key: string, to: string): Rule =>
  mapped(key, 'renamed', `${key} is called ${to} in inferenceConfig.`);
const MAX_TOKENS = renamed('max_tokens', 'maxTokens');
const MAX_COMPLETION_TOKENS = renamed('max_completion_tokens', 'maxTokens');
const AT_LEAST_16 = mapped(
  'max_tokens-raised',
  'mapped',
  'This model takes no fewer than 16 output tokens; LiteLLM raises the number.',
  'LiteLLM 1.109',
);
const STOP = mapped('stop-to-list', 'mapped', 'stop becomes the list stopSequences.');
const STOP_LIST = renamed('stop', 'stopSequences');
const STOP_EMPTY = mapped(
  'stop-empty',
  'dropped',
  'An empty stop sequence is left out: Converse refuses it.',
);
const STOP_REFUSED = mapped(
  'stop-lost',
  'dropped',
  'This model takes no stop sequences on any route; LiteLLM leaves them out and no error says so.',
  'LiteLLM 1.109 bedrock_rejects_stop_sequences',
);
const SAMPLING_DROPPED = mapped(
  'sampling-dropped',
  'dropped',
  'This model takes no sampling parameters; with drop_params LiteLLM leaves them out.',
  'LiteLLM 1.90',
);
const STREAM_OPTIONS = mapped(
  'stream_options',
  'consumed',
  'Converse reports the usage at the end of every stream; nothing has to be sent.',
);
const TIER = mapped(
  'service_tier',
  'mapped',
  'service_tier becomes serviceTier; auto is called default on Bedrock.',
);
const TIER_AUTO = mapped(
  'service_tier-auto',
  'consumed',
  'Bedrock chooses the tier where none is asked for; auto is not sent.',
);
const TIER_REFUSED = mapped(
  'service_tier-refused',
  'dropped',
  'Bedrock serves no such tier; with drop_params it is left out.',
);
const SERVED_TIERS: readonly string[] = ['default', 'flex', 'priority', 'reserved'];
const TIER_LOST = mapped(
  'service_tier-lost',
  'dropped',
  'Bedrock has no such service tier; it is not sent and no error says so.',
);
const UNMAPPED = mapped(
  'unmapped',
  'dropped',
  'LiteLLM lets this parameter through but its Converse transform does nothing with it; it is not sent.',
);
const FORCED_OFF = mapped(
  'tool_choice-thinking',
  'mapped',
  'A tool cannot be forced while the model thinks; LiteLLM asks for auto instead.',
);

const mapMaxTokens =
  (rule: Rule): Mapper =>
  ({ value, from }, mapping) => {
    const { release, name } = mapping.target;
    const low = typeof value === 'boolean' || (Number.isInteger(value) && Number(value) < 16);
    const raised = has(release, 'sixteen-tokens-at-least') && low && needsSixteenTokens(name, release);
    set(mapping, 'maxTokens', raised ? 16 : value, from, raised ? AT_LEAST_16 : rule);
  };

const mapStop: Mapper = (param, mapping) => {
  const { value, from } = param;
  const { release, name } = mapping.target;
  if (has(release, 'stop-refused-by-model') && rejectsStopSequences(name))
    return lose(mapping, param, STOP_REFUSED);
  if (value === '') return lose(mapping, param, STOP_EMPTY);
  if (typeof value === 'string') return set(mapping, 'stopSequences', [value], from, STOP);
  set(mapping, 'stopSequences', value, from, isArray(value) ? STOP_LIST : STOP);
};

/** Throws `Stop` where the model takes no sampling parameters, unless the caller lets them be dropped. */
const mapSampling =
  (key: 'temperature' | 'top_p', to: string, rule: Rule): Mapper =>
  (param, mapping) => {
    const { target, context } = mapping;
    const free =
      target.claude || !has(target.release, 'sampling-by-capability-of-others')
        ? takesSampling(target)
        : familyTakesSampling(target);
    const plain =
      key === 'temperature' &&
      param.value === 1 &&
      (target.claude || !has(target.release, 'sampling-by-capability-of-others'));
    if (free || plain) return set(mapping, to, param.value, param.from, rule);
    if (!context.dropParams)
      throw (target.claude ? samplingRefused : valueRefused)(target.name, key, param.value);
    lose(mapping, param, SAMPLING_DROPPED);
  };

/** Bedrock's own tiers, and Anthropic's name of the first. What none of them is, is refused. */
const mapServedTier: Mapper = (param, mapping) => {
  const { value, from } = param;
  if (value === null || value === 'auto') return lose(mapping, param, TIER_AUTO);
  const tier = value === 'standard_only' ? 'default' : value;
  if (typeof tier === 'string' && SERVED_TIERS.includes(tier))
    return set(mapping, 'serviceTier', { type: tier }, from, TIER);
  const { context, target } = mapping;
  if (!context.dropParams)
    throw unsupported(
      `${target.name} does not support service_tier=${JSON.stringify(value)} on Bedrock.`,
      'service_tier',
    );
  lose(mapping, param, TIER_REFUSED);
};

const mapServiceTier: Mapper = (param, mapping) => {
  if (has(mapping.target.release, 'service-tiers-as-served')) return mapServedTier(param, mapping);
  const tier = param.value === 'auto' ? 'default' : param.value;
  if (tier !== 'default' && tier !== 'flex' && tier !== 'priority') return lose(mapping, param, TIER_LOST);
  set(mapping, 'serviceTier', { type: tier }, param.from, TIER);
};

const mapRequestMetadata: Mapper = (param, mapping) => {
  if (!isObject(param.value)) return lose(mapping, param, UNMAPPED);
  checkRequestMetadata(param.value, mapping.context);
  set(mapping, 'requestMetadata', param.value, param.from, METADATA);
};

/** OpenAI parameter → what becomes of it on Converse. */
const MAPPERS: Readonly<Record<string, Mapper>> = {
  max_tokens: mapMaxTokens(MAX_TOKENS),
  max_completion_tokens: mapMaxTokens(MAX_COMPLETION_TOKENS),
  stop: mapStop,
  temperature: mapSampling(
    'temperature',
    'temperature',
    mapped('temperature', 'kept', 'temperature goes into inferenceConfig.'),
  ),
  top_p: mapSampling('top_p', 'topP', renamed('top_p', 'topP')),
  tools: mapToolList,
  tool_choice: mapToolChoice,
  parallel_tool_calls: mapParallelToolCalls,
  web_search_options: mapWebSearch,
  response_format: mapResponseFormat,
  thinking: mapThinking,
  reasoning_effort: mapReasoningEffort,
  context_management: mapContextManagement,
  service_tier: mapServiceTier,
  requestMetadata: mapRequestMetadata,
  // Noted where the request is built, which decides about it.
  stream: () => undefined,
  stream_options: (param, mapping) => lose(mapping, param, STREAM_OPTIONS),
};

/** While the model thinks no tool can be forced. */
function settleToolChoice(mapping: Mapping, enabled: boolean): void {
  const chosen = mapping.out.get('tool_choice');
  if (!enabled || !isObject(chosen?.value) || 'auto' in chosen.value) return;
  mapping.out.set('tool_choice', { value: { auto: {} }, from: chosen.from, rule: FORCED_OFF });
}

/**
 * The map stage of Converse: OpenAI parameters become members of the Converse request under the
 * names that LiteLLM gives them before it builds the body.
 * Source: `AmazonConverseConfig.map_openai_params`, all three releases.
 */
export function mapConverse(params: Params, context: Context): Params {
  const mapping = startMapping(params, context);
  const { target, out } = mapping;
  if (!has(target.release, 'thinking-form-unchecked')) thinkingEnabled(params, target.release);
  for (const [key, param] of params) {
    const mapper = lookUp(MAPPERS, key);
    if (mapper) mapper(param, mapping);
    else lose(mapping, param, UNMAPPED);
  }
  const enabled = thinkingEnabled(out, target.release);
  if (!target.name.includes('gpt-oss') && !isNova2(target)) settleThinkingBudget(mapping, enabled);
  settleToolChoice(mapping, enabled);
  return out;
}
