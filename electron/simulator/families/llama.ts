import { plainPieces, plainText } from '../answer/answer.ts';
import { readPrompt } from '../answer/read.ts';
import { chunk, type Family } from './family.ts';

/** Meta Llama, and imported models that are served in its form. */
export const llama: Family = {
  id: 'llama',
  models: /^meta\.llama/,
  form: 'max_gen_len',
  read: (body) => readPrompt(body.prompt, body.max_gen_len, body.stop),
  whole: (answer) => ({
    generation: plainText(answer),
    prompt_token_count: answer.inputTokens,
    generation_token_count: answer.outputTokens,
    stop_reason: answer.stop === 'length' ? 'length' : 'stop',
  }),
  chunks: (answer) => {
    const pieces = plainPieces(answer);
    return [
      ...pieces.map(({ text, tokens }, i) =>
        chunk(
          {
            generation: text,
            prompt_token_count: i === 0 ? answer.inputTokens : null,
            generation_token_count: pieces.slice(0, i + 1).reduce((sum, piece) => sum + piece.tokens, 0),
            stop_reason: null,
          },
          tokens,
        ),
      ),
      chunk({
        generation: '',
        prompt_token_count: pieces.length === 0 ? answer.inputTokens : null,
        generation_token_count: answer.outputTokens,
        stop_reason: answer.stop === 'length' ? 'length' : 'stop',
      }),
    ];
  },
};
