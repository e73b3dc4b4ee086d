import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { asRequest, checkShape, type RequestShape } from './converse.ts';
import type { Wording } from './dialects/index.ts';
import type { CheckContext } from './families/family.ts';
import { asyncRulesFor } from './families/index.ts';
import { type Answer, checkNative, firstOf, moved } from './native.ts';
import { compactJson } from './printable.ts';
import type { Operation } from './problem.ts';

/** Operations whose request names no model in its path. */
export type OtherOperation = Exclude<
  Operation,
  'InvokeModel' | 'InvokeModelWithResponseStream' | 'Converse' | 'ConverseStream' | 'CountTokens'
>;

export const isOther = (operation: Operation): operation is OtherOperation =>
  operation === 'ApplyGuardrail' || operation.includes('AsyncInvoke');

const SHAPE_OF: Readonly<Record<OtherOperation, RequestShape>> = {
  ApplyGuardrail: 'ApplyGuardrailRequest',
  GetAsyncInvoke: 'GetAsyncInvokeRequest',
  ListAsyncInvokes: 'ListAsyncInvokesRequest',
  StartAsyncInvoke: 'StartAsyncInvokeRequest',
};

/** `abc123:2` as identifier and version of a guardrail; DRAFT where no version is named. */
function guardrail(name: string): JsonObject {
  const [, identifier = name, version = 'DRAFT'] = /^(.*):([1-9]\d{0,7}|DRAFT)$/.exec(name) ?? [];
  return { guardrailIdentifier: identifier, guardrailVersion: version };
}

/** What the address of a request says, as members; the body's own members count where both are given. */
const ADDRESSED: Readonly<Record<OtherOperation, (name: string) => JsonObject>> = {
  ApplyGuardrail: guardrail,
  GetAsyncInvoke: (name) => ({ invocationArn: name }),
  ListAsyncInvokes: () => ({}),
  StartAsyncInvoke: (name) => ({ modelId: name }),
};

/**
 * A request with the members that its address carries.
 * @param name model id, ARN of the invocation, or `identifier:version` of the guardrail; may be empty
 */
export function addressed(operation: OtherOperation, name: string, body: Json): Json {
  if (!isObject(body)) return body;
  return name === '' ? body : { ...ADDRESSED[operation](name), ...body };
}

/** The members of a request against the service model. */
export const checkOther = (operation: OtherOperation, body: Json, raw: string): Answer =>
  checkShape(SHAPE_OF[operation], asRequest(body, raw), raw);

/** What the model's own validator says to the input of an asynchronous invocation. */
export function checkAsyncInput(body: Json, context: CheckContext, wording: Wording): Answer {
  const input = isObject(body) ? (body.modelInput ?? null) : null;
  const rules = asyncRulesFor(context, input);
  if (!rules) return { message: null, problems: [] };
  const answer = checkNative(rules, input, compactJson(input), context, wording);
  return firstOf({
    ...answer,
    problems: answer.problems.map((problem) => moved(problem, (pointer) => `/modelInput${pointer}`)),
  });
}
