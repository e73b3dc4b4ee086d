import type { Json } from '../../../../json/json.ts';
import type { Context } from '../../../call/context.ts';
import { samplingRefused } from '../../../call/failures.ts';
import { noteUnsent, type Param, type Params, paramsWhere } from '../../../call/params.ts';
import { takesParallelToolUse, takesSampling } from '../../../models/capabilities.ts';
import type { Target } from '../../../models/target.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { namedBy } from '../../../releases/named-by.ts';
import { checkRequestMetadata } from '../request-metadata.ts';
import { built } from '../rules.ts';
import { withoutNulls } from './nulls.ts';

const TOP_K_CLAUDE = built(
  'top_k',
  'moved',
  'Converse has no topK: for Claude top_k goes among the additional fields.',
);
const TOP_K_NOVA = built(
  'top_k-nova',
  'moved',
  'Converse has no topK: for Nova it goes into inferenceConfig among the additional fields.',
);
const TOP_K_LOST = built(
  'top_k-lost',
  'dropped',
  'LiteLLM knows a place for top_k on Converse for Claude and Nova only; for this model it vanishes and no error says so.',
);
const TOP_K_ZERO = built(
  'top_k-zero',
  'dropped',
  'This release takes a top_k of 0 for not set.',
  'LiteLLM 1.87',
);
const TOP_K_INFERENCE = built(
  'top_k-in-inference',
  'leaked',
  'LiteLLM puts the second spelling of top_k into inferenceConfig, which has no such member.',
);
const TOP_K_TWICE = built(
  'top_k-twice',
  'dropped',
  'topK says the same and is sent.',
  'Strata strict profile',
);
const TOP_K_REFUSED = built(
  'top_k-dropped',
  'dropped',
  'This model takes no top_k; with drop_params it is left out.',
  'LiteLLM 1.90',
);
const OVERWRITTEN = built(
  'top_k-overwrites',
  'dropped',
  'top_k needs inferenceConfig among the additional fields and takes its place.',
);
const PARALLEL_LOST = built(
  'parallel_tool_calls-lost',
  'dropped',
  'LiteLLM sends this wish for newer Claude models only; here it vanishes and no error says so.',
);
const CONSUMED = built('switch', 'consumed', 'A switch of LiteLLM’s own Converse handler; it is not sent.');
const CLIENT_METADATA = built(
  'client_metadata',
  'consumed',
  'Describes the client; LiteLLM takes it out.',
  'LiteLLM 1.109',
);

/** Keys that LiteLLM takes for members of the Converse request; all others are additional fields. */
const INFERENCE = ['maxTokens', 'stopSequences', 'temperature', 'topP', 'topK', 'top_k'];
export const configsOf = namedBy([
  'guardrailConfig',
  'performanceConfig',
  ['serviceTier', 'service-tier-block'],
]);

/** Keys that the handler and the transform take for themselves. */
const SWITCHES = ['stream', 'fake_stream', 'json_mode', 'model_id'];

/** The mapped parameters sorted by the members of the Converse request. */
export interface Prepared {
  /** In the caller's order, with the choice of a tool and the configurations among them. */
  readonly inference: Map<string, Param>;
  readonly configs: Params;
  readonly tools: Param | undefined;
  readonly toolChoice: Param | undefined;
  readonly outputConfig: Param | undefined;
  readonly requestMetadata: Param | undefined;
  /** Claude's `output_config`, which has rules of its own. */
  readonly effort: Param | undefined;
  readonly additional: Map<string, Param>;
}

const pick = (params: Params, keys: readonly string[]): Map<string, Param> =>
  paramsWhere(params, (key) => keys.includes(key));

function claudeTopK(
  value: Json,
  param: Param,
  prepared: Map<string, Param>,
  context: Context,
  target: Target,
): void {
  if (takesSampling(target)) prepared.set('top_k', { ...param, value, rule: TOP_K_CLAUDE });
  else if (context.dropParams && has(target.release, 'top-k-refused-silently'))
    noteUnsent(param, TOP_K_REFUSED, context.trace);
  else throw samplingRefused(target.name, 'top_k', value);
}

