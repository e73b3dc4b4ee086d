import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { pythonText } from '../../pipeline/python/repr.ts';
import { isTruthy } from '../../pipeline/python/truth.ts';
import { type Behaviour, has } from '../../pipeline/releases/behaviours.ts';
import type { Release } from '../../pipeline/releases/release.ts';
import { BridgeFailure, firstText } from './draft-messages.ts';
import type { GivenTool } from './hoisted-tools.ts';

/** What a list of Responses tools becomes. */
export interface ChatTools {
  /** In order; `from` is the place of the tool that each was made from. */
  readonly tools: readonly GivenTool[];
  readonly webSearch: JsonObject | null;
}

function withType(parameters: Json | undefined, release: Release): JsonObject {
  const given = isObject(parameters ?? null) ? (parameters as JsonObject) : {};
  return Object.hasOwn(given, 'type') || !has(release, 'responses-tool-choice-read')
    ? given
    : { ...given, type: 'object' };
}

const EXTRAS = ['cache_control', 'defer_loading', 'allowed_callers', 'input_examples'] as const;

function functionTool(tool: JsonObject, release: Release): JsonObject {
  const extras = has(release, 'responses-tools-by-type') ? EXTRAS.filter((key) => isTruthy(tool[key])) : [];
  const eager = has(release, 'responses-eager-streaming') ? (tool.eager_input_streaming ?? null) : null;
  return {
    type: 'function',
    function: {
      name: firstText(tool, 'name'),
      description: firstText(tool, 'description'),
      parameters: withType(tool.parameters, release),
      strict: isTruthy(tool.strict) ? (tool.strict ?? false) : false,
    },
    ...Object.fromEntries(extras.map((key) => [key, tool[key] ?? null])),
    ...(eager === null ? {} : { eager_input_streaming: eager }),
  };
}

function customTool(tool: JsonObject): JsonObject {
  const name = typeof tool.name === 'string' ? tool.name : '';
  const format = isObject(tool.format ?? null) ? (tool.format as JsonObject) : {};
  const { syntax = '', definition = '' } = format;
  const grammar =
    typeof definition === 'string' && definition !== ''
      ? `\n\nFormat:\n\`\`\`${syntax}\n${definition}\n\`\`\``
      : '';
  const content = { type: 'string', description: `The ${name} content following the specified format` };
  return {
    type: 'function',
    function: {
      name,
      description: (typeof tool.description === 'string' ? tool.description : '') + grammar,
      parameters: { type: 'object', properties: { content }, required: ['content'] },
    },
  };
}

function namespaceTools(space: JsonObject, release: Release): readonly JsonObject[] {
  const prefix = pythonText(firstText(space, 'name'));
  const about = pythonText(firstText(space, 'description'));
  const members = isArray(space.tools ?? null) ? (space.tools as readonly Json[]) : null;
  if (!members) return [functionTool(space, release)];
  return members.flatMap((member) => {
    if (!isObject(member)) return [];
    const own = pythonText(firstText(member, 'description'));
    const description = about === '' ? own : own === '' ? about : `${about}\n\n${own}`;
    if (member.type === 'custom' && has(release, 'responses-namespace-custom-tools'))
      return [customTool({ ...member, description })];
    if (member.type !== 'function') return [];
    const name = `${prefix}__${pythonText(firstText(member, 'name'))}`;
    return [functionTool({ ...member, name, description }, release)];
  });
}

/** Tools that chat completions have no form for, and since which release they are left out. */
const NO_CHAT_FORM: ReadonlyMap<Json, Behaviour> = new Map<Json, Behaviour>([
  ['computer_use', 'responses-custom-tools'],
  ['image_generation', 'responses-custom-tools'],
  ['shell', 'responses-custom-tools'],
  ['namespace', 'responses-namespaces-dropped'],
  ['local_shell', 'responses-local-shell-dropped'],
  ['tool_search', 'responses-local-shell-dropped'],
]);

function chatForms(tool: JsonObject, release: Release): readonly Json[] {
  const { type = null } = tool;
  const isFunction = type === 'function' || (type !== 'mcp' && !has(release, 'responses-tools-by-type'));
  if (isFunction) return [functionTool(tool, release)];
  if (type === 'custom' && has(release, 'responses-custom-tools')) return [customTool(tool)];
  if (type === 'namespace' && has(release, 'responses-tool-namespaces')) return namespaceTools(tool, release);
  const dropped = NO_CHAT_FORM.get(type);
  return dropped !== undefined && has(release, dropped) ? [] : [tool];
}

/**
 * The chat tools for a list of Responses tools. Throws {@link BridgeFailure} for a tool that is no object.
 * Source: `transform_responses_api_tools_to_chat_completion_tools`, LiteLLM 1.80.0 to 1.110.2.
 */
export function chatTools(given: readonly GivenTool[], release: Release): ChatTools {
  let webSearch: JsonObject | null = null;
  const tools = given.flatMap(({ tool, from }) => {
    if (!isObject(tool)) throw new BridgeFailure('APIConnectionError', 'Every tool must be an object.');
    if (tool.type === 'web_search_preview' || tool.type === 'web_search') {
      const place = firstText(tool, 'user_location');
      webSearch = {
        search_context_size: tool.search_context_size ?? null,
        user_location: place === '' ? null : place,
      };
      return [];
    }
    return chatForms(tool, release).map((form) => ({ from, tool: form }));
  });
  return { tools, webSearch };
}

/** A Responses tool choice as chat completions have it. */
export function chatToolChoice(given: Json, release: Release): Json {
  if (!isObject(given) || !has(release, 'responses-tool-choice-read')) return given;
  if (isObject(given.function ?? null) && firstText(given.function as JsonObject, 'name') !== '')
    return given;
  const { type = null } = given;
  if (type === 'auto' || type === 'none') return type;
  if (type === 'required' || type === 'tool' || type === 'any') return 'required';
  if (type !== 'function' && !(has(release, 'responses-custom-tool-choice') && type === 'custom'))
    return given;
  const custom = isObject(given.custom ?? null) ? (given.custom as JsonObject) : {};
  const own = firstText(given, 'name');
  const name = own === '' && type === 'custom' ? firstText(custom, 'name') : own;
  return has(release, 'responses-named-tool-choice') && name !== ''
    ? { type: 'function', function: { name } }
    : 'required';
}
