import { isArray, isObject, type JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
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
  const kept = tools.filter((tool, i) => {
    const stands = isObject(tool) && tool.type === 'mcp_toolset';
    if (stands) trace.note(child('/tools', i), RULE.mcpServers);
    return !stands;
  });
  if (kept.length === tools.length) return rest;
  const { tools: _tools, tool_choice: choice, ...others } = rest;
  if (kept.length > 0) {
    const list = trace.whole(kept, '/tools', RULE.kept);
    return choice === undefined
      ? { ...others, tools: list }
      : { ...others, tools: list, tool_choice: choice };
  }
  if (choice !== undefined) trace.note('/tool_choice', RULE.mcpServers);
  return others;
}
