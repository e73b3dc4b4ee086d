import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { adaptiveForm, budgetForEffort } from '../../blocks/adaptive-thinking.ts';
import { crash, effortInvalid, effortUnmapped } from '../../call/failures.ts';
import { supportsEffort, takesThinkingBudget, thinksAdaptively } from '../../models/capabilities.ts';
import { effortOfBudget, outputEffort, thinkingFor } from '../../models/efforts.ts';
import type { Target } from '../../models/target.ts';
import { has } from '../../releases/behaviours.ts';

/** What `reasoning_effort` becomes. */
export interface Effort {
  readonly thinking: JsonObject;
  /** For models that think adaptively. */
  readonly effort: string | null;
}

/** Maps an effort; null for `none`. Throws `Stop` (`BadRequestError`) for words LiteLLM does not know. */
export function mapEffort(effort: string, target: Target): Effort | null {
  if (effort === 'none' && has(target.release, 'none-effort-known')) return null;
  const thinking = thinkingFor(effort, target);
  if (thinking === undefined && !has(target.release, 'unknown-efforts-refused'))
    crash(`Unmapped reasoning effort: ${effort}`, 'ValueError');
  // Up to 1.83 any word is handed on beside adaptive thinking, and looked at later.
  if (has(target.release, 'effort-words-sent') && thinking !== undefined && thinksAdaptively(target))
    return { thinking, effort: outputEffort(effort) ?? effort };
  const names = has(target.release, 'efforts-sent-by-name');
  const sent = outputEffort(effort);
  if (thinking === undefined) throw effortUnmapped(effort);
  if (names && sent === undefined) throw effortInvalid(effort);
  return { thinking, effort: names && thinksAdaptively(target) ? (sent ?? null) : null };
}

/** A thinking budget for a model that only thinks adaptively. */
export interface Adaptive {
  readonly thinking: JsonObject;
  readonly effort: string | null;
}

/**
 * Turns a thinking budget into an effort where the model takes no budgets; null where the value may
 * stay as it is. Source: `translate_legacy_thinking_for_adaptive_model`, LiteLLM 1.101.0 to 1.109.1.
 */
export function adaptiveThinking(value: Json, target: Target, dropParams: boolean): Adaptive | null {
  if (!has(target.release, 'claude-budget-to-effort') || !isObject(value) || value.type !== 'enabled')
    return null;
  if (!thinksAdaptively(target) || takesThinkingBudget(target)) return null;
  const budget = budgetForEffort(value.budget_tokens, target, dropParams);
  return {
    thinking: adaptiveForm(value, target, { dropParams, onInvoke: true }),
    effort: budget === null ? null : effortOfBudget(budget, supportsEffort(target, 'xhigh')),
  };
}
