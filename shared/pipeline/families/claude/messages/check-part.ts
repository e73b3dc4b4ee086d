import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer, pathOf } from '../../../../json/pointer.ts';
import { badRequest, crash, noPart } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Conversion } from './block.ts';

/** A value of the request and where it stands. */
interface Placed<T extends Json> {
  readonly value: T;
  readonly at: Pointer;
}

/** LiteLLM fails on a part of a user's content that is no object; throws `Stop` (`refused`). */
export function checkUserPart({ value, at }: Placed<Json>, { strict }: Conversion): void {
  if (!strict && !isObject(value)) throw badRequest(noPart(at));
}

/** The same for a part of a tool's answer, which needs a type, and a text where it is one. */
export function checkResultPart(part: Placed<Json>, conversion: Conversion): void {
  checkUserPart(part, conversion);
  const { value, at } = part;
  if (conversion.strict || !isObject(value)) return;
  if (value.type === undefined) throw badRequest(`${pathOf(at)} needs a type.`);
  if (value.type === 'text' && value.text === undefined) throw badRequest(`${pathOf(at)} needs a text.`);
}

/** LiteLLM asks the type of the assistant's parts how it ends; throws `Stop` (`refused`) where it is no text. */
export function checkAssistantPart({ value, at }: Placed<JsonObject>, { strict }: Conversion): void {
  const { type } = value;
  if (strict || type === undefined || typeof type === 'string') return;
  throw badRequest(`${pathOf(child(at, 'type'))} must be a string.`);
}

/** LiteLLM fails on `thinking_blocks` that are no list of objects; throws `Stop` (`refused` or `crashed`). */
export function checkThinking(blocks: Json | undefined, at: Pointer, { strict, release }: Conversion): void {
  if (strict || !isTruthy(blocks) || isObject(blocks)) return;
  if (!isArray(blocks)) throw badRequest(`${pathOf(at)} must be a list.`);
  if (!blocks.every(isObject)) {
    throw (has(release, 'odd-thinking-blocks-are-bad-request') ? badRequest : crash)(
      `${pathOf(at)} must be a list of objects.`,
    );
  }
}

/** LiteLLM failed on a system message without content, and on a user's that is an object; throws `Stop`. */
export function checkContent({ value, contentAt }: Message, { release, strict }: Conversion): void {
  if (strict) return;
  const { role, content = null } = value;
  if (role === 'system' && content === null && !has(release, 'odd-content-passes-for-claude'))
    crash(`${pathOf(contentAt)} is missing.`);
  if (
    role === 'user' &&
    isObject(content) &&
    isTruthy(content) &&
    !has(release, 'user-content-may-be-object')
  )
    crash(`${pathOf(contentAt)} must be a string or a list.`);
}

/** LiteLLM fails on system content that is no list of objects with text; throws `Stop` (`crashed`). */
export function checkSystemPart({ value, at }: Placed<Json>, { strict }: Conversion): void {
  if (strict) return;
  if (!isObject(value)) crash(noPart(at));
  const { type, text } = value;
  if (type === 'text' && text && typeof text !== 'string') {
    crash(`${pathOf(child(at, 'text'))} must be a string.`);
  }
}
