import { isArray, type Json } from '../../../json/json.ts';
import type { Context } from '../../call/context.ts';
import { crash } from '../../call/failures.ts';
import type { Params } from '../../call/params.ts';
import { thinkingEnabled } from '../../call/thinking.ts';

const isNoNumber = (value: Json): boolean => typeof value !== 'number' && typeof value !== 'boolean';

/** Parameter → true for a value on which LiteLLM's mapping for Claude fails. */
const FAILS: Readonly<Record<string, (value: Json) => boolean>> = {
  max_tokens: isNoNumber,
  max_completion_tokens: isNoNumber,
  stop: (value) => isArray(value) && value.some((item) => typeof item !== 'string'),
};

/**
 * Ends the call (throws `Stop`, `crashed`) where a value has a type that LiteLLM's mapping for Claude
 * reckons with without looking: a limit in quotes, a stop sequence that is no text.
 * Source: `AnthropicConfig.map_openai_params`, LiteLLM 1.87.0, 1.90.0, 1.109.1.
 */
export function checkValues(params: Params, { profile }: Context): void {
  if (profile.strict) return;
  thinkingEnabled(params, profile.release);
  for (const [key, fails] of Object.entries(FAILS)) {
    const param = params.get(key);
    if (param && fails(param.value)) crash(`${key} has a value of the wrong type.`);
  }
}
