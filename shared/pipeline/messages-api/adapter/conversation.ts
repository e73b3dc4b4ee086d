import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import type { Located } from '../../blocks/edit.ts';
import { crash } from '../../call/failures.ts';
import { convertedSystemTurns, splitLeading } from '../../families/claude/native/system-turns.ts';
import { supports } from '../../models/lookup.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import { assistantMessage } from './assistant.ts';
import {
  type Adapting,
  blocksIn,
  copyCache,
  documentPart,
  imagePart,
  made,
  noteOthers,
  textPart,
} from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';
import { toolMessage } from './tool-result.ts';

function userPart(adapting: Adapting, block: Located<JsonObject>): Record<string, Json> | null {
  const { type } = block.value;
  const part =
    type === 'text'
      ? textPart(adapting, block)
      : type === 'image'
        ? imagePart(adapting, block)
        : type === 'document' && has(adapting.release, 'adapter-reads-documents')
          ? documentPart(adapting, block)
          : null;
  if (part === null) adapting.trace.note(block.at, RULE.blockLost);
  else if (
    has(adapting.release, type === 'text' ? 'adapter-copies-text-marks' : 'adapter-copies-cache-marks')
  )
    copyCache(adapting, block, part);
  return part;
}

/** A user message: tool results become tool messages in front of what else it says. */
function userMessages(adapting: Adapting, message: Located<JsonObject>): readonly JsonObject[] {
  const { content } = message.value;
  const at = child(message.at, 'content');
  noteOthers(adapting, message, ['role', 'content']);
  if (typeof content === 'string' && content !== '') {
    return [made(adapting, { role: 'user', content }, message.at, RULE.kept)];
  }
  if (!isArray(content) || content.length === 0) {
    adapting.trace.note(message.at, RULE.emptyLost);
    return [];
  }
  const results: JsonObject[] = [];
  const parts: Json[] = [];
  for (const { value, at: place } of blocksIn(adapting, content, at)) {
    if (!isObject(value)) {
      crash('LiteLLM takes every block of a user message for an object.', 'AttributeError');
    }
    const made = value.type === 'tool_result' ? toolMessage(adapting, { value, at: place }) : null;
    if (made) results.push(made);
    else if (value.type !== 'tool_result') {
      const part = userPart(adapting, { value, at: place });
      if (part) parts.push(part);
    }
  }
  if (parts.length === 0) return results;
  const list = made(adapting, parts, at, RULE.kept);
  const user = made(adapting, { role: 'user', content: list }, message.at, RULE.kept);
  adapting.trace.member(user, 'role', child(message.at, 'role'), RULE.kept);
  return [...results, user];
}

/** A system message, of its text alone (1.109); null where it has none. */
function systemMessage(adapting: Adapting, message: Located<JsonObject>): JsonObject | null {
  const { content } = message.value;
  noteOthers(adapting, message, ['role', 'content']);
  if (typeof content === 'string') {
    return content === '' ? null : made(adapting, { role: 'system', content }, message.at, RULE.kept);
  }
  const at = child(message.at, 'content');
  const parts = blocksIn(adapting, content, at).flatMap(({ value, at: place }) => {
    if (!isObject(value) || value.type !== 'text' || !isTruthy(value.text)) {
      adapting.trace.note(place, RULE.blockLost);
      return [];
    }
    const block = { value, at: place };
    const part = textPart(adapting, block);
    copyCache(adapting, block, part);
    return [part];
  });
  if (parts.length === 0) return null;
  const list = made(adapting, parts, at, RULE.kept);
  const out = made(adapting, { role: 'system', content: list }, message.at, RULE.kept);
  return adapting.trace.member(out, 'role', child(message.at, 'role'), RULE.kept);
}

function adaptMessage(adapting: Adapting, message: Located<JsonObject>): readonly JsonObject[] {
  const { role } = message.value;
  if (role === undefined) {
    crash('LiteLLM takes it that every message has a role.', 'KeyError');
  }
  adapting.trace.note(child(message.at, 'role'), RULE.shape);
  if (role === 'user') return userMessages(adapting, message);
  const one =
    role === 'assistant'
      ? assistantMessage(adapting, message)
      : role === 'system' && has(adapting.release, 'adapter-system-turns')
        ? systemMessage(adapting, message)
        : null;
  if (one) return [one];
  if (role !== 'assistant') adapting.trace.note(message.at, RULE.emptyLost);
  return [];
}

/** The system prompt, which is from a given place, as a system message; null where there is none. */
export function systemPrompt(
  adapting: Adapting,
  system: Json | undefined,
  place: Pointer,
): JsonObject | null {
  if (typeof system === 'string' && system !== '') {
    return made(adapting, { role: 'system', content: system }, place, RULE.kept);
  }
  if (!isArray(system)) return null;
  // Up to 1.80 a system prompt of blocks is handed on as it is, cache marks included.
  if (!has(adapting.release, 'adapter-copies-cache-marks'))
    return system.length === 0 ? null : made(adapting, { role: 'system', content: system }, place, RULE.kept);
  const parts = blocksIn(adapting, system, '/system').flatMap(({ value, at }) => {
    if (!isObject(value) || value.type !== 'text') {
      adapting.trace.note(at, RULE.blockLost);
      return [];
    }
    const block = { value, at };
    const part = textPart(adapting, block);
    copyCache(adapting, block, part);
    return [part];
  });
  if (parts.length === 0) return null;
  const content = made(adapting, parts, '/system', RULE.kept);
  const out = made(adapting, { role: 'system', content }, '/system', RULE.kept);
  return adapting.trace.member(out, 'role', null, RULE.added);
}

/**
 * The conversation in OpenAI's form. Source: `translate_anthropic_messages_to_openai`, LiteLLM
 * 1.87.0, 1.90.0, 1.109.1.
 */
export function adaptConversation(
  adapting: Adapting,
  messages: readonly Located<JsonObject>[],
): readonly JsonObject[] {
  const { leading, rest } = splitLeading(messages);
  const keeps =
    !has(adapting.release, 'adapter-system-turns-converted') ||
    supports(adapting.release, adapting.model, 'supports_mid_conversation_system');
  const placed = keeps ? messages : [...leading, ...convertedSystemTurns(adapting.trace, rest)];
  return placed.flatMap((message) => adaptMessage(adapting, message));
}
