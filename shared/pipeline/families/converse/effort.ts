import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import { badRequest } from '../../call/failures.ts';
import type { Param } from '../../call/params.ts';
import { effortCeiling, supportsEffort, thinksAdaptively } from '../../models/capabilities.ts';
import { isClaude46OrOpus47 } from '../../models/claude-names.ts';
import type { Target } from '../../models/target.ts';
import { has } from '../../releases/behaviours.ts';
import { mapped } from './rules.ts';

export const EFFORT_CAPPED = mapped(
  'effort-capped',
  'mapped',
  'Bedrock takes less effort for this model than asked for; LiteLLM lowers it.',
  'LiteLLM 1.90 normalize_bedrock_opus_output_config_effort',
);

/** Thinking budgets for models without adaptive thinking, tokens. */
const BUDGETS: Readonly<Record<string, number>> = {
  minimal: 1024,
  low: 1024,
  medium: 2048,
  high: 4096,
  xhigh: 8192,
  max: 16384,
};

/** From the least effort to the most, as Bedrock's ceilings count. */
const ORDER = ['low', 'medium', 'high', 'max', 'xhigh'];

/** The effort that `output_config` carries for a `reasoning_effort`; throws `Stop` for an unknown one. */
export function outputEffort(effort: string): string {
  if (!Object.hasOwn(BUDGETS, effort)) throw badRequest(`Invalid reasoning_effort: ${effort}.`);
  return effort === 'minimal' ? 'low' : effort;
}

/** The `thinking` for a `reasoning_effort`; null for `none`. Throws `Stop` for an unknown effort. */
export function thinkingFor(effort: string, target: Target): JsonObject | null {
  if (effort === 'none') return null;
  if (thinksAdaptively(target)) {
    return has(target.release, 'thinking-summarized')
      ? { type: 'adaptive', display: 'summarized' }
      : { type: 'adaptive' };
  }
  const budget = lookUp(BUDGETS, effort);
  if (budget === undefined) throw badRequest(`Unmapped reasoning effort: ${effort}.`);
  return { type: 'enabled', budget_tokens: budget };
}

/** Lowers an effort to what Bedrock takes for the model (since 1.90). */
export function cappedEffort(effort: Json | undefined, target: Target): Json | undefined {
  if (!has(target.release, 'effort-capped') || typeof effort !== 'string') return effort;
  const ceiling = effortCeiling(target);
  if (ceiling === null || !ORDER.includes(effort)) return effort;
  return ORDER.indexOf(effort) > ORDER.indexOf(ceiling) ? ceiling : effort;
}

/** Lowers the effort of an `output_config`; the same object where nothing changes. */
export function withCappedEffort(config: JsonObject, target: Target): JsonObject {
  const effort = cappedEffort(config.effort, target);
  return effort === undefined || effort === config.effort ? config : { ...config, effort };
}

/** Throws `Stop` (`refused`) for an effort that the model does not take. */
export function checkEffort(effort: Json, target: Target): void {
  if (typeof effort !== 'string' || !ORDER.includes(effort)) {
    throw badRequest(`Invalid output_config.effort: ${String(effort)}.`);
  }
  const known = has(target.release, 'adaptive-thinking-by-capability')
    ? thinksAdaptively(target)
    : isClaude46OrOpus47(target.name);
  if (effort === 'max' && !known && !supportsEffort(target, 'max')) {
    throw badRequest(`effort='max' is not supported by ${target.name}.`);
  }
  if (effort === 'xhigh' && !supportsEffort(target, 'xhigh')) {
    throw badRequest(`effort='xhigh' is not supported by ${target.name}.`);
  }
}

/** The object a parameter holds, or an empty one. */
export const objectIn = (param: Param | undefined): JsonObject => (isObject(param?.value) ? param.value : {});
