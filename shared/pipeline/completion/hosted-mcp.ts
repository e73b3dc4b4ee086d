import { isArray, isObject, type Json } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import type { Context } from '../call/context.ts';
import { unsupported } from '../call/failures.ts';
import type { Params } from '../call/params.ts';
import { rule } from '../ledger/rule.ts';
import { isTruthy } from '../python/truth.ts';
import { has } from '../releases/behaviours.ts';

const HOSTED_MCP = rule({
  id: 'map.hosted-mcp',
  stage: 'map',
  fate: 'dropped',
  text: 'Bedrock runs no MCP server of its own: with drop_params the tool is left out in silence.',
  source: 'LiteLLM 1.110 tool_params_without_hosted_mcp',
});

const isHosted = (tool: Json): boolean => isObject(tool) && tool.type === 'mcp';

/**
 * The parameters without tools of a hosted MCP server, which no route to Bedrock can run (since 1.110). Throws `Stop`
 * (`UnsupportedParamsError`) where `drop_params` is not set. Where no tool is left, what chooses among them goes, too.
 */
export function withoutHostedMcp(params: Params, { model, profile, dropParams, trace }: Context): Params {
  const tools = params.get('tools');
  if (!has(profile.release, 'hosted-mcp-refused') || !tools || !isArray(tools.value)) return params;
  if (!['converse', 'anthropic', 'nova'].includes(model.family) || !tools.value.some(isHosted)) return params;
  if (!dropParams) {
    const label = tools.value.flatMap((tool) =>
      isObject(tool) && isHosted(tool)
        ? [typeof tool.server_label === 'string' ? tool.server_label : 'unlabeled']
        : [],
    );
    throw unsupported(
      `${model.litellmModel} on bedrock cannot run the hosted MCP tool ${label.map((one) => `\`${one}\``).join(', ')} (\`type: "mcp"\`).`,
    );
  }
  const { from, value } = tools;
  value.forEach((tool, i) => {
    if (isHosted(tool) && typeof from === 'string') trace.note(child(from, i), HOSTED_MCP);
  });
  const kept = value.filter((tool) => !isHosted(tool));
  const next = new Map(params);
  if (kept.length > 0) return next.set('tools', { ...tools, value: kept });
  const gone = isTruthy(params.get('functions')?.value)
    ? ['tools']
    : ['tools', 'tool_choice', 'parallel_tool_calls'];
  for (const name of gone) next.delete(name);
  return next;
}
