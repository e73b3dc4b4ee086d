import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer } from '../../../../json/pointer.ts';
import { badRequest } from '../../../call/failures.ts';
import type { Message } from '../../../messages/message.ts';
import { isServerToolId, TOOL_SEARCH_NAMES } from '../../../messages/server-tools.ts';
import { loads } from '../../../python/json.ts';
import { isBlank, stripEnd } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import type { Release } from '../../../releases/release.ts';
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

/** The input of a call: its arguments are JSON in a string, or empty. */
function readArguments(given: Json | undefined, name: string, { strict, release }: Conversion): Json {
  const passes = strict || has(release, 'claude-empty-arguments-pass');
  if (passes && !isTruthy(given)) return {};
  if (typeof given !== 'string') {
    if (strict) return given ?? {};
    throw badRequest(`The arguments of the call to ${name} must be JSON in a string.`);
  }
  if (isBlank(given) && (strict || has(release, 'claude-blank-arguments-pass'))) return {};
  const whole = loads(given);
  const value = whole === undefined ? repaired(given) : whole;
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
  const input = readArguments(fn.arguments, name, conversion);
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
      if (found.type === undefined) throw badRequest('A kept result of a server’s tool needs a type.');
      const from = child(child(child(at, 'provider_specific_fields'), key), i);
      return made(conversion.trace, { ...found }, from, RULE.kept);
    }
  }
  return null;
}

/** A call of an assistant message, where it stands, and whether it stands among the server's own. */
export interface PlacedCall {
  readonly call: Json;
  readonly at: Pointer;
  readonly server: boolean;
}

const NO_CALLS: readonly PlacedCall[] = [];

const isWholeCall = (call: Json): call is JsonObject =>
  isObject(call) &&
  (call.id === null || typeof call.id === 'string') &&
  call.type === 'function' &&
  isObject(call.function) &&
  (call.function.name === undefined ||
    call.function.name === null ||
    typeof call.function.name === 'string') &&
  (call.function.arguments === undefined || typeof call.function.arguments === 'string');

/** Calls of the server's tools that LiteLLM keeps beside the message (1.110); one odd call makes it read none. */
function serverCalls({ provider_specific_fields: fields }: JsonObject, at: Pointer): readonly PlacedCall[] {
  const calls = isObject(fields) ? fields.server_tool_calls : undefined;
  if (!isArray(calls) || !calls.every(isWholeCall)) return [];
  const place = child(child(at, 'provider_specific_fields'), 'server_tool_calls');
  return calls.map((call, i) => ({ call, at: child(place, i), server: true }));
}

/** The calls of an assistant message in their order: those of the server first, each id once. */
export function placedCalls(message: JsonObject, at: Pointer, release: Release): readonly PlacedCall[] {
  if (message.tool_calls === undefined && message.provider_specific_fields === undefined) return NO_CALLS;
  const calls = isArray(message.tool_calls) ? message.tool_calls : [];
  const own = calls.map((call, i) => ({ call, at: child(child(at, 'tool_calls'), i), server: false }));
  if (!has(release, 'server-calls-beside-the-message')) return own;
  const servers = serverCalls(message, at);
  if (servers.length === 0) return own;
  const idOf = ({ call }: PlacedCall): Json | undefined => (isObject(call) ? call.id : undefined);
  const [ownIds, serverIds] = [new Set(own.map(idOf)), new Set(servers.map(idOf))];
  return [
    ...servers.filter((one) => !ownIds.has(idOf(one))),
    ...own.map((one) => ({ ...one, server: serverIds.has(idOf(one)) })),
  ];
}

/** The blocks of one tool call: a tool_use, or what the server's own tools left in the history. */
function blocksOfCall(
  call: JsonObject,
  { at: callAt, server: isServers }: PlacedCall,
  message: JsonObject,
  at: Pointer,
  answered: ReadonlySet<Json>,
  conversion: Conversion,
): readonly Block[] {
  const id = String(call.id);
  const fn = isObject(call.function) ? call.function : {};
  const isServersOwn =
    (isServers || isServerToolId(id)) &&
    !(has(conversion.release, 'answered-server-calls-stay-calls') && answered.has(id));
  if (isServersOwn) {
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
    if (!has(conversion.release, 'unanswered-server-calls-are-plain')) return [server()];
  }
  const block = callBlock('tool_use', toolUseId(id), call, callAt, conversion);
  return [copyCacheControl(block, call, callAt, conversion)];
}

/** The blocks of an assistant message's tool calls, in order. */
export function toolCallBlocks(
  calls: readonly PlacedCall[],
  { value: message, at }: Message,
  answered: ReadonlySet<Json>,
  conversion: Conversion,
): readonly Block[] {
  if (calls.length === 0) return NO_BLOCKS;
  return calls.flatMap((placed) => {
    const { call } = placed;
    if (!isObject(call) || call.type !== 'function') {
      conversion.trace.note(placed.at, RULE.unknownCall);
      return [];
    }
    if (typeof call.id !== 'string') throw badRequest('A tool call needs an id.');
    return blocksOfCall(call, placed, message, at, answered, conversion);
  });
}

/** The block of the old `function_call` form. */
export function functionCallBlock(call: JsonObject, at: Pointer, conversion: Conversion): Block {
  const { trace, toolNames } = conversion;
  const name = typeof call.name === 'string' ? call.name : '';
  const block = made<Block>(trace, { type: 'tool_use', id: RANDOM_ID }, at, RULE.toolUse);
  set(trace, block, 'name', toolNames.get(name) ?? name, child(at, 'name'), RULE.toolName);
  set(
    trace,
    block,
    'input',
    readArguments(call.arguments, name, conversion),
    child(at, 'arguments'),
    RULE.toolInput,
  );
  return block;
}

/** The id under which a tool message answers. */
export function answerId({ role, tool_call_id: id }: JsonObject): string {
  const given = typeof id === 'string' ? id : '';
  return toolUseId(given === '' && role !== 'tool' ? RANDOM_ID : given);
}
