import { plainPieces, plainText } from '../answer/answer.ts';
import { readPrompt, textOf } from '../answer/read.ts';
import { tokenize } from '../answer/tokens.ts';
import { chunk, type Family } from './family.ts';

const REASONS = {
  end: { reason: 'endoftext' },
  length: { reason: 'length' },
  'stop-sequence': { reason: 'stop' },
  tool: { reason: 'endoftext' },
} as const;

/** AI21 Jurassic-2, which has no streams: the rules refuse the stream operation before it comes here. */
export const jurassic: Family = {
  id: 'ai21',
  models: /^ai21\.j2-/,
  form: 'numResults',
  read: (body) => readPrompt(body.prompt, body.maxTokens, body.stopSequences),
  whole: (answer, call) => {
    const prompt = textOf(call.body.prompt);
    const text = plainText(answer);
    return {
      id: 1234,
      prompt: { text: prompt, tokens: tokenize(prompt).map((token) => ({ generatedToken: { token } })) },
      completions: [
        {
          data: { text, tokens: tokenize(text).map((token) => ({ generatedToken: { token } })) },
          finishReason: REASONS[answer.stop],
        },
      ],
    };
  },
  chunks: (answer) => plainPieces(answer).map(({ text, tokens }) => chunk({ text }, tokens)),
};
