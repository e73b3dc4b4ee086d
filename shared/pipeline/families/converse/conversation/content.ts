import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { crash, noPart } from '../../../call/failures.ts';
import type { Rule } from '../../../ledger/rule.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Message } from '../../../messages/message.ts';
import { built } from '../rules.ts';

/** One content part of a message. */
export interface Part {
  readonly value: JsonObject;
  readonly at: Pointer;
  /** Where its text is from: differs from `at`/text where LiteLLM made the part out of a string. */
  readonly textAt: Pointer;
  /** Why the part is there, where LiteLLM added it. */
  readonly added?: Rule;
}

/** A message while Converse messages are made of it: content read, LiteLLM's own changes applied. */
export interface Turn {
  readonly role: string;
  /** A string, parts, or null where there is neither. */
  readonly content: string | readonly Part[] | null;
  readonly contentAt: Pointer;
  /** The message itself, for everything but its content. */
  readonly message: JsonObject;
  readonly at: Pointer;
  /** Why the turn is there, where LiteLLM added it; it is from nowhere then. */
  readonly added?: Rule;
  /** True where empty text parts stay, because the request has a `user_continue_message`. */
  readonly keepsEmptyText?: boolean;
}

export const stringOf = (value: Json | undefined): string | null =>
  typeof value === 'string' ? value : null;

export function partsOf(content: readonly Json[], at: Pointer): readonly Part[] {
  return content.flatMap((value, i) => {
    const pointer = child(at, i);
    return isObject(value) ? [{ value, at: pointer, textAt: child(pointer, 'text') }] : [];
  });
}

/** Reads a message's role and content. */
export function readTurn({ value, at, contentAt }: Message): Turn {
  const { content } = value;
  const read = typeof content === 'string' ? content : isArray(content) ? partsOf(content, contentAt) : null;
  return { role: stringOf(value.role) ?? '', content: read, contentAt, message: value, at };
}

/** LiteLLM fails on a content part that is not an object; throws `Stop` (`crashed`). */
export function checkParts({ message, contentAt }: Turn): void {
  const odd = isArray(message.content) ? message.content.findIndex((part) => !isObject(part)) : -1;
  if (odd < 0) return;
  crash(noPart(child(contentAt, odd)));
}

const UNREAD = built(
  'unread-field',
  'dropped',
  'Converse has no place for this field; it is not sent and no error says so.',
);

/** Notes every member of an incoming object that the conversion does not read. */
export function noteUnread(value: JsonObject, at: Pointer, read: readonly string[], trace: Trace): void {
  for (const key in value) {
    if (!read.includes(key) && value[key] !== null) trace.note(child(at, key), UNREAD);
  }
}
