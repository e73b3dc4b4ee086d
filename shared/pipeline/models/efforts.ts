import type { Json, JsonObject } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { pythonText } from '../python/repr.ts';
import { has } from '../releases/behaviours.ts';
import { adaptiveByName, effortCeiling, supportsEffort, thinksAdaptively } from './capabilities.ts';
import type { Target } from './target.ts';

/*
 * How much a model is to think, as a word and as a number of tokens: the one place for both.
 * Source: litellm.constants DEFAULT_REASONING_EFFORT_…_THINKING_BUDGET, the same in LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */

/** The least thinking budget that Bedrock takes, tokens. */
export const MIN_BUDGET = 1024;

/** Tokens that LiteLLM leaves for the answer beside a thinking budget where the caller sets no limit (`DEFAULT_MAX_TOKENS`). */
export const ANSWER_TOKENS = 4096;

/** Thinking budgets by effort, tokens. */
export const BUDGETS = {
  minimal: MIN_BUDGET,
  low: 1024,
  medium: 2048,
  high: 4096,
  xhigh: 8192,
  max: 16_384,
} as const;

/** The budget of a minimal effort up to 1.83, which Bedrock refuses, tokens. */
const OLD_MINIMAL = 128;

/** What `output_config.effort` may be, from the least to the most, as Bedrock's ceilings count. */
const EFFORTS: readonly string[] = ['low', 'medium', 'high', 'max', 'xhigh'];

/** The efforts that LiteLLM lets Nova 2 have. */
export const NOVA_EFFORTS: readonly string[] = ['low', 'medium', 'high'];

/** True for an effort that `output_config` may hold. */
export const isEffort = (value: unknown): value is string =>
  typeof value === 'string' && EFFORTS.includes(value);

/** The effort that `output_config` carries for a `reasoning_effort`; undefined for a word that is none. */
export const outputEffort = (effort: string): string | undefined =>
  lookUp(BUDGETS, effort) === undefined ? undefined : effort === 'minimal' ? 'low' : effort;

/** The least tokens of each effort where a budget becomes one; below them all it is `low`. */
interface Steps {
  readonly xhigh: number;
  readonly high: number;
  readonly medium: number;
}

/** What the messages API of Claude itself goes by. Source: `_translate_legacy_thinking_to_adaptive`. */
export const MESSAGES_STEPS: Steps = { xhigh: 24_000, high: 10_000, medium: 5000 };

/** What the adapter of the messages API goes by before 1.109, and the least of `low` there. */
export const ADAPTER_STEPS = { high: 10_000, medium: 5000, low: 2000 } as const;

/** The effort that stands for a thinking budget; `takesXhigh` where the model knows so much. */
export function effortOfBudget(tokens: number, takesXhigh: boolean, steps: Steps = BUDGETS): string {
  if (tokens >= steps.xhigh && takesXhigh) return 'xhigh';
  if (tokens >= steps.high) return 'high';
  return tokens >= steps.medium ? 'medium' : 'low';
}

/**
 * The `thinking` for a `reasoning_effort` other than `none`: adaptive where the model thinks so, else with a
 * budget; undefined for a word that LiteLLM does not know.
 */
export function thinkingFor(effort: string, target: Target): JsonObject | undefined {
  if (thinksAdaptively(target)) {
    const display = has(target.release, 'thinking-summarized') ? { display: 'summarized' } : {};
    return { type: 'adaptive', ...display };
  }
  if (!has(target.release, 'efforts-beyond-high') && (effort === 'xhigh' || effort === 'max'))
    return undefined;
  const tiny = effort === 'minimal' && !has(target.release, 'minimal-effort-raised');
  const budget = tiny ? OLD_MINIMAL : lookUp(BUDGETS, effort);
  return budget === undefined ? undefined : { type: 'enabled', budget_tokens: budget };
}

/** Lowers an effort to the highest that Bedrock takes for the model (since 1.90). */
export function cappedEffort(effort: string, target: Target): string {
  const ceiling = has(target.release, 'effort-capped') ? effortCeiling(target) : null;
  return ceiling !== null && EFFORTS.indexOf(effort) > EFFORTS.indexOf(ceiling) ? ceiling : effort;
}

const opus46 = ({ name }: Target): boolean => /opus[-_]4[-_.]6/.test(name.toLowerCase());
const sonnet46 = ({ name }: Target): boolean => /sonnet[-_]4[-_.]6/.test(name.toLowerCase());
const opus47 = ({ name }: Target): boolean => /opus[-_]4[-_.]7/.test(name.toLowerCase());

/**
 * Why a release up to 1.83 fails on an effort of Claude's on invoke, or null. It asks the cost map, too, but with
 * `invoke/` before the name, under which no entry stands: only names tell.
 * Source: `AnthropicConfig.transform_request`, LiteLLM 1.80.7 to 1.83.14.
 */
export function earlyEffortProblem(target: Target, effort: Json): string | null {
  const { release } = target;
  const known = [
    'high',
    'medium',
    'low',
    ...(has(release, 'xhigh-effort-known') ? ['xhigh'] : []),
    ...(has(release, 'max-effort-known') ? ['max'] : []),
  ];
  if (typeof effort !== 'string' || !known.includes(effort))
    return `Invalid effort value: ${pythonText(effort)}`;
  if (effort === 'xhigh') return `effort='xhigh' is not supported by this model. Got model: ${target.name}`;
  if (effort !== 'max') return null;
  const takesMax =
    opus46(target) ||
    (sonnet46(target) && has(release, 'max-effort-for-sonnet')) ||
    (opus47(target) && has(release, 'max-effort-for-opus-4-7'));
  return takesMax ? null : `effort='max' is not supported by this model. Got model: ${target.name}`;
}

/** Why an effort is refused, or null. */
export function effortProblem(target: Target, effort: string): string | null {
  const adaptive = has(target.release, 'adaptive-thinking-by-capability')
    ? thinksAdaptively(target)
    : adaptiveByName(target);
  const allowed =
    effort === 'max'
      ? adaptive || supportsEffort(target, 'max')
      : effort !== 'xhigh' || supportsEffort(target, 'xhigh');
  return allowed ? null : `effort='${effort}' is not supported by this model.`;
}
