import { assign, type Json, type JsonObject } from '../../json/json.ts';
import { type Rule, rule } from '../ledger/rule.ts';
import type { From, Trace } from '../ledger/trace.ts';

/** A parameter on its way into the body: its value, what it was made from, and the rule that put it there. */
export interface Param {
  readonly value: Json;
  readonly from: From;
  readonly rule: Rule;
}

/** Parameters by outgoing key, in the order in which LiteLLM would have them. */
export type Params = ReadonlyMap<string, Param>;

const OVERRIDDEN = rule({
  id: 'map.overridden',
  stage: 'map',
  fate: 'dropped',
  text: 'Another parameter set the same key of the body afterwards; this value was not sent.',
  source: 'LiteLLM get_optional_params',
});

const pointersOf = (from: From): readonly string[] =>
  from === null ? [] : typeof from === 'string' ? [from] : from;

/** Those parameters whose keys are wanted, in their order. */
export function paramsWhere(params: Params, isWanted: (key: string) => boolean): Map<string, Param> {
  const wanted = new Map<string, Param>();
  for (const [key, param] of params) if (isWanted(key)) wanted.set(key, param);
  return wanted;
}

/** Notes the incoming values of a parameter that does not go into the body. */
export function noteUnsent(param: Param, why: Rule, trace: Trace): void {
  for (const pointer of pointersOf(param.from)) trace.note(pointer, why);
}

/** Sets a key; a value that stood there before is noted as overridden. */
export function put(params: Map<string, Param>, key: string, param: Param, trace: Trace): void {
  const before = params.get(key);
  if (before) noteUnsent(before, OVERRIDDEN, trace);
  params.set(key, param);
}

/** Makes a plain object of parameters and tells the trace where each member is from. */
export function objectOf(params: Params, trace: Trace): JsonObject {
  const object: Record<string, Json> = {};
  for (const [key, param] of params) {
    assign(object, key, param.value);
    trace.member(object, key, param.from, param.rule);
  }
  return object;
}
