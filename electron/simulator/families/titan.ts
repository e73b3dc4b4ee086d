import { objectOf } from '../../../shared/json/json.ts';
import { type Answer, plainPieces, plainText } from '../answer/answer.ts';
import { readPrompt } from '../answer/read.ts';
import { type Chunk, chunk, type Family } from './family.ts';

const REASONS = {
  end: 'FINISHED',
  length: 'LENGTH',
  'stop-sequence': 'STOP_CRITERIA_MET',
  tool: 'FINISHED',
} as const;

/** A stream that a guardrail blocks at its input is one chunk without a reason to complete. */
const blocked = (answer: Answer): Chunk =>
  chunk({
    outputText: plainText(answer),
    index: 0,
    totalOutputTextTokenCount: answer.outputTokens,
    inputTextTokenCount: answer.inputTokens,
  });

/** Amazon Titan Text (AWS page "Amazon Titan Text models"). */
export const titan: Family = {
  id: 'titan',
  models: /^amazon\.titan-(text|tg1)/,
  form: 'inputText',
  read: (body) => {
    const config = objectOf(body.textGenerationConfig);
    return readPrompt(body.inputText, config.maxTokenCount, config.stopSequences);
  },
  whole: (answer) => ({
    inputTextTokenCount: answer.inputTokens,
    results: [
      {
        tokenCount: answer.outputTokens,
        outputText: plainText(answer),
        completionReason: REASONS[answer.stop],
      },
    ],
  }),
  chunks: (answer) =>
    answer.guarded?.intervention === 'block-input'
      ? [blocked(answer)]
      : [
          ...plainPieces(answer).map(({ text, tokens }) =>
            chunk(
              {
                outputText: text,
                index: 0,
                totalOutputTextTokenCount: null,
                completionReason: null,
                inputTextTokenCount: answer.inputTokens,
              },
              tokens,
            ),
          ),
          chunk({
            outputText: '',
            index: 0,
            totalOutputTextTokenCount: answer.outputTokens,
            completionReason: REASONS[answer.stop],
            inputTextTokenCount: null,
          }),
        ],
};
