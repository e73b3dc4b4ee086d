import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import { droppedNames } from '../../call/dropped-names.ts';
import { unsupported } from '../../call/failures.ts';
import { isTruthy } from '../../python/truth.ts';
import { has } from '../../releases/behaviours.ts';
import type { Adapting } from './blocks.ts';
import { ADAPTER_RULES as RULE } from './rules.ts';

/**
 * A call without MCP servers of Anthropic's own form, which LiteLLM cannot pass to this route (since 1.110). Throws
 * `Stop` (`UnsupportedParamsError`) where neither `drop_params` nor `additional_drop_params` lets them go; with them go
 * the tools that stand for their tools. Source: `tools_without_mcp_servers`, LiteLLM 1.110.1.
 */
export function withoutMcpServers(
  request: JsonObject,
  { trace, release, model, dropParams }: Adapting,
): JsonObject {
  const { mcp_servers: servers, ...rest } = request;
  if (servers === undefined || !has(release, 'mcp-servers-refused')) return request;
  if (!isTruthy(servers)) {
    trace.note('/mcp_servers', RULE.emptyValue);
    return rest;
  }
  if (!dropParams && !droppedNames(request).includes('mcp_servers'))
    throw unsupported(`LiteLLM cannot pass \`mcp_servers\` to ${model} on bedrock.`, 'mcp_servers');
  trace.note('/mcp_servers', RULE.mcpServers);
  const { tools } = rest;
  if (!isArray(tools)) return rest;
  const kept: Json[] = [];
  const places: Pointer[] = [];
  tools.forEach((tool, i) => {
    const at = child('/tools', i);
    if (isObject(tool) && tool.type === 'mcp_toolset') trace.note(at, RULE.mcpServers);
    else {
      kept.push(tool);
      places.push(at);
    }
  });
  if (kept.length === tools.length) return rest;
  const { tools: _tools, tool_choice: choice, ...others } = rest;
  if (kept.length > 0) {
    const list = trace.whole(kept, '/tools', RULE.kept);
    places.forEach((at, i) => void trace.member(list, i, at, RULE.kept));
    return { ...others, tools: list, ...(choice === undefined ? {} : { tool_choice: choice }) };
  }
  if (choice !== undefined) trace.note('/tool_choice', RULE.mcpServers);
  return others;
}
