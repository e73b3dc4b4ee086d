import { isObject, type JsonObject } from '../../json/json.ts';
import { Stop } from '../../pipeline/call/failures.ts';
import { CLAUDE_SEARCH, CLAUDE_SEARCH_TYPES } from '../../pipeline/families/claude/search-tool.ts';
import { Trace } from '../../pipeline/ledger/trace.ts';
import { takesToolSearch } from '../../pipeline/models/claude.ts';
import { has } from '../../pipeline/releases/behaviours.ts';
import type { Profile } from '../../pipeline/releases/profile.ts';
import { resolveModel } from '../../pipeline/route/route.ts';
import type { GivenTool } from './hoisted-tools.ts';

const isSearch = ({ tool }: GivenTool): boolean =>
  isObject(tool) && tool.type === 'tool_search' && tool.execution !== 'client';

/** True where the call goes to Claude by invoke and the model searches tools. */
function searchesTools(request: JsonObject, profile: Profile): boolean {
  if (typeof request.model !== 'string') return false;
  try {
    const model = resolveModel({ api: 'chat', request, profile, trace: new Trace() });
    if (model.family !== 'anthropic') return false;
    const { litellmModel: name, baseModel: base } = model;
    return takesToolSearch({ release: profile.release, name, base, claude: true });
  } catch (stop) {
    if (stop instanceof Stop) return false;
    throw stop;
  }
}

/**
 * The tools with `tool_search` as Claude's own tool where it can run, and without it elsewhere; as they are before 1.108.
 * Source: `_without_unsupported_tool_search`, LiteLLM 1.108.0 to 1.110.2.
 */
export function withToolSearch(
  tools: readonly GivenTool[],
  request: JsonObject,
  profile: Profile,
): readonly GivenTool[] {
  if (!has(profile.release, 'responses-tool-search') || !tools.some(isSearch)) return tools;
  const own = tools.some(({ tool }) => isObject(tool) && CLAUDE_SEARCH_TYPES.has(tool.type ?? null));
  if (own || !searchesTools(request, profile)) return tools.filter((tool) => !isSearch(tool));
  return tools.map((tool) => (isSearch(tool) ? { ...tool, tool: CLAUDE_SEARCH } : tool));
}
