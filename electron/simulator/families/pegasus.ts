import { objectOf } from '../../../shared/json/json.ts';
import { plainPieces, plainText } from '../answer/answer.ts';
import { readPrompt } from '../answer/read.ts';
import { chunk, type Family } from './family.ts';

/** TwelveLabs Pegasus 1.2 (AWS page "TwelveLabs Pegasus 1.2"). */
export const pegasus: Family = {
  id: 'pegasus',
  models: /^twelvelabs\.pegasus/,
  form: 'inputPrompt',
  read: (body) => ({
    ...readPrompt(body.inputPrompt, body.maxOutputTokens, undefined),
    json:
      'jsonSchema' in objectOf(body.responseFormat)
        ? objectOf(objectOf(body.responseFormat).jsonSchema)
        : null,
  }),
  whole: (answer) => ({
    message: plainText(answer),
    finishReason: answer.stop === 'length' ? 'length' : 'stop',
  }),
  chunks: (answer) => [
    ...plainPieces(answer).map(({ text, tokens }) => chunk({ message: text }, tokens)),
    chunk({ message: '', finishReason: answer.stop === 'length' ? 'length' : 'stop' }),
  ],
};
