import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, type Piece, plainPieces } from '../answer/answer.ts';
import { readPrompt, textOf } from '../answer/read.ts';
import { chunk, type Family } from './family.ts';

const reason = (answer: Answer): string => (answer.stop === 'length' ? 'length' : 'stop');

/** DeepSeek's prompt template ends where the model is to begin its thought. */
const opensThought = (prompt: string): boolean => prompt.trimEnd().endsWith('<think>');

const END_OF_THOUGHT = '\n</think>\n\n';

/** A model without blocks thinks aloud: its reasoning stands before the text, up to a mark. */
const aloud = (answer: Answer): readonly Piece[] => {
  const thoughts = answer.blocks.flatMap((block) => (block.kind === 'reasoning' ? block.pieces : []));
  const text = plainPieces(answer);
  if (thoughts.length === 0) return text;
  return [...thoughts, ...(text.length > 0 ? [{ text: END_OF_THOUGHT, tokens: 0 }] : []), ...text];
};

/** Families that answer a prompt with `[{text, stop_reason}]` under one key. */
const textChoices = (id: string, models: RegExp, form: string, key: string): Family => {
  const wrap = (text: string, stop_reason: string | null): JsonObject => ({ [key]: [{ text, stop_reason }] });
  return {
    id,
    models,
    form,
    read: (body) => ({
      ...readPrompt(body.prompt, body.max_tokens, body.stop),
      reasoning: opensThought(textOf(body.prompt)),
    }),
    whole: (answer) =>
      wrap(
        aloud(answer)
          .map(({ text }) => text)
          .join(''),
        reason(answer),
      ),
    chunks: (answer) => [
      ...aloud(answer).map(({ text, tokens }) => chunk(wrap(text, null), tokens)),
      chunk(wrap('', reason(answer))),
    ],
  };
};

/** Mistral 7B, Mixtral and the 2402 models, prompt form (AWS page "Mistral AI text completion"). */
export const mistralPrompt = textChoices('mistral', /^mistral\./, 'prompt', 'outputs');

/** DeepSeek R1 (AWS page "DeepSeek models"). */
export const deepseek = textChoices('deepseek', /^deepseek\.r1/, 'prompt', 'choices');
