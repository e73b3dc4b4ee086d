import { isArray, isObject, type Json, type JsonObject } from '../../../json/json.ts';
import { child, type Pointer } from '../../../json/pointer.ts';
import type { Context } from '../../call/context.ts';
import { eagerInput } from '../../call/eager-input.ts';
import { crash } from '../../call/failures.ts';
import { isHostedTool } from '../../models/hosted-tools.ts';
import { has } from '../../releases/behaviours.ts';
import { inputSchema } from './input-schema.ts';
import type { Block } from './messages/block.ts';
import { CLAUDE_RULES as RULE } from './rules.ts';

/** What the caller's tools become. */
export interface ConvertedTools {
  readonly tools: readonly Block[];
  readonly servers: readonly Block[];
}

const ADVISOR = 'advisor_20260301';
const NO_DEFER: readonly Json[] = ['computer_20241022', 'computer_20250124'];

const functionOf = (tool: JsonObject): JsonObject => (isObject(tool.function) ? tool.function : {});

/** Copies members that may stand on the tool or inside its function. */
function copyExtras(block: Block, tool: JsonObject, at: Pointer, { trace, profile }: Context): void {
  const fn = functionOf(tool);
  const copy = (key: string, fits: (value: Json) => boolean): void => {
    const beside = tool[key] ?? null;
    const value = beside ?? fn[key] ?? null;
    if (value === null) return;
    if (!fits(value)) crash(`${key} of a tool has the wrong type.`);
    block[key] = value;
    trace.member(block, key, child(beside === null ? child(at, 'function') : at, key), RULE.toolMember);
  };
  copy('cache_control', () => true);
  if (!NO_DEFER.includes(block.type ?? null)) {
    copy('defer_loading', (value) => typeof value === 'boolean');
    copy('allowed_callers', (value) => isArray(value) && value.every((item) => typeof item === 'string'));
  }
  if (block.type === 'custom' && (isArray(tool.input_examples) || isArray(fn.input_examples))) {
    copy('input_examples', isArray);
  }
  if (
    block.type === 'custom' &&
    has(profile.release, 'custom-tool-extras-kept') &&
    eagerInput(tool) !== null
  ) {
    copy('eager_input_streaming', (value) => typeof value === 'boolean');
  }
}

const KNOWN_ON_TOOL: ReadonlySet<string> = new Set([
  'type',
  'function',
  'cache_control',
  'defer_loading',
  'allowed_callers',
  'input_examples',
  'eager_input_streaming',
]);
const KNOWN_IN_FUNCTION: ReadonlySet<string> = new Set([
  'name',
  'description',
  'parameters',
  'cache_control',
  'defer_loading',
  'allowed_callers',
  'input_examples',
  'eager_input_streaming',
]);

function noteLost(tool: JsonObject, at: Pointer, { trace }: Context): void {
  for (const key of Object.keys(tool)) if (!KNOWN_ON_TOOL.has(key)) trace.note(child(at, key), RULE.toolLost);
  for (const key of Object.keys(functionOf(tool))) {
    if (!KNOWN_IN_FUNCTION.has(key)) trace.note(child(child(at, 'function'), key), RULE.toolLost);
  }
}

function functionTool(tool: JsonObject, at: Pointer, context: Context): Block {
  const { trace } = context;
  const fn = tool.function;
  if (!isObject(fn) || typeof fn.name !== 'string') crash('A tool needs a function with a name.');
  const fnAt = child(at, 'function');
  const block: Block = trace.whole({ name: fn.name }, at, RULE.tool);
  trace.member(block, 'name', child(fnAt, 'name'), RULE.toolMember);
  const given = fn.parameters !== undefined;
  if (
    given &&
    !isObject(fn.parameters) &&
    !(fn.parameters === null && has(context.profile.release, 'null-tool-parameters-pass'))
  ) {
    crash(`The parameters of ${fn.name} must be a JSON schema.`);
  }
  const parameters = isObject(fn.parameters) ? fn.parameters : {};
  block.input_schema = inputSchema(parameters, given ? child(fnAt, 'parameters') : null, context);
  if (has(context.profile.release, 'function-tools-are-custom')) block.type = 'custom';
  if (fn.description !== undefined && fn.description !== null) {
    block.description = fn.description;
    trace.member(block, 'description', child(fnAt, 'description'), RULE.toolMember);
  }
  noteLost(tool, at, context);
  return block;
}

