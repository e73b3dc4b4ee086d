import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { LazyText } from '../text/lazy-text.ts';
import { cause } from './cause.ts';
import { asRequest, checkShape, type RequestShape } from './converse.ts';
import type { Wording } from './dialects/index.ts';
import type { CheckContext } from './families/family.ts';
import { asyncRulesFor } from './families/index.ts';
import { type Answer, checkNative, moved, NOTHING } from './native.ts';
import { compactJson } from './printable.ts';
import type { Evidence, Operation } from './problem.ts';

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

/** What an identifier and a version of a guardrail look like (service model; an empty one means none). */
const GUARDRAIL_MEMBERS = [
  [
    'guardrailIdentifier',
    /^([a-z0-9]*|arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:\d{12}:guardrail\/[a-z0-9]+)$/,
  ],
  ['guardrailVersion', /^([1-9]\d{0,7}|DRAFT)?$/],
] as const;

const MISNAMED: Evidence = {
  source: 'public guides to guardrails whose identifier was left a placeholder, or came as `None`',
  url: null,
  date: '2025-10',
  grade: 'quoted',
};

/** Identifier and version stand in the address, which is read before the members are held against the service model. */
function misnamed(body: Json): Answer | undefined {
  const request = isObject(body) ? body : {};
  const wrong = GUARDRAIL_MEMBERS.find(([name, form]) => {
    const value = request[name];
    return typeof value === 'string' && !form.test(value);
  });
  if (!wrong) return undefined;
  const [name] = wrong;
  return cause(
    'Guardrail was enabled but input is in incorrect format.',
    `\`${name}\` names no guardrail: an identifier has lower-case letters and digits, a version is a number or DRAFT.`,
    [MISNAMED],
  );
}

/** The members of a request against the service model. */
export const checkOther = (operation: OtherOperation, body: Json, raw: LazyText): Answer =>
  (operation === 'ApplyGuardrail' ? misnamed(body) : undefined) ??
  checkShape(SHAPE_OF[operation], asRequest(body), raw);

/** What the model's own validator says to the input of an asynchronous invocation. */
export function checkAsyncInput(body: Json, context: CheckContext, wording: Wording): Answer {
  const input = isObject(body) ? (body.modelInput ?? null) : null;
  const rules = asyncRulesFor(context, input);
  if (!rules) return NOTHING;
  const answer = checkNative(rules, input, new LazyText(() => compactJson(input)), context, wording);
  return {
    ...answer,
    problems: answer.problems.map((problem) => moved(problem, (pointer) => `/modelInput${pointer}`)),
  };
}
