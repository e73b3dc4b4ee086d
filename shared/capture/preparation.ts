import { isArray, isObject } from '../json/json.ts';
import { valueOfBody } from '../json/parse.ts';

/** Probes are small: Claude Code's are 100 bytes. */
const SMALL = 1_000;

/**
 * True for a call by which a program only asks whether a model answers: one short message, one token wanted. Claude Code
 * probes several models so before it works.
 */
export function isProbe(operation: string, bytes: Uint8Array): boolean {
  if ((operation !== 'InvokeModel' && operation !== 'Converse') || bytes.length > SMALL) return false;
  const body = valueOfBody(bytes);
  if (!isObject(body) || !isArray(body.messages) || body.messages.length !== 1) return false;
  const config = body.inferenceConfig;
  return body.max_tokens === 1 || (isObject(config) && config.maxTokens === 1);
}
