import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, plainPieces, plainText } from '../answer/answer.ts';
import { readPrompt, textOf } from '../answer/read.ts';
import { type Call, chunk, type Family } from './family.ts';

const reason = (answer: Answer): string => (answer.stop === 'length' ? 'MAX_TOKENS' : 'COMPLETE');

const whole = (answer: Answer, call: Call): JsonObject => ({
  id: call.id('', 36),
  generations: [{ id: call.id('', 36), text: plainText(answer), finish_reason: reason(answer) }],
  prompt: textOf(call.body.prompt),
});

/** Cohere Command: streams piece by piece only where the body says `stream: true`. */
export const cohereCommand: Family = {
  id: 'cohere-command',
  models: /^cohere\.command-(light-)?text/,
  form: 'return_likelihoods',
  read: (body) => readPrompt(body.prompt, body.max_tokens, body.stop_sequences),
  whole,
  chunks: (answer, call) =>
    call.body.stream === true
      ? [
          ...plainPieces(answer).map(({ text, tokens }) => chunk({ is_finished: false, text }, tokens)),
          chunk({ finish_reason: reason(answer), is_finished: true }),
        ]
      : [chunk(whole(answer, call), answer.outputTokens)],
};
