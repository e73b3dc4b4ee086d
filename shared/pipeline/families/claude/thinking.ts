import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { badRequest, unsupported } from '../../call/failures.ts';
import {
  effortCeiling,
  supportsEffort,
  takesThinkingBudget,
  thinksAdaptively,
} from '../../models/capabilities.ts';
import type { Target } from '../../models/target.ts';
import { readInt } from '../../python/numbers.ts';
import { has } from '../../releases/behaviours.ts';

const MIN_BUDGET = 1024;
/** Tokens added to a thinking budget where the caller sets no limit. */
export const ANSWER_TOKENS = 4096;

const BUDGETS: Readonly<Record<string, number>> = {
  minimal: MIN_BUDGET,
  low: 1024,
  medium: 2048,
  high: 4096,
  xhigh: 8192,
  max: 16_384,
};
const EFFORTS: Readonly<Record<string, string>> = {
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  xhigh: 'xhigh',
  max: 'max',
};
const EFFORT_ORDER = ['low', 'medium', 'high', 'max', 'xhigh'];

/** Lowers an effort to the highest that Bedrock takes for the model (since 1.90). */
export function clampedEffort(effort: string, target: Target): string {
  const ceiling = has(target.release, 'effort-capped') ? effortCeiling(target) : null;
  const rank = EFFORT_ORDER.indexOf(effort);
  return ceiling !== null && rank > EFFORT_ORDER.indexOf(ceiling) ? ceiling : effort;
}

/** What `reasoning_effort` becomes. */
export interface Effort {
  readonly thinking: JsonObject;
  /** For models that think adaptively. */
  readonly effort: string | null;
}

/** Maps an effort; null for `none`. Throws `Stop` (`BadRequestError`) for words LiteLLM does not know. */
export function mapEffort(effort: string, target: Target): Effort | null {
  if (effort === 'none') return null;
  if (thinksAdaptively(target)) {
    const sent = lookUp(EFFORTS, effort);
    if (sent === undefined) throw badRequest(`reasoning_effort "${effort}" is not known.`);
    const display = has(target.release, 'thinking-summarized') ? { display: 'summarized' } : {};
    return { thinking: { type: 'adaptive', ...display }, effort: sent };
  }
  const budget = lookUp(BUDGETS, effort);
  if (budget === undefined) throw badRequest(`reasoning_effort "${effort}" is not known.`);
  return { thinking: { type: 'enabled', budget_tokens: budget }, effort: null };
}

/** Adaptive thinking for a model that knows none (1.109): a medium budget below `max_tokens`, or null. */
export function legacyThinking(maxTokens: Json | undefined): JsonObject | null {
  const budget = BUDGETS.medium as number;
  if (typeof maxTokens !== 'number') return { type: 'enabled', budget_tokens: budget };
  if (maxTokens <= MIN_BUDGET) return null;
  return { type: 'enabled', budget_tokens: Math.min(budget, maxTokens - 1) };
}

function effortOfBudget(budget: number, target: Target): string {
  if (budget >= (BUDGETS.xhigh as number) && supportsEffort(target, 'xhigh')) return 'xhigh';
  if (budget >= (BUDGETS.high as number)) return 'high';
  return budget >= (BUDGETS.medium as number) ? 'medium' : 'low';
}

function budgetOf(value: Json | undefined): number | null {
  if (value === undefined) return 0;
  if (typeof value === 'number') return Math.trunc(value);
  return typeof value === 'string' ? readInt(value) : null;
}

/** Members of `thinking` that go along when its form changes. */
const CARRIED = new Set(['block_binding']);
const DISPLAYS = ['summarized', 'omitted', 'updates'];

/** A thinking budget for a model that only thinks adaptively (1.109). */
export interface Adaptive {
  readonly thinking: JsonObject;
  readonly effort: string | null;
}

/**
 * Turns a thinking budget into an effort where the model takes no budgets; null where the value may
 * stay as it is. Source: `translate_legacy_thinking_for_adaptive_model`, LiteLLM 1.109.1.
 */
export function adaptiveThinking(value: Json, target: Target, dropParams: boolean): Adaptive | null {
  if (!has(target.release, 'claude-budget-to-effort') || !isObject(value) || value.type !== 'enabled')
    return null;
  if (!thinksAdaptively(target) || takesThinkingBudget(target)) return null;
  const budget = budgetOf(value.budget_tokens);
  if (budget === null && !dropParams) throw unsupported('thinking.budget_tokens must be a number.');
  const { type: _type, budget_tokens: _budget, display, ...others } = value;
  const carried = Object.entries(others).filter(([key]) => !dropParams || CARRIED.has(key));
  const shown = DISPLAYS.some((known) => known === display) ? { display: display as Json } : {};
  const thinking: JsonObject = { ...Object.fromEntries(carried), type: 'adaptive', ...shown };
  return { thinking, effort: budget === null ? null : effortOfBudget(budget, target) };
}
