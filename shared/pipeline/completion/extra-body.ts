import { assign, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import { crashOnType } from '../call/failures.ts';
import type { Family } from '../call/family.ts';
import { rule } from '../ledger/rule.ts';
import { isInternalAnywhere } from '../releases/registry.ts';
import { judge, STRICT_INTERNAL, STRICT_UNKNOWN } from './filter.ts';

const REPLACED = rule({
  id: 'build.extra-body-replaces',
  stage: 'build',
  fate: 'kept',
  text: 'extra_body is merged over the finished body: this value replaces what was built under the same key.',
  source: 'LiteLLM BaseLLMHTTPHandler.completion',
});

/**
 * Merges the caller's `extra_body` over a finished invoke body, key by key. Under the strict
 * profile only keys that the body form knows are merged. Returns a new body. Ends the call (throws `Stop`, `crashed`)
 * where it is no object.
 */
export function mergeExtraBody(
  body: JsonObject,
  extraBody: Json,
  family: Family,
  context: Context,
): JsonObject {
  if (extraBody === null) return body;
  if (!isObject(extraBody)) crashOnType('extra_body');
  const { trace, profile } = context;
  const accepted = new Set([...family.accepts(context), ...Object.keys(body)]);
  const merged: Record<string, Json> = trace.inherit({ ...body }, body);
  for (const key of Object.keys(extraBody)) {
    const from = child('/extra_body', key);
    if (profile.strict && !accepted.has(key)) {
      trace.note(from, isInternalAnywhere(key) ? STRICT_INTERNAL : STRICT_UNKNOWN);
      continue;
    }
    const why = Object.hasOwn(body, key) ? REPLACED : judge(key, accepted);
    assign(merged, key, extraBody[key] as Json);
    trace.member(merged, key, from, why);
  }
  return merged;
}
