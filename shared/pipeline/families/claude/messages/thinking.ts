import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { nativeRedactedData } from '../../../messages/redacted.ts';
import { isBlank } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { type Block, type Conversion, made, NO_BLOCKS } from './block.ts';
import { checkThinking } from './check-part.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';

/** Thinking content of either kind. */
export const isThinking = (part: Json): boolean =>
  isObject(part) && (part.type === 'thinking' || part.type === 'redacted_thinking');

const isUnsigned = (block: JsonObject): boolean =>
  block.type === 'thinking' && !(typeof block.signature === 'string' && block.signature !== '');

const isBlankRedacted = (block: JsonObject): boolean =>
  block.type === 'redacted_thinking' && !(typeof block.data === 'string' && !isBlank(block.data));

/** True for thinking that may be sent back whatever the caller's drop_params say. */
export const isReplayable = (block: JsonObject): boolean =>
  isThinking(block) && !isUnsigned(block) && !isBlankRedacted(block);

/** A thinking block as it may be sent back (1.109): without stream keys, unsigned ones not at all. */
export function replayable(block: JsonObject, at: Pointer, { trace, dropParams }: Conversion): Block | null {
  if (isUnsigned(block) || (dropParams && isBlankRedacted(block))) {
    trace.note(at, RULE.thinkingDropped);
    return null;
  }
  const copy: Block = {};
  for (const key of Object.keys(block)) {
    if (key === 'index' || (key === 'cache_control' && dropParams)) {
      trace.note(child(at, key), RULE.ignored);
    } else copy[key] = block[key] as Json;
  }
  if (block.type === 'redacted_thinking' && typeof block.data === 'string')
    copy.data = nativeRedactedData(block.data);
  return made(trace, copy, at, RULE.thinking);
}

/** The message's `thinking_blocks` as blocks. */
export function thinkingBlocks(message: JsonObject, at: Pointer, conversion: Conversion): readonly Block[] {
  const blocks = message.thinking_blocks;
  if (blocks === undefined) return NO_BLOCKS;
  checkThinking(blocks, child(at, 'thinking_blocks'), conversion);
  if (!isArray(blocks)) return NO_BLOCKS;
  return blocks.flatMap((block, i) => {
    const blockAt = child(child(at, 'thinking_blocks'), i);
    if (!isObject(block)) return [];
    if (!has(conversion.release, 'unsigned-thinking-dropped'))
      return [made(conversion.trace, { ...block }, blockAt, RULE.thinking)];
    const copy = replayable(block, blockAt, conversion);
    return copy ? [copy] : [];
  });
}

/** What makes two thinking blocks the same: the signature, or type and text where there is none. */
export function thinkingIdentity(block: Json): string | null {
  if (!isObject(block) || !isThinking(block)) return null;
  if (block.type === 'redacted_thinking' && typeof block.data === 'string') {
    return `redacted ${nativeRedactedData(block.data)}`;
  }
  if (typeof block.signature === 'string' && block.signature) return `signed ${block.signature}`;
  return JSON.stringify([block.type, block.thinking ?? null, block.signature ?? null]);
}
