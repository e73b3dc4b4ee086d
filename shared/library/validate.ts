import type { JsonObject } from '../json/json.ts';
import { dumps } from '../pipeline/python/json.ts';
import { OPERATIONS, type Operation, type Verdict } from '../validation/problem.ts';
import { validate as verdictOn } from '../validation/validate.ts';

export interface BodyToValidate {
  /** An operation of the Bedrock runtime: `InvokeModel`, `Converse`, `CountTokens` … */
  readonly operation: Operation;
  /** A model id, an inference profile or an ARN, decoded. */
  readonly modelId: string;
  /** The body as it is sent: some of Bedrock's messages name a column of it. A value is written as LiteLLM does. */
  readonly body: string | JsonObject;
  /** The day to judge by, `YYYY-MM-DD`; without one, a time when the model was served. */
  readonly asOf?: string;
}

/**
 * What Bedrock answers to a body, in its own words, without sending it. Never throws for bad bodies.
 *
 * @throws RangeError where `operation` is none that is modelled
 */
export function validate({ operation, modelId, body, asOf }: BodyToValidate): Verdict {
  if (!OPERATIONS.includes(operation))
    throw new RangeError(`operation is one of ${OPERATIONS.join(', ')}; not ${JSON.stringify(operation)}`);
  const text = typeof body === 'string' ? body : dumps(body);
  return verdictOn({ operation, modelId, body: text, asOf: asOf ?? null });
}
