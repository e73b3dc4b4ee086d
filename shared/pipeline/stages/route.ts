import type { JsonObject } from '../../json/json.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import type { FamilyId, ResolvedModel, Route } from '../model.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Api } from '../result.ts';

export interface RouteInput {
  readonly api: Api;
  readonly request: JsonObject;
  readonly profile: Profile;
  /** Takes this route whatever the model string says. */
  readonly route?: Route | undefined;
  /** Gets the notes on `model` and `model_id` (moved into the path). */
  readonly trace: Trace;
}

const MODEL_TO_PATH = rule({
  id: 'route.model-to-path',
  stage: 'route',
  fate: 'moved',
  text: 'The model string names the provider, the route and the model; the model id goes into the URL path.',
  source: 'LiteLLM get_llm_provider, get_bedrock_route',
});

const FAMILY_BY_PREFIX: readonly (readonly [RegExp, FamilyId])[] = [
  [/anthropic\.claude-(v2|instant)/, 'claude-text'],
  [/anthropic/, 'anthropic'],
  [/amazon\.nova/, 'nova'],
  [/amazon\.titan/, 'titan'],
  [/cohere\.command-r/, 'command-r'],
  [/cohere/, 'cohere-command'],
  [/ai21/, 'ai21'],
  [/meta|llama/, 'llama'],
  [/mistral/, 'mistral'],
  [/deepseek/, 'deepseek'],
  [/qwen3/, 'qwen3'],
  [/qwen/, 'qwen2'],
  [/openai/, 'openai'],
  [/moonshot/, 'moonshot'],
  [/twelvelabs/, 'pegasus'],
];

/**
 * Reads the model string: route, family, model id. Throws `Stop` where LiteLLM refuses the model.
 * `model` and `model_id` are noted on the trace as moved into the path.
 */
export function resolveModel({ api, request, route: override, trace }: RouteInput): ResolvedModel {
  const given = String(request.model);
  trace.note('/model', MODEL_TO_PATH, { part: 'path' });
  const litellmModel = given.replace(/^bedrock\//, '');
  const named = /^(invoke|converse)\//.exec(litellmModel)?.[1] as Route | undefined;
  const modelId = litellmModel.replace(/^(invoke|converse)\//, '');
  const geography = /^(us|eu|apac|global|us-gov)\./.exec(modelId)?.[1] ?? null;
  const baseModel = geography ? modelId.slice(geography.length + 1) : modelId;
  const route = override ?? named ?? 'converse';
  const found = FAMILY_BY_PREFIX.find(([pattern]) => pattern.test(baseModel))?.[1] ?? 'anthropic';
  const family = route === 'converse' ? 'converse' : api === 'messages' ? 'anthropic-messages' : found;
  return { given, route, auto: !named && !override, family, litellmModel, modelId, baseModel, geography };
}
