import { isArray, isObject, type Json } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { isMarkedTool, withinCacheCap } from '../../../cache/cache-cap.ts';
import type { Context } from '../../../call/context.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Message } from '../../../messages/message.ts';
import type { Target } from '../../../models/target.ts';
import { has } from '../../../releases/behaviours.ts';
import { built } from '../rules.ts';

const ONE_MARK = built(
  'tool-message-one-mark',
  'dropped',
  'A tool message gets one cache point, so one mark on it counts; with drop_params the others are left out.',
  'LiteLLM 1.109 tool_message_with_single_cache_mark',
);

const isMarked = (value: Json): boolean => isObject(value) && (value.cache_control ?? null) !== null;

/** Leaves one mark on a tool message: its own, or the first one on its parts. */
function withOneMark(message: Message, trace: Trace): Message {
  const { value, contentAt } = message;
  const { content } = value;
  if (value.role !== 'tool' || !isArray(content)) return message;
  const kept = isMarked(value) ? -1 : content.findIndex(isMarked);
  const parts = content.map((part, i) => {
    if (i === kept || !isObject(part) || !isMarked(part)) return part;
    trace.note(child(child(contentAt, i), 'cache_control'), ONE_MARK);
    const { cache_control: _, ...rest } = part;
    return rest;
  });
  return { ...message, value: { ...value, content: parts } };
}

/**
 * The messages with no more cache marks than Claude takes in a request: since 1.109 and under
 * drop_params the oldest marks are left out, those on tools counting first.
 * Source: `_claude_messages_within_cache_control_cap`, LiteLLM 1.109.1.
 */
export function messagesWithinCap(
  { messages, dropParams, trace }: Context,
  tools: Json | undefined,
  { release, name }: Target,
): readonly Message[] {
  if (
    !has(release, 'converse-cache-cap-under-drop-params') ||
    !dropParams ||
    !name.toLowerCase().includes('claude')
  )
    return messages;
  const reserved = isArray(tools) ? tools.filter(isMarkedTool).length : 0;
  return withinCacheCap(
    messages.map((message) => withOneMark(message, trace)),
    reserved,
    trace,
  );
}
