import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { isInjected } from '../../cache/points.ts';
import { rule } from '../../ledger/rule.ts';
import type { Trace } from '../../ledger/trace.ts';

const STRIPPED = rule({
  id: 'build.openai.cache-control',
  stage: 'build',
  fate: 'dropped',
  text: 'The chat form has no cache_control; LiteLLM takes it out of messages and tools, and nothing is cached.',
  source: 'LiteLLM OpenAIGPTConfig.remove_cache_control_flag_from_messages_and_tools',
});

/** Where a container is from: what the trace knows of it, else its place below its parent. */
const placeOf = (container: object, trace: Trace, guess: Pointer | null): Pointer | null => {
  const from = trace.wholeOf(container)?.from;
  return typeof from === 'string' ? from : guess;
};

function strip(value: Json, trace: Trace, at: Pointer | null): Json {
  if (isObject(value)) return withoutCacheControl(value, trace, at);
  if (!isArray(value)) return value;
  const here = placeOf(value, trace, at);
  const items = value.map((item, i) =>
    isObject(item) ? withoutCacheControl(item, trace, here === null ? null : child(here, i)) : item,
  );
  return items.some((item, i) => item !== value[i]) ? trace.inherit(items, value) : value;
}

/**
 * A copy without any `cache_control`, however deep, or the object itself where there is none.
 * `at` is its place in the incoming request, null for objects of LiteLLM's own.
 */
export function withoutCacheControl(object: JsonObject, trace: Trace, at: Pointer | null): JsonObject {
  const here = placeOf(object, trace, at);
  const copy: Record<string, Json> = {};
  let changed = false;
  for (const key of Object.keys(object)) {
    const place = here === null ? null : child(here, key);
    const value = object[key] as Json;
    if (key === 'cache_control') {
      changed = true;
      if (place !== null && !isInjected(value, trace)) trace.note(place, STRIPPED);
      continue;
    }
    copy[key] = strip(value, trace, place);
    changed ||= copy[key] !== value;
  }
  return changed ? trace.inherit(copy, object) : object;
}
