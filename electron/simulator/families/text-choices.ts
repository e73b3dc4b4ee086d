import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, plainPieces, plainText } from '../answer/answer.ts';
import { readPrompt } from '../answer/read.ts';
import { chunk, type Family } from './family.ts';

const reason = (answer: Answer): string => (answer.stop === 'length' ? 'length' : 'stop');

/** Families that answer a prompt with `[{text, stop_reason}]` under one key. */
const textChoices = (id: string, models: RegExp, form: string, key: string): Family => {
  const wrap = (text: string, stop_reason: string | null): JsonObject => ({ [key]: [{ text, stop_reason }] });
  return {
    id,
    models,
    form,
    read: (body) => readPrompt(body.prompt, body.max_tokens, body.stop),
    whole: (answer) => wrap(plainText(answer), reason(answer)),
    chunks: (answer) => [
      ...plainPieces(answer).map(({ text, tokens }) => chunk(wrap(text, null), tokens)),
      chunk(wrap('', reason(answer))),
    ],
  };
};

/** Mistral 7B, Mixtral and the 2402 models, prompt form (AWS page "Mistral AI text completion"). */
export const mistralPrompt = textChoices('mistral', /^mistral\./, 'prompt', 'outputs');

/** DeepSeek R1 (AWS page "DeepSeek models"). */
export const deepseek = textChoices('deepseek', /^deepseek\.r1/, 'prompt', 'choices');
