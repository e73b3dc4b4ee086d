import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { badRequest, badRequestSaying } from '../../call/failures.ts';
import type { Param } from '../../call/params.ts';
import { cappedEffort, effortProblem, isEffort } from '../../models/efforts.ts';
import type { Target } from '../../models/target.ts';
import { pythonRepr } from '../../python/repr.ts';
import { mapped } from './rules.ts';

export const EFFORT_CAPPED = mapped(
  'effort-capped',
  'mapped',
  'Bedrock takes less effort for this model than asked for; LiteLLM lowers it.',
  'LiteLLM 1.90 normalize_bedrock_opus_output_config_effort',
);

/** Lowers the effort of an `output_config`; the same object where nothing changes. */
export function withCappedEffort(config: JsonObject, target: Target): JsonObject {
  if (typeof config.effort !== 'string') return config;
  const effort = cappedEffort(config.effort, target);
  return effort === config.effort ? config : { ...config, effort };
}

/** Throws `Stop` (`refused`) for an effort that the model does not take. */
export function checkEffort(effort: Json, target: Target): void {
  if (!isEffort(effort))
    throw badRequestSaying(
      `Invalid reasoning_effort/output_config.effort value: ${pythonRepr(effort)}. Must be one of: 'low', 'medium', 'high', 'xhigh', or 'max'.`,
    );
  const problem = effortProblem(target, effort);
  if (problem !== null) throw badRequest(problem);
}

/** The object a parameter holds, or an empty one. */
export const objectIn = (param: Param | undefined): JsonObject => (isObject(param?.value) ? param.value : {});
