import { isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { isBlank } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { type Block, type Conversion, made, set } from './block.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';

/** What LiteLLM sends where a text would be empty. */
const PLACEHOLDER = '[System: Empty message content sanitised to satisfy protocol]';

/** True for a text that Claude would refuse: empty, white space only, or no string. */
export const isEmptyText = (text: Json | undefined): boolean => typeof text !== 'string' || isBlank(text);

/** Copies a `cache_control` object from the part or message that carries it. */
export function copyCacheControl(
  block: Block,
  holder: JsonObject,
  at: Pointer,
  { trace }: Conversion,
): Block {
  const control = holder.cache_control;
  if (isObject(control)) {
    set(trace, block, 'cache_control', control, child(at, 'cache_control'), RULE.cacheControl);
  }
  return block;
}

/** A text block; an empty text becomes the placeholder. `at` is the part, `textAt` the text itself. */
export function textBlock(text: Json, at: Pointer, textAt: Pointer, { trace, release }: Conversion): Block {
  const isReplaced = isEmptyText(text) && has(release, 'blank-texts-replaced');
  const block = made<Block>(trace, { type: 'text', text: isReplaced ? PLACEHOLDER : text }, at, RULE.text);
  return trace.member(block, 'text', textAt, isReplaced ? RULE.placeholder : RULE.textKept);
}

/** The placeholder alone, for a message without content. */
export function placeholderBlock(message: JsonObject, at: Pointer, conversion: Conversion): Block {
  const block = made<Block>(conversion.trace, { type: 'text', text: PLACEHOLDER }, at, RULE.placeholder);
  return copyCacheControl(block, message, at, conversion);
}
