import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { belowLimit, wholeBudget } from '../../../blocks/adaptive-thinking.ts';
import { withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { Stop } from '../../../call/failures.ts';
import {
  alwaysThinks,
  supportsEffort,
  takesThinkingBudget,
  thinksAdaptively,
  thinksByDefault,
} from '../../../models/capabilities.ts';
import { lists, takesEffort } from '../../../models/claude.ts';
import {
  cappedEffort,
  effortOfBudget,
  effortProblem,
  MESSAGES_STEPS,
  MIN_BUDGET,
} from '../../../models/efforts.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { adaptiveThinking, type Effort, mapEffort } from '../thinking.ts';
import type { Draft } from './draft.ts';

/** An error of Anthropic's form, status 400; 1.109 gives it the type of LiteLLM's own. */
export const anthropicError = ({ release }: Pick<Draft, 'release'>, message: string): Stop =>
  new Stop('refused', {
    type: has(release, 'messages-errors-are-bad-requests') ? 'BadRequestError' : 'AnthropicError',
    message,
  });

/** A thinking budget kept below `max_tokens`, since the release does so; null where not even the least fits. */
const fitted = (
  thinking: JsonObject,
  draft: Draft,
  since: 'thinking-budget-fitted' | 'effort-budget-fitted',
): JsonObject | null =>
  has(draft.release, since) ? belowLimit(thinking, draft.value('max_tokens')) : thinking;

function mapped(draft: Draft, effort: string): Effort | null {
  try {
    return mapEffort(effort, draft.target);
  } catch (stop) {
    if (stop instanceof Stop) throw anthropicError(draft, stop.error.message);
    throw stop;
  }
}

/** Sets `output_config.effort` unless the caller did, behind the caller's own members; `first` puts either in front. */
function setEffort(
  draft: Draft,
  effort: string,
  from: string,
  rule: (typeof RULE)[keyof typeof RULE],
  first = false,
): void {
  const { trace } = draft.context;
  const config = draft.object('output_config');
  const own = config !== undefined && 'effort' in config;
  if (own && !first) return;
  const value: Record<string, Json> = config
    ? withMembers(trace, { value: config, at: '/output_config' }, {})
    : trace.whole({}, from, rule);
  const withEffort = trace.inherit(first ? { effort, ...value } : { ...value, effort }, value);
  if (!own) trace.member(withEffort, 'effort', from, rule);
  draft.set('output_config', withEffort, config ? '/output_config' : from, config ? RULE.kept : rule);
}

/** `reasoning_effort`, OpenAI's word for it, becomes thinking and an effort. */
export function translateEffort(draft: Draft): void {
  const param = draft.params.get('reasoning_effort');
  if (!param) return;
  const { target } = draft;
  draft.params.delete('reasoning_effort');
  const { trace } = draft.context;
  const at = '/reasoning_effort';
  if (typeof param.value !== 'string') {
    trace.note(at, RULE.effortLost);
    return;
  }
  const word =
    has(draft.release, 'native-effort-clamped') && thinksAdaptively(target)
      ? cappedEffort(param.value, target)
      : param.value;
  const effort = mapped(draft, word);
  if (effort === null) {
    trace.note(at, RULE.effortNone);
    draft.drop('thinking', RULE.effortClears);
    draft.drop('output_config', RULE.effortClears);
    if (thinksByDefault(target))
      draft.set('thinking', trace.whole({ type: 'disabled' }, at, RULE.effort), at, RULE.effort);
    return;
  }
  const thinking = fitted(effort.thinking, draft, 'effort-budget-fitted');
  if (thinking === null) {
    trace.note(at, RULE.effortLost);
    return;
  }
  const rule = word === param.value ? RULE.effort : RULE.effortCapped;
  let used = false;
  if (draft.value('thinking') === undefined) {
    draft.set('thinking', trace.whole({ ...thinking }, at, rule), at, rule);
    used = true;
  }
  if (effort.effort !== null) {
    const problem = effortProblem(target, effort.effort);
    if (problem !== null) throw anthropicError(draft, problem);
    const config = draft.object('output_config');
    if (!config || !('effort' in config)) used = true;
    setEffort(draft, effort.effort, at, rule);
  }
  if (!used) trace.note(at, RULE.effortLost);
}

/** Models that always think refuse to be told not to (1.109): the value is left out. */
export function dropDisabled(draft: Draft): void {
  if (!has(draft.release, 'disabled-thinking-dropped') || draft.object('thinking')?.type !== 'disabled')
    return;
  if (alwaysThinks(draft.target)) draft.drop('thinking', RULE.thinkingLost);
}

/** A thinking budget on a model that thinks adaptively becomes an effort. */
export function translateBudget(draft: Draft): void {
  const { target, context } = draft;
  const thinking = draft.object('thinking');
  if (thinking?.type !== 'enabled' || !thinksAdaptively(target)) return;
  const at = '/thinking';
  if (has(draft.release, 'native-budget-to-effort')) {
    const adaptive = adaptiveThinking(thinking, target, context.dropParams);
    if (adaptive === null) return;
    draft.set(
      'thinking',
      context.trace.whole({ ...adaptive.thinking }, at, RULE.thinkingAdaptive),
      at,
      RULE.thinkingAdaptive,
    );
    if (adaptive.effort !== null) setEffort(draft, adaptive.effort, at, RULE.thinkingAdaptive, true);
    return;
  }
  if (has(draft.release, 'budgets-kept-where-taken') && takesThinkingBudget(target)) return;
  const budget = wholeBudget(thinking.budget_tokens);
  const value = context.trace.whole({ type: 'adaptive' }, at, RULE.thinkingAdaptive);
  draft.set('thinking', value, at, RULE.thinkingAdaptive);
  const takesXhigh = !has(draft.release, 'budget-to-xhigh-asks') || supportsEffort(draft.target, 'xhigh');
  const effort = has(draft.release, 'native-budgets-by-level')
    ? effortOfBudget(budget, takesXhigh)
    : effortOfBudget(budget, takesXhigh, MESSAGES_STEPS);
  setEffort(draft, effort, at, RULE.thinkingAdaptive);
}

function takeEffortOut(draft: Draft, config: JsonObject, used: boolean): void {
  if (!('effort' in config)) return;
  const { trace } = draft.context;
  if (!used) trace.note('/output_config/effort', RULE.configLost);
  const rest = withMembers(trace, { value: config, at: '/output_config' }, { effort: undefined });
  if (Object.keys(rest).length === 0) draft.params.delete('output_config');
  else draft.set('output_config', rest, '/output_config', RULE.kept);
}

/** Adaptive thinking and efforts on a model that knows neither become a thinking budget (1.109). */
export function translateAdaptive(draft: Draft): void {
  const { target, context } = draft;
  if (!has(draft.release, 'native-adaptive-to-budget') || thinksAdaptively(target)) return;
  const config = draft.object('output_config');
  const effort = config?.effort ?? null;
  const adaptive = draft.object('thinking')?.type === 'adaptive';
  if (effort === null && !adaptive) return;
  const word = isTruthy(effort) ? String(effort) : '';
  const fits = typeof effort !== 'string' || effortProblem(target, effort) === null;
  if (takesEffort(target) && (!adaptive || fits)) {
    if (adaptive) draft.drop('thinking', RULE.thinkingLost);
    return;
  }
  const thinks = lists(target, 'supports_reasoning');
  const legacy = thinks ? mapped(draft, word || 'medium') : null;
  const budget = legacy ? fitted(legacy.thinking, draft, 'thinking-budget-fitted') : null;
  const from = [...(adaptive ? ['/thinking'] : []), ...(word ? ['/output_config/effort'] : [])];
  if (budget === null) draft.drop('thinking', RULE.thinkingLost);
  else {
    if (!adaptive) draft.lose('thinking', RULE.thinkingReplaced);
    const value = context.trace.whole({ ...budget }, from, RULE.thinkingLegacy);
    draft.set('thinking', value, from, RULE.thinkingLegacy);
  }
  if (config) takeEffortOut(draft, config, budget !== null);
}

/** While a model without adaptive thinking thinks, it takes no temperature but 1 (1.109). */
export function dropTemperature(draft: Draft): void {
  const temperature = draft.value('temperature');
  if (!has(draft.release, 'thinking-drops-temperature') || temperature === undefined || temperature === 1)
    return;
  if (thinksAdaptively(draft.target)) return;
  const effort = draft.object('output_config')?.effort;
  const thinks = draft.object('thinking')?.type === 'enabled' || (effort !== undefined && effort !== null);
  if (thinks) draft.drop('temperature', RULE.temperatureLost);
}

const clearsThinking = (draft: Draft): boolean => {
  const edits = draft.object('context_management')?.edits;
  return isArray(edits) && edits.some((edit) => isObject(edit) && edit.type === 'clear_thinking_20251015');
};

const mayThink = ({ target }: Draft): boolean =>
  (has(target.release, 'native-thinking-by-capability') && thinksAdaptively(target)) ||
  /(?:opus|sonnet)[-_]4/.test(target.name.toLowerCase());

function injectAdaptive(draft: Draft, budget: number): void {
  const { trace } = draft.context;
  const at = '/context_management';
  const thinking = draft.object('thinking');
  const { type: _type, budget_tokens: _budget, ...carried } = thinking ?? {};
  const value = trace.whole({ ...carried, type: 'adaptive' }, at, RULE.thinkingForClear);
  setEffort(draft, effortOfBudget(budget, true), at, RULE.thinkingForClear);
  draft.lose('thinking', RULE.thinkingReplaced);
  draft.set('thinking', value, at, RULE.thinkingForClear);
}

/**
 * Claude Code asks for thinking to be cleared; Bedrock takes that only while the model thinks, so
 * LiteLLM turns thinking on. Source: `_ensure_thinking_for_clear_thinking_context_management`.
 */
export function thinkForClearing(draft: Draft): void {
  if (!has(draft.release, 'clearing-brings-thinking')) return;
  if (!clearsThinking(draft) || !mayThink(draft)) return;
  const { trace } = draft.context;
  const adaptive = has(draft.release, 'native-thinking-by-capability') && thinksAdaptively(draft.target);
  const thinking = draft.object('thinking');
  if (thinking?.type === 'adaptive') return;
  if (thinking?.type === 'enabled') {
    if (adaptive) injectAdaptive(draft, Number(thinking.budget_tokens ?? MIN_BUDGET));
    return;
  }
  const limit = draft.value('max_tokens');
  if (typeof limit === 'number' && Number.isInteger(limit) && limit <= MIN_BUDGET) return;
  if (adaptive) {
    injectAdaptive(draft, MIN_BUDGET);
    return;
  }
  draft.lose('thinking', RULE.thinkingReplaced);
  const value = trace.whole({ type: 'enabled', budget_tokens: MIN_BUDGET }, null, RULE.thinkingForClear);
  draft.set('thinking', value, null, RULE.thinkingForClear);
}
