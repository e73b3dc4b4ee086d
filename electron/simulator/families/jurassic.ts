import type { JsonObject } from '../../../shared/json/json.ts';
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

/** Of every token alike: as likely as not. */
const LOGPROB = Math.log(0.5);

/**
 * A text as Jurassic tells its tokens (recorded in traceloop/openllmetry-js): a space shows as `▁`, ranges count
 * characters, and without `topKReturn` there are no other candidates.
 */
function tokensOf(text: string): readonly JsonObject[] {
  let start = 0;
  return tokenize(text).map((token) => {
    const end = start + token.length;
    const told = {
      generatedToken: { token: token.replaceAll(' ', '▁'), logprob: LOGPROB, raw_logprob: LOGPROB },
      topTokens: null,
      textRange: { start, end },
    };
    start = end;
    return told;
  });
}

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
      prompt: { text: prompt, tokens: tokensOf(prompt) },
      completions: [{ data: { text, tokens: tokensOf(text) }, finishReason: REASONS[answer.stop] }],
    };
  },
  chunks: (answer) => plainPieces(answer).map(({ text, tokens }) => chunk({ text }, tokens)),
};
