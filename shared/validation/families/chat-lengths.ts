import type { JsonObject } from '../../json/json.ts';
import { type Cell, evidenceFor, isSeen } from '../models/capabilities/capability.ts';
import type { Check, Finding } from './family.ts';

/** What a model behind the chat completions form was asked for: tokens, and the member that says so. */
function askedIn(body: JsonObject): { readonly key: string; readonly asked: number } | undefined {
  const key = ['max_completion_tokens', 'max_tokens'].find((name) => typeof body[name] === 'number');
  return key === undefined ? undefined : { key, asked: body[key] as number };
}

const finding = (
  key: string,
  most: number,
  cell: Cell<number>,
  rest: Pick<Finding, 'sentence' | 'why'>,
): Finding => ({
  pointer: `/${key}`,
  key,
  source: evidenceFor(cell),
  confirmed: isSeen(cell),
  fixes: [{ kind: 'set', pointer: `/${key}`, value: most }],
  ...rest,
});

/**
 * An answer that is asked to fill the window: whatever the prompt, it does not fit. Servers tell of the prompt only
 * what the window leaves of it, so the sentence is whole without counting tokens.
 */
export const windowLeft: Check = (body, { row: { window } }) => {
  const found = window && askedIn(body);
  if (!found || found.asked < window.is) return [];
  const { asked, key } = found;
  return [
    finding(key, window.is - 1, window, {
      sentence: `This model's maximum context length is ${window.is} tokens. However, you requested ${asked} output tokens and your prompt contains at least 1 input tokens, for a total of at least ${asked + 1} tokens. Please reduce the length of the input prompt or the number of requested output tokens.`,
      why: `Prompt and answer share ${window.is} tokens.`,
    }),
  ];
};

/** A longer answer than the model gives, in the words that Converse hands on. */
export const answerLength: Check = (body, { operation, row: { output, outputSaidBy } }) => {
  const found = askedIn(body);
  if (outputSaidBy?.is !== 'server' || !output || !found || found.asked <= output.is) return [];
  if (!operation.startsWith('Converse')) return [];
  const error = {
    code: 'validation_error',
    message: `'max_completion_tokens' (${found.asked}) exceeds model maximum (${output.is})`,
    param: null,
    type: 'invalid_request_error',
  };
  return [
    finding(found.key, output.is, output, {
      sentence: JSON.stringify({ error }),
      why: 'The model gives no longer answers.',
    }),
  ];
};
