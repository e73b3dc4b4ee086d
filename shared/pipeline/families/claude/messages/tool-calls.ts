import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { badRequest } from '../../../call/failures.ts';
import { isServerToolId, TOOL_SEARCH_NAMES } from '../../../messages/server-tools.ts';
import { loads } from '../../../python/json.ts';
import { isBlank, stripEnd } from '../../../python/space.ts';
import { has } from '../../../releases/behaviours.ts';
import { type Block, type Conversion, made, NO_BLOCKS, set } from './block.ts';
import { MESSAGE_RULES as RULE } from './rules.ts';
import { copyCacheControl } from './text.ts';

/** Stands for the random id that LiteLLM gives to calls in the old function_call form. */
const RANDOM_ID = '00000000-0000-0000-0000-000000000000';

/** An id in the characters Claude takes. */
export const toolUseId = (id: string): string => id.replace(/[^a-zA-Z0-9_-]/g, '_') || 'tool_use_id';

/** Closes brackets that a cut-off answer left open; undefined where that does not help. */
function repaired(text: string): Json | undefined {
  const open: string[] = [];
  let quoted = false;
  const cut = stripEnd(text);
  for (let i = 0; i < cut.length; i++) {
    const character = cut.charAt(i);
    if (character === '\\') i += quoted ? 1 : 0;
    else if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (open.length > 0 && open[open.length - 1] === character) open.pop();
  }
  return open.length === 0 ? undefined : loads(cut.replace(/,+$/, '') + open.reverse().join(''));
}

function readArguments(text: Json | undefined, name: string): Json {
  if (text === undefined || text === null || text === '') return {};
  if (typeof text !== 'string') return text;
  if (isBlank(text)) return {};
  const whole = loads(text);
  const value = whole === undefined ? repaired(text) : whole;
  if (value === undefined) throw badRequest(`The arguments of the call to ${name} are not valid JSON.`);
  return value;
}

function callBlock(type: string, id: string, call: JsonObject, at: Pointer, conversion: Conversion): Block {
  const { trace, toolNames, strict, release } = conversion;
  if (!strict && !has(release, 'odd-call-function-passes') && !isObject(call.function))
    throw badRequest('A tool call needs a function.');
  const fn = isObject(call.function) ? call.function : {};
  const fnAt = child(at, 'function');
  const name = typeof fn.name === 'string' ? fn.name : '';
  const given = strict ? name : (fn.name ?? null);
  const sent = toolNames.get(name) ?? given;
  const block = made<Block>(trace, { type }, at, RULE.toolUse);
  set(trace, block, 'id', id, child(at, 'id'), id === call.id ? RULE.textKept : RULE.toolId);
  set(trace, block, 'name', sent, child(fnAt, 'name'), sent === given ? RULE.textKept : RULE.toolName);
  const input = readArguments(fn.arguments, name);
  set(trace, block, 'input', input, child(fnAt, 'arguments'), RULE.toolInput);
  return block;
}

function serverResult(id: Json, message: JsonObject, at: Pointer, conversion: Conversion): Block | null {
  const fields = message.provider_specific_fields;
  if (!isObject(fields)) return null;
  for (const key of ['web_search_results', 'tool_results']) {
    const results = fields[key];
    if (!isArray(results)) continue;
    const i = results.findIndex((result) => isObject(result) && result.tool_use_id === id);
    const found = results[i];
    if (isObject(found)) {
      const from = child(child(child(at, 'provider_specific_fields'), key), i);
      return made(conversion.trace, { ...found }, from, RULE.kept);
    }
  }
  return null;
}

/** The blocks of one tool call: a tool_use, or what the server's own tools left in the history. */
function blocksOfCall(
  call: JsonObject,
  callAt: Pointer,
  message: JsonObject,
  at: Pointer,
  answered: ReadonlySet<Json>,
  conversion: Conversion,
): readonly Block[] {
  const id = String(call.id);
  const fn = isObject(call.function) ? call.function : {};
  if (
    isServerToolId(id) &&
    !(has(conversion.release, 'answered-server-calls-stay-calls') && answered.has(id))
  ) {
    const result = serverResult(id, message, at, conversion);
    const server = (): Block => callBlock('server_tool_use', id, call, callAt, conversion);
    if (result) return [server(), result];
    if (
      has(conversion.release, 'unanswered-search-calls-dropped') &&
      TOOL_SEARCH_NAMES.includes(fn.name ?? null)
    ) {
      conversion.trace.note(callAt, RULE.unknownCall);
      return [];
    }
    return [server()];
  }
  const block = callBlock('tool_use', toolUseId(id), call, callAt, conversion);
  return [copyCacheControl(block, call, callAt, conversion)];
}

/** The blocks of an assistant message's `tool_calls`, in order. */
export function toolCallBlocks(
  message: JsonObject,
  at: Pointer,
  answered: ReadonlySet<Json>,
  conversion: Conversion,
): readonly Block[] {
  const calls = message.tool_calls;
  if (!isArray(calls)) return NO_BLOCKS;
  return calls.flatMap((call, i) => {
    const callAt = child(child(at, 'tool_calls'), i);
    if (!isObject(call) || call.type !== 'function') {
      conversion.trace.note(callAt, RULE.unknownCall);
      return [];
    }
    if (typeof call.id !== 'string') throw badRequest('A tool call needs an id.');
    return blocksOfCall(call, callAt, message, at, answered, conversion);
  });
}

/** The block of the old `function_call` form. */
export function functionCallBlock(call: JsonObject, at: Pointer, conversion: Conversion): Block {
  const { trace, toolNames } = conversion;
  const name = typeof call.name === 'string' ? call.name : '';
  const block = made<Block>(trace, { type: 'tool_use', id: RANDOM_ID }, at, RULE.toolUse);
  set(trace, block, 'name', toolNames.get(name) ?? name, child(at, 'name'), RULE.toolName);
  set(trace, block, 'input', readArguments(call.arguments, name), child(at, 'arguments'), RULE.toolInput);
  return block;
}

/** The id under which a tool message answers. */
export function answerId({ role, tool_call_id: id }: JsonObject): string {
  const given = typeof id === 'string' ? id : '';
  return toolUseId(given === '' && role !== 'tool' ? RANDOM_ID : given);
}
