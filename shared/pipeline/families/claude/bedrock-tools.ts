import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child } from '../../../json/pointer.ts';
import type { Context } from '../../call/context.ts';
import type { Param } from '../../call/params.ts';
import type { Rule } from '../../ledger/rule.ts';
import { has } from '../../releases/behaviours.ts';
import { withPlainTypes } from './input-schema.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

const SEARCH_REGEX = 'tool_search_tool_regex_20251119';
const SEARCH_BM25 = 'tool_search_tool_bm25_20251119';

/** A tool as Bedrock takes it; the same object where nothing has to change, null where it takes none. */
function bedrockTool(tool: JsonObject, { trace, profile }: Context): JsonObject | null {
  const from = trace.wholeOf(tool)?.from ?? null;
  const note = (at: string, rule: Rule): void => {
    if (typeof from === 'string') trace.note(at === '' ? from : child(from, at), rule);
  };
  const searches = has(profile.release, 'tool-search-normalized');
  if (searches && tool.type === SEARCH_BM25) {
    note('', RULE.toolSearchGone);
    return null;
  }
  const typed = isObject(tool.input_schema) && has(profile.release, 'plain-schema-types');
  const schema = typed ? withPlainTypes(tool.input_schema as JsonObject, trace) : tool.input_schema;
  const eager = has(profile.release, 'eager-input-streaming-kept') && 'eager_input_streaming' in tool;
  const hasCustom = 'custom' in tool && has(profile.release, 'tool-custom-taken-out');
  const isSearch = searches && tool.type === SEARCH_REGEX;
  const same = schema === tool.input_schema && !eager && !hasCustom && !isSearch;
  if (same) return tool;
  const { custom } = tool;
  const out: Record<string, Json> = { ...tool };
  if (hasCustom) delete out.custom;
  trace.inherit(out, tool);
  if (schema !== undefined) out.input_schema = schema;
  if (isSearch) {
    out.type = 'tool_search_tool_regex';
    trace.member(out, 'type', from, RULE.toolSearch);
    out.name ??= 'tool_search_tool_regex';
  }
  if (hasCustom) {
    note('custom', RULE.customGone);
    if (
      has(profile.release, 'defer-loading-from-custom') &&
      isObject(custom) &&
      typeof custom.defer_loading === 'boolean'
    ) {
      out.defer_loading ??= custom.defer_loading;
    }
  }
  if (eager) {
    delete out.eager_input_streaming;
    note('eager_input_streaming', RULE.internalGone);
  }
  return out;
}

/** Tools as Bedrock takes them: no `custom` member, its own name for tool search, plain schema types. */
export function bedrockTools(params: Map<string, Param>, context: Context): void {
  const tools = params.get('tools');
  if (!tools || !isArray(tools.value)) return;
  const value = tools.value.flatMap((tool) => (isObject(tool) ? (bedrockTool(tool, context) ?? []) : [tool]));
  const given = tools.value;
  const same = value.length === given.length && value.every((tool, i) => tool === given[i]);
  if (!same) params.set('tools', { ...tools, value: context.trace.inherit(value, tools.value) });
}
