import { isArray, isObject, type Json } from '../../json/json.ts';
import type { Trace } from '../ledger/trace.ts';
import { isToolSearch } from './census.ts';
import { INJECTED, POINTS_KEY } from './points.ts';

/**
 * Tools with a cache mark on the last of them that takes one, where a point asks for it and no tool
 * is marked yet; null where nothing changes. For Claude on invoke since 1.109.
 * Source: `tools_marked_for_a_tool_config_point`, LiteLLM 1.109.1.
 */
export function markedTools(
  tools: Json | undefined,
  points: Json | undefined,
  trace: Trace,
): readonly Json[] | null {
  if (!isArray(tools) || !isArray(points)) return null;
  const point = points.find((one) => isObject(one) && one.location === 'tool_config');
  if (!isObject(point) || tools.some((tool) => isObject(tool) && 'cache_control' in tool)) return null;
  const { control = null } = point;
  if (control !== null && !isObject(control)) return null;
  let index = tools.length - 1;
  while (index >= 0 && (!isObject(tools[index]) || isToolSearch(tools[index] as Json))) index -= 1;
  const tool = tools[index];
  if (!isObject(tool)) return null;
  const mark = trace.whole({ ...(control ?? { type: 'ephemeral' }) }, `/${POINTS_KEY}`, INJECTED);
  const copy = trace.inherit({ ...tool, cache_control: mark }, tool);
  return trace.inherit([...tools.slice(0, index), copy, ...tools.slice(index + 1)], tools);
}
