import { isObject, type Json, type JsonObject } from '../../json/json.ts';

const SERVER_TOOL_PREFIX = 'srvtoolu_';
/** The two tools with which Claude searches the caller's tools. */
export const TOOL_SEARCH_NAMES: readonly Json[] = ['tool_search_tool_regex', 'tool_search_tool_bm25'];

/** True for the id of a tool that Claude's side ran itself. */
export const isServerToolId = (id: Json | undefined): boolean =>
  typeof id === 'string' && id.startsWith(SERVER_TOOL_PREFIX);

/** True for a call of Claude's own tool search. */
export const isToolSearch = (call: JsonObject): boolean =>
  isServerToolId(call.id) &&
  isObject(call.function) &&
  TOOL_SEARCH_NAMES.includes(call.function.name ?? null);
