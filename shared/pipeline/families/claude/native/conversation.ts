import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer, pathOf } from '../../../../json/pointer.ts';
import { cleanBlock, noteRest } from '../../../blocks/clean-blocks.ts';
import { type Located, mapItems, withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { crash } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import { takesCacheTtl } from '../../../models/capabilities.ts';
import { type Behaviour, has } from '../../../releases/behaviours.ts';
import type { Draft } from './draft.ts';

/** Where a cache_control stands: releases up to 1.83 clean it in some places only. */
export type MarkPlace = 'message' | 'system' | 'tool';
const CLEANED_SINCE: Readonly<Record<MarkPlace, Behaviour>> = {
  message: 'messages-marks-cleaned',
  system: 'system-marks-cleaned',
  tool: 'tool-marks-cleaned',
};

/** A cache_control as Bedrock takes it: no scope, a time to live only where the model takes one. */
export function cacheControl(
  draft: Draft,
  { value, at }: Located<JsonObject>,
  place: MarkPlace = 'message',
): JsonObject {
  const { trace } = draft.context;
  if (!has(draft.release, CLEANED_SINCE[place])) return value;
  const changes: Record<string, undefined> = {};
  if ('scope' in value && has(draft.release, 'system-marks-cleaned')) {
    changes.scope = undefined;
    trace.note(child(at, 'scope'), RULE.cacheScope);
  }
  const known = value.ttl === '5m' || value.ttl === '1h';
  if ('ttl' in value && !(known && takesCacheTtl(draft.target))) {
    changes.ttl = undefined;
    trace.note(child(at, 'ttl'), RULE.cacheTtl);
  }
  return Object.keys(changes).length === 0 ? value : withMembers(trace, { value, at }, changes);
}

/** Cleans the cache_control of a block or tool, where it has one. */
export function withCacheControl(
  draft: Draft,
  block: Located<JsonObject>,
  place: MarkPlace = 'message',
): JsonObject {
  const { cache_control: control } = block.value;
  if (!isObject(control)) return block.value;
  const clean = cacheControl(draft, { value: control, at: child(block.at, 'cache_control') }, place);
  return clean === control ? block.value : withMembers(draft.context.trace, block, { cache_control: clean });
}

function withoutProviderFields(trace: Trace, block: Located<JsonObject>): JsonObject {
  if (!('provider_specific_fields' in block.value)) return block.value;
  trace.note(child(block.at, 'provider_specific_fields'), RULE.providerFields);
  return withMembers(trace, block, { provider_specific_fields: undefined });
}

function editBlock(draft: Draft, block: Located<JsonObject>, advisors: ReadonlySet<Json>): JsonObject | null {
  const { trace } = draft.context;
  const { value, at } = block;
  const kept = has(draft.release, 'messages-drop-blank-texts')
    ? cleanBlock(trace, block, draft.release)
    : value;
  if (kept === null) return null;
  const call = value.type === 'server_tool_use' && value.name === 'advisor' && advisors.has(value.id ?? null);
  const result = value.type === 'advisor_tool_result' && advisors.has(value.tool_use_id ?? null);
  if (call || result) {
    trace.note(at, RULE.advisor);
    return null;
  }
  const bare = has(draft.release, 'provider-fields-dropped')
    ? withoutProviderFields(trace, { value: kept, at })
    : kept;
  return withCacheControl(draft, { value: bare, at });
}

/** Ids of the advisor's calls in a message. */
function advisorIds(message: JsonObject): ReadonlySet<Json> {
  if (message.role !== 'assistant' || !isArray(message.content)) return new Set();
  return new Set(
    message.content.flatMap((block) =>
      isObject(block) && block.type === 'server_tool_use' && block.name === 'advisor' && block.id
        ? [block.id]
        : [],
    ),
  );
}

/** LiteLLM goes through a content without looking whether it is a list; throws `Stop` (`crashed`). */
function checkContent(content: Json | undefined, at: Pointer, { context }: Draft): void {
  if (context.profile.strict || !(typeof content === 'number' || content === true)) return;
  crash(`${pathOf(at)} must be a string or a list.`, 'TypeError');
}

/**
 * Cleans the conversation block by block; a message whose blocks were all empty goes, too.
 * Source: `strip_empty_text_blocks_from_anthropic_messages`, `strip_advisor_blocks_from_messages`,
 * `_remove_ttl_from_cache_control`, LiteLLM 1.80.7 to 1.109.1.
 */
export function cleanConversation(draft: Draft): void {
  const { trace } = draft.context;
  draft.messages = draft.messages.flatMap((message) => {
    const { content } = message.value;
    const at = child(message.at, 'content');
    checkContent(content, at, draft);
    if (!isArray(content)) return [message];
    const advisors = advisorIds(message.value);
    const edited = mapItems(trace, content, at, (block) =>
      isObject(block.value) ? editBlock(draft, { value: block.value, at: block.at }, advisors) : block.value,
    );
    if (edited === content) return [message];
    if (edited.length === 0 && advisors.size === 0) {
      noteRest(trace, message);
      return [];
    }
    return [{ value: withMembers(trace, message, { content: edited }), at: message.at }];
  });
}