/** Finds the place for `topK` or `top_k`: among the additional fields, or nowhere. */
function placeTopK(
  inference: Map<string, Param>,
  additional: Map<string, Param>,
  context: Context,
  target: Target,
): void {
  const [spelled, plain] = [inference.get('topK'), inference.get('top_k')];
  const param = spelled ?? plain;
  inference.delete('topK');
  inference.delete('top_k');
  if (!param) return;
  // With both spellings LiteLLM renames the second one to topK and leaves it in inferenceConfig.
  if (spelled && plain && !context.profile.strict) {
    inference.set('topK', { ...plain, rule: TOP_K_INFERENCE });
  } else if (spelled && plain) noteUnsent(plain, TOP_K_TWICE, context.trace);
  const { value } = param;
  if (!has(target.release, 'top-k-zero-kept') && !isTruthy(value))
    noteUnsent(param, TOP_K_ZERO, context.trace);
  else if (target.claude) claudeTopK(value, param, additional, context, target);
  else if (target.base.startsWith('amazon.nova')) novaTopK(value, param, additional, context);
  else noteUnsent(param, TOP_K_LOST, context.trace);
}

function novaTopK(value: Json, param: Param, additional: Map<string, Param>, context: Context): void {
  const before = additional.get('inferenceConfig');
  if (before) noteUnsent(before, OVERWRITTEN, context.trace);
  additional.set('inferenceConfig', { value: { topK: value }, from: param.from, rule: TOP_K_NOVA });
}

/** Puts the wish against parallel tool use among the additional fields, where the model takes it. */
function placeParallelToolUse(additional: Map<string, Param>, context: Context, target: Target): void {
  const wish = additional.get('_parallel_tool_use_config');
  additional.delete('_parallel_tool_use_config');
  if (!wish) return;
  if (takesParallelToolUse(target)) additional.set('tool_choice', wish);
  else noteUnsent(wish, PARALLEL_LOST, context.trace);
}

/** Up to 1.82.0 `output_config` is a field like any other that LiteLLM does not know. */
const isPlainConfig = ({ release }: Target): boolean =>
  has(release, 'converse-sends-output-config') && !has(release, 'output-config-for-claude-alone');

/** Sorts the parameters. Source: `_prepare_request_params`, all three releases. */
export function prepare(params: Params, context: Context, target: Target): Prepared {
  const { trace } = context;
  const cleaned = new Map<string, Param>();
  const sparse = has(target.release, 'null-fields-left-out') || context.profile.strict;
  for (const [key, param] of params) {
    if (sparse && param.value === null && param.rule.id === 'map.allowed-openai-params-absent')
      noteUnsent(param, CONSUMED, trace);
    else cleaned.set(key, sparse ? { ...param, value: withoutNulls(param.value, trace) } : param);
  }
  for (const key of SWITCHES) {
    const param = cleaned.get(key);
    if (param) noteUnsent(param, CONSUMED, trace);
    cleaned.delete(key);
  }
  if (has(target.release, 'client-metadata-taken-out')) {
    const client = cleaned.get('client_metadata');
    if (client) noteUnsent(client, CLIENT_METADATA, trace);
    cleaned.delete('client_metadata');
  }
  const metadata = cleaned.get('requestMetadata');
  if (metadata) checkRequestMetadata(metadata.value, context);
  const configs = configsOf(target.release);
  const inference = pick(cleaned, [...INFERENCE, 'tool_choice', ...configs]);
  const special = [
    ...['tools', 'tool_choice', 'outputConfig', 'requestMetadata', 'parallel_tool_calls'],
    ...(isPlainConfig(target) ? [] : ['output_config']),
  ];
  const members = new Set([...INFERENCE, ...configs, ...special]);
  const additional = paramsWhere(cleaned, (key) => !members.has(key));
  placeParallelToolUse(additional, context, target);
  placeTopK(inference, additional, context, target);
  return {
    inference,
    configs: pick(cleaned, [...configs]),
    tools: cleaned.get('tools'),
    toolChoice: cleaned.get('tool_choice'),
    outputConfig: cleaned.get('outputConfig'),
    requestMetadata: metadata,
    effort: isPlainConfig(target) ? undefined : cleaned.get('output_config'),
    additional,
  };
}
