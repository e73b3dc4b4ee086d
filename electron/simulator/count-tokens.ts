import { isObject, type Json, type JsonObject } from '../../shared/json/json.ts';
import { objectOf, textOf } from './answer/read.ts';
import { countTokens } from './answer/tokens.ts';
import { familyOf } from './respond.ts';

/**
 * Answers CountTokens: `input` holds either `invokeModel.body`, the base64 of an invoke body, or
 * `converse`, a Converse body without model. Returns null where it holds neither.
 */
export function answerCountTokens(modelId: string, body: JsonObject): JsonObject | null {
  const input = objectOf(body.input);
  const invoke = readInvokeBody(textOf(objectOf(input.invokeModel).body));
  const counted = isObject(input.converse)
    ? familyOf({ operation: 'Converse', modelId, body: input.converse }).read(input.converse)
    : invoke && familyOf({ operation: 'InvokeModel', modelId, body: invoke }).read(invoke);
  return counted ? { inputTokens: countTokens(counted.prompt) } : null;
}

function readInvokeBody(base64: string): JsonObject | null {
  if (base64 === '') return null;
  try {
    const value: Json = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
