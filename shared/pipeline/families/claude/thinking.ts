import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { badRequest, crash, unsupported } from '../../call/failures.ts';
import { supportsEffort, takesThinkingBudget, thinksAdaptively } from '../../models/capabilities.ts';
import { effortOfBudget, outputEffort, thinkingFor } from '../../models/efforts.ts';
import type { Target } from '../../models/target.ts';
import { readInt } from '../../python/numbers.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';

/** Tokens added to a thinking budget where the caller sets no limit. */
export const ANSWER_TOKENS = 4096;

/** What `reasoning_effort` becomes. */
export interface Effort {
  readonly thinking: JsonObject;
  /** For models that think adaptively. */
  readonly effort: string | null;
}

/** Maps an effort; null for `none`. Throws `Stop` (`BadRequestError`) for words LiteLLM does not know. */
export function mapEffort(effort: string, target: Target): Effort | null {
  if (effort === 'none') return null;
  const thinking = thinkingFor(effort, target);
  if (thinking === undefined && !has(target.release, 'unknown-efforts-refused'))
    crash(`Unmapped reasoning effort: ${effort}`, 'ValueError');
  const names = has(target.release, 'efforts-sent-by-name');
  const sent = outputEffort(effort);
  if (thinking === undefined || (names && sent === undefined))
    throw badRequest(`reasoning_effort "${effort}" is not known.`);
  return { thinking, effort: names && thinksAdaptively(target) ? (sent ?? null) : null };
}

function budgetOf(value: Json | undefined): number | null {
  if (value === undefined) return 0;
  if (typeof value === 'number') return Math.trunc(value);
  return typeof value === 'string' ? readInt(value) : null;
}

/** A budget as Python's `int()` reads it, nothing being 0. Throws `Stop` (`crashed`) where it cannot. */
export function wholeBudget(given: Json | undefined): number {
  if (!isTruthy(given)) return 0;
  const budget = typeof given === 'string' ? readInt(given) : Math.trunc(Number(given === true ? 1 : given));
  if (budget === null || typeof given === 'object') crash('thinking.budget_tokens must be a number.');
  return budget;
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
  const xhigh = supportsEffort(target, 'xhigh');
  if (!has(target.release, 'budgets-checked'))
    return {
      thinking: { type: 'adaptive' },
      effort: effortOfBudget(wholeBudget(value.budget_tokens), xhigh),
    };
  const budget = budgetOf(value.budget_tokens);
  if (budget === null && !dropParams) throw unsupported('thinking.budget_tokens must be a number.');
  const { type: _type, budget_tokens: _budget, display, ...others } = value;
  const carried = Object.entries(others).filter(([key]) => !dropParams || CARRIED.has(key));
  const shown = DISPLAYS.some((known) => known === display) ? { display: display as Json } : {};
  const thinking: JsonObject = { ...Object.fromEntries(carried), type: 'adaptive', ...shown };
  return {
    thinking,
    effort: budget === null ? null : effortOfBudget(budget, xhigh),
  };
}
