import type { Context } from '../call/context.ts';
import type { Param } from '../call/params.ts';
import { costEntry, modelInfo } from '../models/lookup.ts';
import { MODIFY_RULES } from './rules.ts';

/** The most output tokens that the cost map lists for the model string as it stands; null for none. */
function listedLimit({ request, profile: { release } }: Context): number | null {
  const model = String(request.model);
  const bare = model.replace(/^bedrock\//, '');
  const entry = costEntry(release, model) ?? costEntry(release, bare);
  const limit = entry?.output ?? entry?.tokens ?? null;
  // Where input and output share one limit LiteLLM counts the tokens of the input, by a tokenizer that it
  // loads from elsewhere: what it arrives at cannot be known here.
  return modelInfo(release, bare)?.maxInputTokens === limit ? null : limit;
}

/**
 * `max_tokens` as `modify_params` leaves it: not above what the model gives.
 * Source: `get_modified_max_tokens`, LiteLLM 1.87.0 and 1.109.1.
 */
export function withinOutputLimit(param: Param, context: Context): Param {
  if (!context.settings.modifyParams || typeof param.value !== 'number') return param;
  const limit = listedLimit(context);
  if (limit === null || param.value <= limit) return param;
  return { ...param, value: limit, rule: MODIFY_RULES.maxTokens };
}

/** Parameters with their `max_tokens` as {@link withinOutputLimit} leaves it. */
export function withMaxTokensWithinLimit(
  params: ReadonlyMap<string, Param>,
  context: Context,
): ReadonlyMap<string, Param> {
  const param = params.get('max_tokens');
  if (!param) return params;
  const lowered = withinOutputLimit(param, context);
  // A copy with the same keys keeps their order.
  return lowered === param ? params : new Map(params).set('max_tokens', lowered);
}
