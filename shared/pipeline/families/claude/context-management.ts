import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';

function edit(entry: JsonObject): JsonObject {
  const { type: _type, compact_threshold: threshold, ...rest } = entry;
  const trigger =
    typeof threshold === 'number' ? { trigger: { type: 'input_tokens', value: Math.trunc(threshold) } } : {};
  return { type: 'compact_20260112', ...trigger, ...rest };
}

/**
 * `context_management` in Anthropic's form: unchanged where it has edits, OpenAI's compaction
 * converted, undefined where neither. Source: `map_openai_context_management_to_anthropic`.
 */
export function anthropicContextManagement(value: Json): Json | undefined {
  if (isObject(value)) return 'edits' in value ? value : undefined;
  if (!isArray(value)) return undefined;
  const edits = value
    .filter(isObject)
    .filter((entry) => entry.type === 'compaction')
    .map(edit);
  return edits.length === 0 ? undefined : { edits };
}
