import { isObject, type JsonObject } from '../../shared/json/json.ts';
import { parseJson } from '../../shared/json/parse.ts';
import { countedIn } from '../../shared/validation/count-tokens.ts';
import { familyOf } from './respond.ts';
import { countInput } from './usage/input-usage.ts';

/**
 * Answers CountTokens: `input` holds either `invokeModel.body`, the base64 of an invoke body, or
 * `converse`, a Converse body without model. Returns null where it holds neither.
 */
export function answerCountTokens(modelId: string, request: JsonObject): JsonObject | null {
  const counted = countedIn(request);
  if (counted.kind === 'nothing' || counted.kind === 'undecodable') return null;
  const operation = counted.kind === 'converse' ? 'Converse' : 'InvokeModel';
  const body = counted.kind === 'converse' ? counted.body : readInvokeBody(counted.raw);
  return { inputTokens: countInput(modelId, familyOf({ operation, modelId, body }), body) };
}

/** A body that is no object has no prompt. */
function readInvokeBody(raw: string): JsonObject {
  const value = parseJson(raw);
  return isObject(value) ? value : {};
}
