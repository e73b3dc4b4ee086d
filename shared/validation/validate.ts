import type { Json } from '../json/json.ts';
import type { Wording } from './dialects/index.ts';
import { rulesFor } from './families/index.ts';
import { readModelId } from './models/model-id.ts';
import { checkNative } from './native.ts';
import type { ValidationInput, Verdict } from './problem.ts';
import { accepted, refused, refusedFor } from './verdict.ts';

/** A parsed body; `undefined` where the text is not JSON. */
function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/**
 * What Bedrock answers to a body, in its own words, without sending it.
 * @param input operation, model id as in the URL path (percent-decoded) and the body text as sent
 * @param wording choices where reports of today's wording disagree
 * @returns status 200 with at most warnings, or status 400 with the text Bedrock sends; never throws
 */
export function validate(input: ValidationInput, wording: Wording = {}): Verdict {
  const model = readModelId(input.modelId);
  if (model.kind === 'invalid')
    return refusedFor('The provided model identifier is invalid.', {
      why: `\`${input.modelId}\` is no model id, inference profile or ARN that Bedrock knows.`,
      source: 'strands #38, pi #4993',
    });
  const body = parse(input.body);
  if (body === undefined)
    return refusedFor('Malformed input request, please reformat your input and try again.', {
      why: 'The body is not JSON.',
      source: 'bedrock-client-for-mac #12',
    });
  const rules = model.kind === 'foundation' ? rulesFor(model.base) : undefined;
  if (!rules || model.kind === 'hidden' || !input.operation.startsWith('Invoke')) return accepted();
  const context = { operation: input.operation, base: model.base, modelId: input.modelId };
  const { message, problems } = checkNative(
    rules,
    { body, raw: input.body, onInvoke: true },
    context,
    wording,
  );
  return message === null ? accepted(problems) : refused(message, problems);
}
