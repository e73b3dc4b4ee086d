import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child } from '../../../../json/pointer.ts';
import { type Located, mapItems, withMembers } from '../../../blocks/edit.ts';
import { MESSAGES_RULES as RULE } from '../../../blocks/rules.ts';
import { badRequest, crash } from '../../../call/failures.ts';
import { isBlank } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { plainTypes } from '../../../schemas/tool-schema.ts';
import { withCacheControl } from './conversation.ts';
import type { Draft } from './draft.ts';

const hasOddType = (tool: Json): boolean =>
  isObject(tool) && isTruthy(tool.type) && typeof tool.type !== 'string';

/**
 * Anthropic's own web search, which Bedrock does not run; 1.109 refuses it up front. Every release
 * fails (throws `Stop`, `crashed`) on a tool whose type is no text.
 */
export function refuseWebSearch(draft: Draft): void {
  const tools = draft.value('tools');
  if (isArray(tools) && tools.some(hasOddType)) crash('The type of a tool must be text.');
  if (!has(draft.release, 'native-web-search-refused') || !isArray(tools)) return;
  const search = tools.find(
    (tool) => isObject(tool) && typeof tool.type === 'string' && tool.type.startsWith('web_search_'),
  );
  if (!isTruthy(search)) return;
  throw badRequest('Bedrock does not run Anthropic’s server-side web search tool.');
}

function withoutCustom(draft: Draft, tool: Located<JsonObject>): JsonObject {
  const { value, at } = tool;
  if (!('custom' in value) || !has(draft.release, 'tool-custom-taken-out')) return value;
  const { trace } = draft.context;
  const deferred = isObject(value.custom) ? value.custom.defer_loading : undefined;
  const from = child(child(at, 'custom'), 'defer_loading');
  const moves =
    has(draft.release, 'defer-loading-from-custom') &&
    typeof deferred === 'boolean' &&
    !('defer_loading' in value);
  if (isObject(value.custom) && moves) {
    for (const key of Object.keys(value.custom)) {
      if (key !== 'defer_loading') trace.note(child(child(at, 'custom'), key), RULE.toolCustom);
    }
  } else trace.note(child(at, 'custom'), RULE.toolCustom);
  if (!moves) return withMembers(trace, tool, { custom: undefined });
  const copy = withMembers(trace, tool, { custom: undefined, defer_loading: deferred as Json });
  return trace.member(copy, 'defer_loading', from, RULE.toolDeferred);
}

function withPlainSchema(draft: Draft, tool: Located<JsonObject>): JsonObject {
  const { input_schema: schema } = tool.value;
  if (!isObject(schema) || !has(draft.release, 'plain-schema-types')) return tool.value;
  const plain = plainTypes(schema);
  return plain === schema
    ? tool.value
    : withMembers(draft.context.trace, tool, { input_schema: plain as Json }, RULE.toolSchema);
}

const isUnnamed = (name: Json | undefined): boolean =>
  name === undefined || name === null || (typeof name === 'string' && isBlank(name));

function withName(draft: Draft, tool: Located<JsonObject>, index: number): JsonObject {
  if (!isUnnamed(tool.value.name) || !has(draft.release, 'native-unnamed-tools-named')) return tool.value;
  const { trace } = draft.context;
  const copy = withMembers(trace, tool, { name: `litellm_unnamed_tool_${index}` });
  const from = 'name' in tool.value ? child(tool.at, 'name') : null;
  return trace.member(copy, 'name', from, RULE.toolName);
}

function withoutStreaming(draft: Draft, tool: Located<JsonObject>): JsonObject {
  if (!has(draft.release, 'native-eager-streaming-moved') || !('eager_input_streaming' in tool.value))
    return tool.value;
  draft.context.trace.note(child(tool.at, 'eager_input_streaming'), RULE.toolStreaming);
  return withMembers(draft.context.trace, tool, { eager_input_streaming: undefined });
}

/**
 * Tools as Bedrock takes them: no `custom`, plain schema types, a name each, clean cache_control.
 * Source: `remove_custom_field_from_tools` and its neighbours, LiteLLM 1.87.0 to 1.109.1.
 */
export function cleanTools(draft: Draft): void {
  const tools = draft.value('tools');
  if (!isArray(tools)) return;
  let index = -1;
  const clean = mapItems(draft.context.trace, tools, '/tools', ({ value, at }) => {
    index += 1;
    if (!isObject(value)) return value;
    const marked = withCacheControl(draft, { value, at }, 'tool');
    const steps = [withoutCustom, withPlainSchema] as const;
    const plain = steps.reduce<JsonObject>((tool, step) => step(draft, { value: tool, at }), marked);
    const named = withName(draft, { value: plain, at }, index);
    return withoutStreaming(draft, { value: named, at });
  });
  if (clean !== tools) draft.set('tools', clean, '/tools', RULE.kept);
}
