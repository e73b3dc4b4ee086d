import { type JsonObject, objectOf } from '../../../shared/json/json.ts';
import { textOf } from '../answer/read.ts';

/** The guardrail that a request names, and whether it wants to see what the guardrail found. */
export interface AskedGuardrail {
  readonly id: string;
  readonly version: string;
  readonly traced: boolean;
}

const IDENTIFIER = 'x-amzn-bedrock-guardrailidentifier';
const VERSION = 'x-amzn-bedrock-guardrailversion';
const TRACE = 'x-amzn-bedrock-trace';

/** `arn:aws:bedrock:…:guardrail/abc` is known by its last part. */
export const idOf = (identifier: string): string => identifier.replace(/^.*\//, '');

/**
 * The guardrail of a request: headers on the invoke route, `guardrailConfig` on Converse. Null where
 * it names none. Header names are in lower case.
 */
export function askedGuardrail(
  converse: boolean,
  body: JsonObject,
  headers: Readonly<Record<string, string>>,
): AskedGuardrail | null {
  const config = objectOf(body.guardrailConfig);
  const identifier = converse ? textOf(config.guardrailIdentifier) : (headers[IDENTIFIER] ?? '');
  if (identifier === '') return null;
  const trace = converse ? textOf(config.trace) : (headers[TRACE] ?? '');
  const version = converse ? textOf(config.guardrailVersion) : (headers[VERSION] ?? '');
  return { id: idOf(identifier), version, traced: /^enabled/i.test(trace) };
}
