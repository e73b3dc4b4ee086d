import type { JsonObject } from '../../json/json.ts';
import { child } from '../../json/pointer.ts';
import { inheritTexts } from '../../json/texts.ts';
import { Stop } from '../call/failures.ts';
import type { ResolvedModel, Route } from '../call/model.ts';
import type { DirectCall, TransformInput, TransformResult } from '../call/result.ts';
import { readLedger } from '../ledger/ledger.ts';
import { rule } from '../ledger/rule.ts';
import { Trace } from '../ledger/trace.ts';
import { type Profile, profileOf } from '../releases/profile.ts';
import { resolveModel } from '../route/route.ts';

const KEPT = rule({
  id: 'send.direct',
  stage: 'send',
  fate: 'kept',
  text: 'The program calls Bedrock itself: the value is sent as it is.',
  source: 'Amazon Bedrock API reference, InvokeModel and Converse',
});

const MODEL_TO_PATH = rule({
  id: 'send.direct.model',
  stage: 'send',
  fate: 'moved',
  text: 'The model id is sent in the path of the URL.',
  source: 'Amazon Bedrock API reference, InvokeModel and Converse',
});

const ACTIONS: Readonly<Record<Route, readonly [string, string]>> = {
  invoke: ['invoke', 'invoke-with-response-stream'],
  converse: ['converse', 'converse-stream'],
};

const OPERATION_TO_PATH = rule({
  id: 'send.direct.operation',
  stage: 'send',
  fate: 'moved',
  text: 'The operation is told by the path of the URL: whether the answer is streamed does not stand in the body.',
  source: 'Amazon Bedrock API reference, InvokeModelWithResponseStream and ConverseStream',
});

const OPERATIONS: Readonly<Record<Route, readonly [string, string]>> = {
  invoke: ['InvokeModel', 'InvokeModelWithResponseStream'],
  converse: ['Converse', 'ConverseStream'],
};

/** Whether the operation that a call names beside its body streams; null where it names none of its route. */
export function namedStream({ operation = null }: JsonObject, route: Route): boolean | null {
  const [whole, streamed] = OPERATIONS[route];
  if (operation === streamed) return true;
  return operation === whole ? false : null;
}

/** The key that names the model: AWS's own, or LiteLLM's where the form was chosen by hand. */
const modelKey = (request: JsonObject): string | null =>
  ['modelId', 'model'].find((key) => typeof request[key] === 'string' && request[key] !== '') ?? null;

function modelOf(modelId: string, { route }: DirectCall, profile: Profile): ResolvedModel {
  const model = `bedrock/${route}/${modelId}`;
  const resolved = resolveModel({ api: 'chat', request: { model }, profile, trace: new Trace() });
  return { ...resolved, given: modelId, route, auto: false, modelId, pathId: encodeURIComponent(modelId) };
}

/** A call to Bedrock's own API: none of LiteLLM's stages sees it, the body is sent as it is. */
export function callBedrock(input: TransformInput, direct: DirectCall): TransformResult {
  const { request, route = direct.route } = input;
  const trace = new Trace();
  const key = modelKey(request);
  const nothing = () => readLedger(request, null, trace, KEPT);
  if (key === null) {
    const message = 'The call names no model: add "modelId" with the id, the inference profile or its ARN';
    return {
      kind: 'invalid',
      error: { type: 'ParamValidationError', message, pointer: '' },
      model: null,
      ledger: nothing(),
    };
  }
  try {
    const model = modelOf(String(request[key]), direct, profileOf(input.profile));
    if (route !== direct.route) {
      const message = `The program calls ${OPERATIONS[direct.route][0]} itself: there is no other route for it.`;
      return { kind: 'refused', error: { type: 'DirectCall', message }, model, ledger: nothing() };
    }
    const isNamed = namedStream(request, direct.route) !== null;
    const isBody = ([name]: readonly [string, unknown]): boolean =>
      name !== key && !(isNamed && name === 'operation');
    const rest = Object.fromEntries(Object.entries(request).filter(isBody));
    const body = inheritTexts(rest, request);
    for (const name of Object.keys(body)) trace.member(body, name, child('', name), KEPT);
    trace.note(child('', key), MODEL_TO_PATH, { part: 'path' });
    if (isNamed) trace.note(child('', 'operation'), OPERATION_TO_PATH, { part: 'path' });
    const action = ACTIONS[direct.route][direct.stream ? 1 : 0];
    const path = direct.passed?.path ?? `/model/${model.pathId}/${action}`;
    return {
      kind: 'outgoing',
      outgoing: { method: 'POST', path, headers: direct.passed?.headers ?? {}, body, stream: direct.stream },
      model,
      ledger: readLedger(request, body, trace, KEPT),
    };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const error = { ...stop.error, pointer: child('', key) };
    return { kind: 'invalid', error, model: null, ledger: nothing() };
  }
}
