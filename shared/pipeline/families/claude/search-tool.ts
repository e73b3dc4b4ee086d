import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import type { Context } from '../../call/context.ts';
import { unsupported } from '../../call/failures.ts';
import { takesToolSearch } from '../../models/claude.ts';
import type { Target } from '../../models/target.ts';
import { has } from '../../releases/behaviours.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

/** Claude's own search over tools, as LiteLLM writes it. */
export const CLAUDE_SEARCH: JsonObject = {
  type: 'tool_search_tool_regex_20251119',
  name: 'tool_search_tool_regex',
};
/** The types of Claude's own searches over tools. */
export const CLAUDE_SEARCH_TYPES: ReadonlySet<Json> = new Set([
  'tool_search_tool_regex_20251119',
  'tool_search_tool_bm25_20251119',
]);

const isSearch = (tool: Json): tool is JsonObject => isObject(tool) && tool.type === 'tool_search';

function withoutDeferral(tool: Json): Json {
  if (!isObject(tool)) return tool;
  const { defer_loading: _, ...rest } = tool;
  const out: Record<string, Json> = rest;
  if (isObject(rest.function)) {
    const { defer_loading: __, ...fn } = rest.function;
    out.function = fn;
  }
  if (isArray(rest.tools)) out.tools = rest.tools.map(withoutDeferral);
  return out;
}

/**
 * The tools with OpenAI's `tool_search` as Claude's own one, each in its place; null stands for one that is left out.
 * Where the model cannot search, or the client would, it is refused (throws `Stop`), or dropped with what it was to load.
 * Source: `_tools_with_openai_tool_search_mapped`, LiteLLM 1.108.0 to 1.110.2.
 */
export function withClaudeSearch(
  tools: readonly Json[],
  at: Pointer,
  target: Target,
  { trace, dropParams }: Context,
): readonly Json[] {
  const searches = tools.filter(isSearch);
  if (searches.length === 0 || !has(target.release, 'openai-tool-search-mapped')) return tools;
  const own = tools.some((tool) => isObject(tool) && CLAUDE_SEARCH_TYPES.has(tool.type ?? null));
  const runs = takesToolSearch(target) && searches.every(({ execution }) => execution !== 'client');
  if (!own && !runs && !dropParams) throw unsupported(`${target.name} cannot run the tool_search tool.`);
  const first = own || !runs ? -1 : tools.findIndex(isSearch);
  return tools.map((tool, i) => {
    if (i === first) return CLAUDE_SEARCH;
    if (!isSearch(tool)) return own || runs ? tool : withoutDeferral(tool);
    trace.note(child(at, i), RULE.toolSearchLost);
    return null;
  });
}
