import type { Json, JsonObject } from '../../json/json.ts';
import { crash, unsupported } from '../call/failures.ts';
import { BUDGETS, MIN_BUDGET } from '../models/efforts.ts';
import type { Target } from '../models/target.ts';
import { readInt } from '../python/numbers.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';

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

/** What adaptive thinking is for a model that knows budgets alone, before `max_tokens` is looked at. */
export const MEDIUM_THINKING: JsonObject = { type: 'enabled', budget_tokens: BUDGETS.medium };

/**
 * A thinking budget kept below `max_tokens`, tokens; null where not even the least fits. Throws `Stop` (`crashed`) for
 * a limit that Python does not compare with a number. Source: `cap_thinking_budget_to_max_tokens`, LiteLLM 1.109.1.
 */
export function belowLimit(thinking: JsonObject, limit: Json | undefined): JsonObject | null {
  const { budget_tokens: budget } = thinking;
  if (limit === undefined || limit === null || typeof budget !== 'number') return thinking;
  const most = typeof limit === 'boolean' ? Number(limit) : limit;
  if (typeof most !== 'number') crash('max_tokens must be a number.', 'TypeError');
  if (most <= MIN_BUDGET) return null;
  return budget < most ? thinking : { ...thinking, budget_tokens: most - 1 };
}

/** Members of `thinking` that go along when its form changes. */
const CARRIED = new Set(['block_binding']);
const DISPLAYS: readonly Json[] = ['summarized', 'omitted'];

/**
 * The tokens of a budget that becomes an effort, null where it is left out. Throws `Stop` for what is no number: since
 * 1.109 LiteLLM refuses it, from 1.105.2 on it counted as nothing, before that Python's `int()` failed.
 */
export function budgetForEffort(given: Json | undefined, target: Target, dropParams: boolean): number | null {
  if (!has(target.release, 'odd-budgets-refused'))
    return has(target.release, 'odd-budgets-count-as-none') && typeof given === 'object'
      ? 0
      : wholeBudget(given);
  const budget = budgetOf(given);
  if (budget === null && !dropParams)
    throw unsupported('thinking.budget_tokens must be a number.', 'thinking');
  return budget;
}

/** A thinking budget as adaptive thinking, with the members that the release carries along on the route. */
export function adaptiveForm(
  value: JsonObject,
  target: Target,
  { dropParams, onInvoke }: { readonly dropParams: boolean; readonly onInvoke: boolean },
): JsonObject {
  if (!has(target.release, 'thinking-display-carried')) return { type: 'adaptive' };
  const { type: _type, budget_tokens: _budget, display, ...others } = value;
  const all = has(target.release, 'thinking-members-carried');
  const carried = Object.entries(others).filter(([key]) =>
    CARRIED.has(key) ? all || onInvoke : all && !dropParams,
  );
  const shown = DISPLAYS.includes(display as Json) || (onInvoke && display === 'updates');
  return { ...Object.fromEntries(carried), type: 'adaptive', ...(shown ? { display: display as Json } : {}) };
}
