import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { crash, unsupported } from '../../call/failures.ts';
import { ADAPTER_STEPS, BUDGETS } from '../../models/efforts.ts';
import { modelInfo } from '../../models/lookup.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Release } from '../../releases/release.ts';
import { AUTO_SUMMARY } from '../summary.ts';
import { type Adapting, isClaude, made } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';
import { keep, type Step } from './step.ts';

const effortOfBudget = (budget: number, release: Release): string => {
  const { high, medium, low } = has(release, 'adapter-budgets-lowered') ? BUDGETS : ADAPTER_STEPS;
  return budget >= high ? 'high' : budget >= medium ? 'medium' : budget >= low ? 'low' : 'minimal';
};

/** Throws `Stop` for a budget that is no number: 1.109 refuses it or drops it, releases before it fail. */
function effortOfEnabled({ budget_tokens: budget = 0 }: JsonObject, { release, dropParams }: Adapting) {
  if (typeof budget === 'number') return effortOfBudget(budget, release);
  const message = 'thinking.budget_tokens must be a number.';
  if (!has(release, 'odd-budgets-are-bad-requests')) crash(message, 'TypeError');
  if (!dropParams) throw unsupported(message);
  return null;
}

/** The effort that stands for thinking on a model that is not Claude; null for none. */
function effortOf(thinking: JsonObject, config: Json | undefined, adapting: Adapting): Json {
  const { release } = adapting;
  const { type = 'disabled' } = thinking;
  if (type === 'disabled') return has(release, 'adapter-thinking-off') ? 'none' : null;
  if (type === 'adaptive') {
    if (!has(release, 'adapter-hears-adaptive-thinking')) return null;
    const own = isObject(config) ? config.effort : undefined;
    return isTruthy(own) ? own : 'medium';
  }
  return type === 'enabled' ? effortOfEnabled(thinking, adapting) : null;
}

const LOWER: Readonly<Record<string, readonly string[]>> = {
  max: ['max', 'xhigh', 'high'],
  xhigh: ['xhigh', 'high'],
  minimal: ['minimal', 'low'],
};

/** An effort that the model takes, or the next one it does. */
export function normalEffort(effort: Json, { release, model }: Adapting): Json {
  const lowers = has(release, 'adapter-lowers-efforts');
  const chain = lowers && typeof effort === 'string' ? lookUp(LOWER, effort) : undefined;
  if (!chain) return effort;
  const flags = modelInfo(release, model)?.flags ?? {};
  const taken = chain.find((level) => flags[`supports_${level}_reasoning_effort`] === true);
  return taken ?? (chain[chain.length - 1] as string);
}

/**
 * The effort beside the summary that is wanted of thinking: the call's own before that of `reasoning_auto_summary`.
 * Since 1.104 models on Bedrock get the effort alone.
 */
function withSummary(effort: Json, { type, summary = null }: JsonObject, adapting: Adapting): Json {
  const { autoSummary, trace, release } = adapting;
  if (type === 'disabled' || !has(release, 'adapter-summaries')) return effort;
  const wanted = isTruthy(summary) ? summary : autoSummary ? AUTO_SUMMARY : null;
  if (wanted === null) return effort;
  const pair = made(adapting, { effort, summary: wanted }, '/thinking');
  return wanted === summary
    ? trace.member(pair, 'summary', '/thinking/summary', RULE.kept)
    : trace.member(pair, 'summary', null, RULE.autoSummary);
}

/** `thinking` of Claude is handed on; for other models it becomes a reasoning effort. */
export const thinking: Step = (body, value, adapting, request) => {
  const { trace, release, model } = adapting;
  if (!isTruthy(value)) {
    if (has(release, 'empty-adapter-thinking-fails') && !isObject(value))
      crash('LiteLLM takes thinking for an object.', 'AttributeError');
    trace.note('/thinking', RULE.emptyValue);
    return;
  }
  if (!isObject(value)) {
    if (!has(release, 'odd-adapter-thinking-fails') && isClaude(model))
      keep('thinking')(body, value, adapting, request);
    else if (!has(release, 'adapter-thinking-must-be-object')) trace.note('/thinking', RULE.thinkingLost);
    else crash('LiteLLM takes thinking for an object.', 'AttributeError');
    return;
  }
  if (
    !has(release, 'adapter-thinking-as-effort') ||
    (isClaude(model) && has(release, 'adapter-keeps-claude-thinking')) ||
    (has(release, 'every-arn-thinks') && /arn:.*:bedrock:/i.test(model))
  ) {
    keep('thinking')(body, value, adapting, request);
    const config = request.output_config;
    if (!has(release, 'adapter-keeps-output-config') || !isObject(config)) return;
    const { format: _format, ...rest } = config;
    if (Object.keys(rest).length === 0) return;
    body.output_config = made(adapting, rest, '/output_config', RULE.kept);
    return;
  }
  const effort = effortOf(value, request.output_config, adapting);
  if (effort === null) {
    trace.note('/thinking', RULE.thinkingLost);
    return;
  }
  body.reasoning_effort = withSummary(normalEffort(effort, adapting), value, adapting);
  trace.member(body, 'reasoning_effort', '/thinking', RULE.mapped);
};
