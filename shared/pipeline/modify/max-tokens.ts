import type { Context } from '../call/context.ts';
import type { Param } from '../call/params.ts';
import { costEntry, modelInfo } from '../models/lookup.ts';
import { countMessages } from '../tokens/count-messages.ts';
import { MODIFY_RULES } from './rules.ts';

/** The most output tokens that the cost map lists for the model string as it stands. */
interface Limit {
  readonly most: number;
  /** True where input and output share it. */
  readonly shared: boolean;
}

function listedLimit({ request, profile: { release } }: Context): Limit | null {
  const model = String(request.model);
  const bare = model.replace(/^bedrock\//, '');
  const entry = costEntry(release, model) ?? costEntry(release, bare);
  const most = entry?.output ?? entry?.tokens ?? null;
  return most === null ? null : { most, shared: modelInfo(release, bare)?.maxInputTokens === most };
}

/** What is left of a shared limit beside the input, with the tenth that LiteLLM adds to its count; null for unknown. */
function besideInput(most: number, asked: number, { request }: Context): number | null {
  const counted = countMessages(String(request.model), request.messages);
  if (counted === null) return null;
  const input = counted + Math.trunc(Math.max(counted / 10, 10));
  return input > most || asked + input <= most ? null : most - input;
}

/**
 * `max_tokens` as `modify_params` leaves it: not above what the model gives, beside the input where both share a limit.
 * Source: `get_modified_max_tokens`, LiteLLM 1.87.0 and 1.109.1.
 */
export function withinOutputLimit(param: Param, context: Context): Param {
  if (!context.settings.modifyParams || typeof param.value !== 'number') return param;
  const limit = listedLimit(context);
  if (limit === null) return param;
  const { most, shared } = limit;
  const left = shared ? besideInput(most, param.value, context) : most;
  return left === null || param.value <= left
    ? param
    : { ...param, value: left, rule: MODIFY_RULES.maxTokens };
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
