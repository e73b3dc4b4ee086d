import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { has } from '../releases/behaviours.ts';
import type { Release } from '../releases/release.ts';
import { isSet } from './points.ts';

const MARKS: readonly string[] = ['cache_control', 'prompt_cache_breakpoint'];
const SERVER_TOOL = 'srvtoolu_';

const isMarked = (value: Json | undefined, keys: readonly string[] = MARKS): boolean =>
  isObject(value) && keys.some((key) => isSet(value[key]));

const countIn = (value: Json | undefined, test: (item: Json) => boolean): number =>
  isArray(value) ? value.filter(test).length : 0;

/** Cache marks on a message and its parts; those on calls of the caller's tools count since 1.109. */
export function marksOn(message: JsonObject, release: Release): number {
  const keys = has(release, 'cache-marks-of-every-spelling-count') ? MARKS : ['cache_control'];
  const isClientCall = (call: Json): boolean =>
    isObject(call) && isSet(call.cache_control) && !String(call.id ?? '').startsWith(SERVER_TOOL);
  return (
    (isMarked(message, keys) ? 1 : 0) +
    countIn(message.content, (part) => isMarked(part, keys)) +
    (has(release, 'cache-marks-on-calls-count') ? countIn(message.tool_calls, isClientCall) : 0)
  );
}

/** Cache marks on all messages of a list. */
export const marksOnAll = (messages: Json | undefined, release: Release): number =>
  isArray(messages)
    ? messages.reduce((sum: number, message) => sum + (isObject(message) ? marksOn(message, release) : 0), 0)
    : 0;

/** Cache marks on a system prompt in blocks. */
export const marksOnSystem = (system: Json | undefined): number =>
  countIn(system, (block) => isMarked(block));

/** True for a tool that carries a mark, itself or on its function. */
export const isMarkedTool = (tool: Json): boolean =>
  isMarked(tool) || (isObject(tool) && isMarked(tool.function));

/** Tools that look for tools: LiteLLM's chat form loses their marks, and none is set on them. */
export const isToolSearch = (tool: Json): boolean =>
  isObject(tool) &&
  (tool.type === 'tool_search_tool_regex_20251119' || tool.type === 'tool_search_tool_bm25_20251119');

/**
 * Cache marks of the caller outside messages and system prompt: on tools, at the top level, and in
 * `extra_body`, whose members replace those beside it.
 * Source: `count_external_cache_breakpoints`, LiteLLM 1.109.1.
 */
export function marksOutside(request: JsonObject, api: 'chat' | 'messages', release: Release): number {
  const tools = isArray(request.tools)
    ? request.tools.filter((tool) => api === 'messages' || !isToolSearch(tool))
    : undefined;
  const extra = isObject(request.extra_body) ? request.extra_body : {};
  const count = (body: JsonObject): number => {
    const control = Object.hasOwn(body, 'cache_control') ? body.cache_control : request.cache_control;
    const own = Object.hasOwn(body, 'tools') ? body.tools : tools;
    return (
      (isSet(control) ? 1 : 0) +
      countIn(own, isMarkedTool) +
      marksOnAll(body.messages, release) +
      marksOnSystem(body.system)
    );
  };
  return api === 'messages' ? Math.max(count({}), count(extra)) : count(extra);
}