function computerTool(tool: JsonObject, at: Pointer, { trace }: Context): Block {
  const fn = functionOf(tool);
  const parameters = isObject(fn.parameters) ? fn.parameters : {};
  const { display_width_px: width, display_height_px: height, display_number: number } = parameters;
  if (width === undefined || height === undefined || width === null || height === null) {
    crash('A computer tool needs display_width_px and display_height_px.');
  }
  const block: Block = {
    type: tool.type as Json,
    name: fn.name ?? 'computer',
    display_width_px: width,
    display_height_px: height,
  };
  if (number !== undefined && number !== null) block.display_number = number;
  return trace.whole(block, at, RULE.tool);
}

function mcpServer(tool: JsonObject, at: Pointer, { trace }: Context): Block {
  if (tool.type === 'url') return trace.whole({ ...tool }, at, RULE.mcpServer);
  const { server_url: url, server_label: label, allowed_tools: allowed, headers } = tool;
  if (url === undefined || label === undefined) crash('An MCP tool needs server_url and server_label.');
  const block: Block = { type: 'url', url, name: label };
  if (allowed !== undefined && allowed !== null) block.tool_configuration = { allowed_tools: allowed };
  const bearer = isObject(headers) ? headers.Authorization : undefined;
  if (typeof bearer === 'string') block.authorization_token = bearer.replaceAll('Bearer ', '');
  return trace.whole(block, at, RULE.mcpServer);
}

function convertTool(tool: JsonObject, at: Pointer, context: Context): ConvertedTools {
  const { type } = tool;
  if (typeof type !== 'string') crash('A tool needs a type.');
  if (type === 'url' || type === 'mcp') return { tools: [], servers: [mcpServer(tool, at, context)] };
  let block: Block;
  if (type === 'function' || type === 'custom') block = functionTool(tool, at, context);
  else if (type.startsWith('computer_')) block = computerTool(tool, at, context);
  else if (isHostedTool(type)) {
    const name = tool.name ?? functionOf(tool).name;
    if (typeof name !== 'string') crash(`A tool of type ${type} needs a name.`);
    block = context.trace.whole({ ...tool, name }, at, RULE.hostedTool);
    return { tools: [block], servers: [] };
  } else if (type === ADVISOR) {
    if (typeof tool.model !== 'string') crash('An advisor tool needs a model.');
    block = context.trace.whole({ type, name: 'advisor', model: tool.model }, at, RULE.tool);
    for (const key of ['max_uses', 'caching']) if (tool[key] != null) block[key] = tool[key] as Json;
  } else crash(`Unsupported tool type: ${type}`);
  copyExtras(block, tool, at, context);
  return { tools: [block], servers: [] };
}

/** A tool of a namespace may be flat: name and parameters beside the type. */
const wrapped = (tool: JsonObject): JsonObject => {
  if (tool.function !== undefined) return tool;
  const { type, ...fn } = tool;
  return { type: type ?? 'function', function: fn };
};

/** Converts tools of the OpenAI form; tools in Anthropic's form pass through. Source: `_map_tools`. */
export function convertTools(tools: readonly Json[], at: Pointer, context: Context): ConvertedTools {
  const out: { tools: Block[]; servers: Block[] } = { tools: [], servers: [] };
  tools.forEach((tool, i) => {
    const toolAt = child(at, i);
    if (!isObject(tool)) return;
    const add = (one: JsonObject, oneAt: Pointer): void => {
      if ('input_schema' in one) out.tools.push(context.trace.whole({ ...one }, oneAt, RULE.ownTool));
      else {
        const { tools: more, servers } = convertTool(one, oneAt, context);
        out.tools.push(...more);
        out.servers.push(...servers);
      }
    };
    if (tool.type === 'namespace' && has(context.profile.release, 'namespace-tools-read')) {
      const nested = isArray(tool.tools) ? tool.tools : [];
      nested.forEach((one, n) => {
        const oneAt = child(child(toolAt, 'tools'), n);
        if (isObject(one)) add('input_schema' in one ? one : wrapped(one), oneAt);
      });
    } else add(tool, toolAt);
  });
  return out;
}
