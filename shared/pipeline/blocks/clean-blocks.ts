import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { child } from '../../json/pointer.ts';
import { INJECTED } from '../cache/points.ts';
import type { Trace } from '../ledger/trace.ts';
import { nativeRedactedData } from '../messages/redacted.ts';
import { isBlank } from '../python/space.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { type Located, mapItems, withMembers } from './edit.ts';
import { MESSAGES_RULES as RULE } from './rules.ts';

const saysNothing = (value: Json | undefined): boolean => typeof value !== 'string' || isBlank(value);

export function isEmptyBlock(block: JsonObject, release: Release): boolean {
  if (block.type === 'text') return saysNothing(block.text);
  return (
    has(release, 'blank-thinking-dropped') &&
    block.type === 'thinking' &&
    saysNothing(block.thinking) &&
    (saysNothing(block.signature) || has(release, 'blank-signed-thinking-dropped'))
  );
}

const ID_MEMBERS: Readonly<Record<string, string>> = {
  tool_use: 'id',
  server_tool_use: 'id',
  tool_result: 'tool_use_id',
};

/** An id without what Anthropic does not take in ids. */
export const plainId = (id: string): string => id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'tool_use_id';

/** Replaces what Anthropic does not take in ids (since 1.91). */
function withPlainId(trace: Trace, block: Located<JsonObject>): JsonObject {
  const { type } = block.value;
  const key = typeof type === 'string' ? lookUp(ID_MEMBERS, type) : undefined;
  const id = key === undefined ? undefined : block.value[key];
  if (key === undefined || typeof id !== 'string') return block.value;
  const plain = plainId(id);
  return plain === id ? block.value : withMembers(trace, block, { [key]: plain }, RULE.toolUseId);
}

/** Takes off the base64 in which Converse's answers were handed on before 1.108 (`native_redacted_thinking_data`). */
function withNativeData(trace: Trace, block: Located<JsonObject>, release: Release): JsonObject {
  const { data } = block.value;
  if (typeof data !== 'string' || !has(release, 'native-redacted-data')) return block.value;
  const native = nativeRedactedData(data);
  return native === data ? block.value : withMembers(trace, block, { data: native }, RULE.redactedData);
}

/**
 * A block as every messages call has it cleaned; null where it is taken out. Empty text that came as
 * a string and was brought into a block for a cache mark stays.
 */
export function cleanBlock(trace: Trace, block: Located<JsonObject>, release: Release): JsonObject | null {
  const wasString = trace.wholeOf(block.value)?.rule === INJECTED;
  if (!wasString && isEmptyBlock(block.value, release)) {
    trace.note(block.at, RULE.emptyBlock);
    return null;
  }
  if (block.value.type === 'redacted_thinking') return withNativeData(trace, block, release);
  return has(release, 'tool-ids-plain') ? withPlainId(trace, block) : block.value;
}

/** Notes what a message leaves behind whose blocks were all taken out. */
export function noteRest(trace: Trace, { value, at }: Located<JsonObject>): void {
  for (const key of Object.keys(value)) if (key !== 'content') trace.note(child(at, key), RULE.emptyBlock);
}

/** Edits a conversation block by block; a message whose blocks are all taken out goes, too. */
function editBlocks(
  trace: Trace,
  messages: readonly Located<JsonObject>[],
  edit: (block: Located<JsonObject>) => JsonObject | null,
): readonly Located<JsonObject>[] {
  return messages.flatMap((message) => {
    const { content } = message.value;
    if (!isArray(content)) return [message];
    const edited = mapItems(trace, content, child(message.at, 'content'), ({ value, at }) =>
      isObject(value) ? edit({ value, at }) : value,
    );
    if (edited === content) return [message];
    if (edited.length === 0) {
      noteRest(trace, message);
      return [];
    }
    return [{ value: withMembers(trace, message, { content: edited }), at: message.at }];
  });
}

/**
 * Takes empty blocks out of a conversation, and messages that hold nothing else.
 * Source: `strip_empty_text_blocks_from_anthropic_messages`, `normalize_native_messages`.
 */
export const cleanBlocks = (
  trace: Trace,
  messages: readonly Located<JsonObject>[],
  release: Release,
): readonly Located<JsonObject>[] =>
  editBlocks(trace, messages, (block) => cleanBlock(trace, block, release));

const isUnsigned = ({ type, signature }: JsonObject): boolean =>
  type === 'thinking' && !(typeof signature === 'string' && signature !== '');

/**
 * Takes thinking that Claude did not sign out of a call of the messages API to a model that is Claude by its name.
 * Source: `strip_unsignable_thinking_blocks_for_claude`, LiteLLM 1.108.11 to 1.108.14.
 */
export function withoutUnsignedThinking(
  trace: Trace,
  messages: readonly Located<JsonObject>[],
  { model, release }: { readonly model: Json | undefined; readonly release: Release },
): readonly Located<JsonObject>[] {
  const drops = has(release, 'messages-drop-unsigned-thinking');
  if (!drops || typeof model !== 'string' || !model.toLowerCase().includes('claude')) return messages;
  return editBlocks(trace, messages, ({ value, at }) => {
    if (!isUnsigned(value)) return value;
    trace.note(at, RULE.unsignedThinking);
    return null;
  });
}
