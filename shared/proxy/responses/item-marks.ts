import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { readDropParams } from '../../pipeline/completion/control.ts';
import { baseModel } from '../../pipeline/models/base-model.ts';
import { declaredCachePoints } from '../../pipeline/models/capabilities.ts';
import { supports } from '../../pipeline/models/lookup.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import { invokeFamily } from '../../pipeline/route/family-of.ts';

/** What becomes of marks on items: kept, kept but for those on calls and their results, or lost. */
export type ItemMarks = 'kept' | 'kept-on-messages' | 'lost';

function keeps(request: JsonObject, name: string, profile: Profile): boolean {
  const { release } = profile;
  if (name.toLowerCase().includes('claude') && supports(release, name, 'supports_prompt_caching'))
    return true;
  const base = baseModel(release, name);
  const declared = declaredCachePoints({ release, name, base, claude: base.startsWith('anthropic') });
  return declared ?? !readDropParams(request, profile);
}

/**
 * Whether a `cache_control` on an item of the input reaches the chat call: since 1.108, for models that take cache
 * points, and for those that LiteLLM does not know unless `drop_params` is set; that takes marks on calls away from Nova.
 * Source: `_target_keeps_item_marks` and `_refuses_marks_on_tool_blocks`, LiteLLM 1.108.0 to 1.110.2.
 */
export function itemMarks(request: JsonObject, profile: Profile): ItemMarks {
  if (!has(profile.release, 'responses-item-marks') || typeof request.model !== 'string') return 'lost';
  const name = request.model.replace(/^bedrock\//, '');
  if (!keeps(request, name, profile)) return 'lost';
  const isNova = invokeFamily(profile.release, name) === 'nova';
  return isNova && readDropParams(request, profile) ? 'kept-on-messages' : 'kept';
}

/** The mark on an item, or on the message made of it; null for none, and for an empty one. */
export const markOf = (item: JsonObject): Json =>
  isTruthy(item.cache_control) ? (item.cache_control ?? null) : null;

/** Blocks with a mark on the last of them, unless that has one already. */
export function marksLastBlock(blocks: readonly Json[], mark: Json): readonly Json[] {
  const last = blocks[blocks.length - 1];
  if (mark === null || !isObject(last) || (last.cache_control ?? null) !== null) return blocks;
  return [...blocks.slice(0, -1), { ...last, cache_control: mark }];
}

/** Puts a mark on a message: beside a text, on the last of its blocks. */
export function markMessage(message: Record<string, Json>, mark: Json): void {
  if (mark === null) return;
  if (isArray(message.content)) message.content = marksLastBlock(message.content, mark);
  else message.cache_control = mark;
}

/** A developer's marked text becomes the system's: only there a mark beside a text is read. */
export function developerAsSystem(message: Record<string, Json>): void {
  if (message.role !== 'developer' || message.cache_control === undefined) return;
  message.role = 'system';
}
