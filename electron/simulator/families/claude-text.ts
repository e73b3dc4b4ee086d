import { plainPieces, plainText } from '../answer/answer.ts';
import { readPrompt } from '../answer/read.ts';
import { chunk, type Family } from './family.ts';

const END = '\n\nHuman:';

/** Claude 2 and Instant: the text completions form. */
export const claudeText: Family = {
  id: 'claude-text',
  models: /^anthropic\.claude-(v|instant)/,
  form: 'max_tokens_to_sample',
  read: (body) => readPrompt(body.prompt, body.max_tokens_to_sample, body.stop_sequences),
  whole: (answer) => ({
    type: 'completion',
    completion: ` ${plainText(answer)}`,
    stop_reason: answer.stop === 'length' ? 'max_tokens' : 'stop_sequence',
    stop: answer.stop === 'length' ? null : (answer.stopSequence ?? END),
  }),
  chunks: (answer) => [
    ...plainPieces(answer).map(({ text, tokens }, i) =>
      chunk(
        { type: 'completion', completion: i === 0 ? ` ${text}` : text, stop_reason: null, stop: null },
        tokens,
      ),
    ),
    chunk({
      type: 'completion',
      completion: '',
      stop_reason: answer.stop === 'length' ? 'max_tokens' : 'stop_sequence',
      stop: answer.stop === 'length' ? null : (answer.stopSequence ?? END),
    }),
  ],
};
