import { isArray, isObject, type Json, type JsonObject } from '../../../../json/json.ts';
import { child, type Pointer, pathOf } from '../../../../json/pointer.ts';
import { badRequest, crash, type Stop } from '../../../call/failures.ts';
import type { Trace } from '../../../ledger/trace.ts';
import type { Target } from '../../../models/target.ts';
import { loads } from '../../../python/json.ts';
import { isBlank } from '../../../python/space.ts';
import { isTruthy } from '../../../python/truth.ts';
import { has } from '../../../releases/behaviours.ts';
import { toolName, toolUseId } from '../names.ts';
import { built } from '../rules.ts';
import { cachePoint } from './cache-points.ts';
import { noteUnread } from './content.ts';
import { readArguments } from './json-objects.ts';

const CALL = built('tool-call', 'mapped', 'A tool call becomes a toolUse block.');
const ID = built('tool-call-id', 'renamed', 'The id of the tool call.');
const ID_REWRITTEN = built(
  'tool-call-id-rewritten',
  'mapped',
  'Several calls in one got ids of their own, or characters that Bedrock does not take were replaced.',
);
const NAME = built('tool-call-name', 'kept', 'The name of the tool.');
const NAME_REWRITTEN = built(
  'tool-call-name-rewritten',
  'mapped',
  'Characters that Bedrock does not take in a tool name are replaced.',
  'LiteLLM 1.90 factory',
);
const INPUT = built('tool-call-input', 'mapped', 'The arguments, JSON in a string, become an object.');
const NOT_A_FUNCTION = built(
  'tool-call-lost',
  'dropped',
  'Only function calls are sent; this call is left out.',
);

/** LiteLLM fails on a call that is written otherwise than OpenAI has it, in later releases on purpose. */
const oddCall = (message: string, { release }: Target): Stop =>
  has(release, 'odd-calls-are-bad-requests') ? badRequest(message) : crash(message);

/** The arguments as objects: one for the usual call, several where a model wrote several in one. */
function inputs(text: Json | undefined, target: Target): readonly Json[] {
  if (typeof text !== 'string') {
    if (!target.strict && isTruthy(text))
      throw oddCall('The arguments of a tool call must be JSON in a string.', target);
    return [{}];
  }
  if (isBlank(text)) {
    if (text !== '' && !has(target.release, 'blank-arguments-pass'))
      crash('The arguments of a tool call are not JSON.');
    return [{}];
  }
  const whole = has(target.release, 'text-arguments-emptied') ? undefined : loads(text);
  if (whole !== undefined) return [whole];
  const { objects, complete } = readArguments(text);
  if (objects.length !== 1 && !has(target.release, 'joined-arguments-split'))
    crash('The arguments of a tool call are not JSON.');
  if (!complete && !has(target.release, 'broken-arguments-pass'))
    crash('The arguments of a tool call are not JSON.');
  return objects.length > 0 ? objects : [{}];
}

/** The id of a call: null and numbers go out as they are before 1.109, where they are refused. */
function callId({ id }: JsonObject, target: Target): string | number | null {
  if (typeof id === 'string') return id;
  if ((id === null || typeof id === 'number') && !has(target.release, 'odd-call-ids-checked')) return id;
  throw oddCall('A tool call needs an id.', target);
}

/** LiteLLM fails on a function that is null, and from 1.90 on, where it looks at the name, on one that is no text. */
function checkFunction(called: Json | undefined, at: Pointer, target: Target): void {
  const { release, strict } = target;
  if (strict) return;
  const isNamed =
    !isObject(called) || !has(release, 'call-names-checked') || typeof (called.name ?? '') === 'string';
  if (called !== null && isNamed) return;
  throw oddCall(`${pathOf(at)} needs a function with a name.`, target);
}

function callBlocks(call: JsonObject, at: Pointer, target: Target, trace: Trace): readonly JsonObject[] {
  const called = call.function;
  checkFunction(called, at, target);
  if (!isObject(called)) {
    trace.note(at, NOT_A_FUNCTION);
    return [];
  }
  const id = callId(call, target);
  const given = typeof called.name === 'string' ? called.name : '';
  const raw = typeof called.name === 'number' && !target.strict ? called.name : given;
  const name = has(target.release, 'call-names-sanitized') ? toolName(given, target) : raw;
  const functionAt = child(at, 'function');
  noteUnread(call, at, ['id', 'type', 'function', 'cache_control', 'index'], trace);
  const blocks = inputs(called.arguments, target).map((input, i): JsonObject => {
    const sent =
      typeof id !== 'string' && i === 0
        ? id
        : toolUseId(i === 0 ? String(id) : `${id ?? 'None'}_${i}`, target.release);
    const toolUse = { input, name, toolUseId: sent };
    trace.member(toolUse, 'toolUseId', child(at, 'id'), sent === id ? ID : ID_REWRITTEN);
    trace.member(toolUse, 'name', child(functionAt, 'name'), name === raw ? NAME : NAME_REWRITTEN);
    trace.member(toolUse, 'input', child(functionAt, 'arguments'), INPUT);
    return trace.whole({ toolUse }, at, CALL);
  });
  const point = cachePoint(call.cache_control, child(at, 'cache_control'), 'content', target, trace);
  return point ? [...blocks, point] : blocks;
}

/** The toolUse blocks of an assistant message. */
export function toolCalls(
  calls: Json | undefined,
  at: Pointer,
  target: Target,
  trace: Trace,
): readonly JsonObject[] {
  if (!isArray(calls)) return [];
  return calls.flatMap((call, i) => (isObject(call) ? callBlocks(call, child(at, i), target, trace) : []));
}
