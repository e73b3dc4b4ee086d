import { isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { lookUp } from '../../../json/look-up.ts';
import type { Block } from './messages/block.ts';

const MAX_USES: Readonly<Record<string, number>> = { low: 1, medium: 5, high: 10 };
const LOCATION = ['city', 'country', 'region', 'timezone'];

/** OpenAI's `web_search_options` as Anthropic's web search tool. Source: `map_web_search_tool`. */
export function webSearchTool(options: JsonObject): Block {
  const tool: Block = { type: 'web_search_20250305', name: 'web_search' };
  const { user_location: location, search_context_size: size } = options;
  if (isObject(location) && isObject(location.approximate)) {
    const where: Record<string, Json> = { type: 'approximate' };
    for (const key of LOCATION) {
      const value = location.approximate[key];
      if (value !== undefined) where[key] = value;
    }
    tool.user_location = where;
  }
  const uses = typeof size === 'string' ? lookUp(MAX_USES, size) : undefined;
  if (uses !== undefined) tool.max_uses = uses;
  return tool;
}
