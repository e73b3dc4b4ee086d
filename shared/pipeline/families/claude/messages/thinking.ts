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

/** A thinking block as it may be sent back (since 1.108): without stream keys, unsigned ones not at all. */
export function replayable(block: JsonObject, at: Pointer, conversion: Conversion): Block | null {
  const { trace, release } = conversion;
  const strips = conversion.dropParams && has(release, 'thinking-parts-replayed');
  if (isUnsigned(block) || (strips && isBlankRedacted(block))) {
    trace.note(at, RULE.thinkingDropped);
    return null;
  }
  const copy: Block = {};
  for (const key of Object.keys(block)) {
    if (key === 'index' || (key === 'cache_control' && strips)) {
      trace.note(child(at, key), RULE.ignored);
    } else copy[key] = block[key] as Json;
  }
  if (block.type === 'redacted_thinking' && typeof block.data === 'string')
    copy.data = nativeRedactedData(block.data);
  return made(trace, copy, at, RULE.thinking);
}

/** A block of `thinking_blocks` as the release sends it back. */
function sentBack(block: JsonObject, at: Pointer, conversion: Conversion): Block | null {
  const { trace, release } = conversion;
  if (has(release, 'thinking-blocks-cleaned')) return replayable(block, at, conversion);
  if (!has(release, 'unsigned-thinking-dropped') || !isUnsigned(block))
    return made(trace, { ...block }, at, RULE.thinking);
  trace.note(at, RULE.thinkingDropped);
  return null;
}

/** A thinking part of a list of content as releases before 1.109 send it back: redacted ones not at all. */
export function thinkingPart(part: JsonObject, at: Pointer, { trace, release }: Conversion): Block | null {
  const blank = !(typeof part.thinking === 'string' && part.thinking !== '');
  const kept =
    part.type === 'thinking' &&
    !(blank && !has(release, 'blank-thinking-parts-kept')) &&
    !(isUnsigned(part) && has(release, 'unsigned-thinking-parts-dropped'));
  if (!kept) trace.note(at, RULE.unknownPart);
  return kept ? made(trace, { ...part }, at, RULE.thinking) : null;
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
    const copy = sentBack(block, blockAt, conversion);
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
