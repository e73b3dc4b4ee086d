import { objectOf } from '../../../shared/json/json.ts';
import { PLAIN_ASK, textOf } from '../answer/read.ts';
import { vectorOf } from '../answer/vector.ts';
import type { Family } from './family.ts';

/** TwelveLabs Marengo Embed 2.7 and 3.0. */
export const marengo: Family = {
  id: 'marengo',
  models: /^twelvelabs\.marengo/,
  form: 'inputType',
  silent: true,
  read: (body) => ({ ...PLAIN_ASK, prompt: textOf(body.inputText) || textOf(objectOf(body.text).inputText) }),
  whole: (_answer, { modelId, body }) => ({
    data: [
      { embedding: vectorOf(JSON.stringify(body).slice(0, 2048), modelId.includes('embed-3') ? 512 : 1024) },
    ],
  }),
  chunks: () => [],
};
