import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { Stop } from '../../stop.ts';
import type { Message } from '../message.ts';
import type { Conversion } from './block.ts';

const refuse = (message: string): never => {
  throw new Stop('refused', { type: 'BadRequestError', message });
};

const crash = (message: string): never => {
  throw new Stop('crashed', { type: 'APIConnectionError', message });
};

/** LiteLLM fails on a part of a user's content that is no object; throws `Stop` (`refused`). */
export function checkUserPart(part: Json, { strict }: Conversion): void {
  if (!strict && !isObject(part)) refuse('Parts of a content must be objects.');
}

/** The same for a part of a tool's answer, which needs a type, and a text where it is one. */
export function checkResultPart(part: Json, conversion: Conversion): void {
  checkUserPart(part, conversion);
  if (conversion.strict || !isObject(part)) return;
  if (part.type === undefined) refuse('A part of a tool message needs a type.');
  if (part.type === 'text' && part.text === undefined) refuse('A text part of a tool message needs a text.');
}

/** LiteLLM asks the type of the assistant's parts how it ends; throws `Stop` (`refused`) where it is no text. */
export function checkAssistantPart(part: JsonObject, { strict }: Conversion): void {
  const { type } = part;
  if (!strict && type !== undefined && typeof type !== 'string')
    refuse('The type of a part must be a string.');
}

/** LiteLLM fails on `thinking_blocks` that are no list of objects; throws `Stop` (`refused` or `crashed`). */
export function checkThinking(blocks: Json | undefined, { strict, release }: Conversion): void {
  if (strict || !blocks || isObject(blocks)) return;
  if (!isArray(blocks)) refuse('thinking_blocks must be a list.');
  else if (!blocks.every(isObject)) (release >= 109 ? refuse : crash)('Thinking blocks must be objects.');
}

/** Up to 1.90 LiteLLM fails on a system message without content, and on a user's that is an object; throws `Stop`. */
export function checkContent({ value }: Message, { release, strict }: Conversion): void {
  if (strict || release >= 109) return;
  const { role, content = null } = value;
  if (role === 'system' && content === null) crash('A system message needs a content.');
  if (role === 'user' && isObject(content) && Object.keys(content).length > 0) {
    crash('The content of a user message must be a string or a list.');
  }
}

/** LiteLLM fails on system content that is no list of objects with text; throws `Stop` (`crashed`). */
export function checkSystemPart(part: Json, { strict }: Conversion): void {
  if (strict) return;
  const isSound = isObject(part) && (part.type !== 'text' || !part.text || typeof part.text === 'string');
  if (isSound) return;
  crash('Parts of a system message must be objects, and their text a string.');
}
