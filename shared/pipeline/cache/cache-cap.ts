import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { rule } from '../ledger/rule.ts';
import type { Trace } from '../ledger/trace.ts';
import type { Message } from '../messages/message.ts';
import { MOST_MARKS } from './points.ts';

const OLDEST_DROPPED = rule({
  id: 'build.cache-cap',
  stage: 'build',
  fate: 'dropped',
  text: 'Claude takes four cache_control marks; with drop_params LiteLLM leaves the oldest out.',
  source: 'LiteLLM 1.109 messages_within_cache_control_cap',
});

/** A mark: on the message itself, or on the block at an index of one of its lists. */
type Mark = { readonly list: 'content' | 'tool_calls'; readonly index: number } | 'message';

/** True for a message, a block or a tool call with a `cache_control` of its own. */
export const isMarked = (value: Json | undefined): boolean =>
  isObject(value) && value.cache_control !== undefined && value.cache_control !== null;

/** True for a tool that carries a mark, itself or on its function. */
export const isMarkedTool = (tool: Json): boolean =>
  isMarked(tool) || (isObject(tool) && isMarked(tool.function));

function marksOf(message: JsonObject): readonly Mark[] {
  const blocks = (list: 'content' | 'tool_calls'): readonly Mark[] => {
    const value = message[list];
    if (!isArray(value)) return [];
    return value.flatMap((block, index) => (isMarked(block) ? [{ list, index }] : []));
  };
  const listed = isArray(message.content);
  const isTool = message.role === 'tool' || message.role === 'function';
  const own: readonly Mark[] = isMarked(message) && (!listed || isTool) ? ['message'] : [];
  return listed
    ? [...blocks('content'), ...own, ...blocks('tool_calls')]
    : [...own, ...blocks('content'), ...blocks('tool_calls')];
}

const unmarked = (value: JsonObject): JsonObject => {
  const { cache_control: _mark, ...rest } = value;
  return rest;
};

function withoutMarks(message: Message, marks: readonly Mark[], trace: Trace): Message {
  let { value } = message;
  for (const mark of marks) {
    if (mark === 'message') {
      trace.note(child(message.at, 'cache_control'), OLDEST_DROPPED);
      value = unmarked(value);
      continue;
    }
    const at = mark.list === 'content' ? message.contentAt : child(message.at, mark.list);
    trace.note(child(child(at, mark.index), 'cache_control'), OLDEST_DROPPED);
    const blocks = value[mark.list];
    if (!isArray(blocks)) continue;
    const kept = blocks.map((block, i) => (i === mark.index && isObject(block) ? unmarked(block) : block));
    value = { ...value, [mark.list]: kept };
  }
  return { ...message, value };
}

/**
 * Leaves the newest cache_control marks of a conversation, as many as Claude takes beside the
 * `reserved` ones on tools and at the top. Source: LiteLLM 1.109.1, under drop_params.
 */
export function withinCacheCap(
  messages: readonly Message[],
  reserved: number,
  trace: Trace,
): readonly Message[] {
  let left = Math.max(MOST_MARKS - reserved, 0);
  const out: Message[] = [];
  for (const message of [...messages].reverse()) {
    const marks = marksOf(message.value);
    const kept = Math.min(marks.length, left);
    left -= kept;
    const dropped = marks.slice(0, marks.length - kept);
    out.push(dropped.length === 0 ? message : withoutMarks(message, dropped, trace));
  }
  return out.reverse();
}
