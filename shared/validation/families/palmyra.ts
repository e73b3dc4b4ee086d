import { anything, closed, flag, guessed, integer, list, number, open, text } from '../schema/build.ts';
import { family } from './family.ts';

/** Writer Palmyra X4 and X5. Their dialect is not on record; the OpenAI-shaped families' is assumed. */
export const palmyra = family({
  id: 'palmyra',
  dialect: 'serde',
  source: 'AWS page "Writer AI Palmyra models"',
  schema: closed(
    {
      messages: list(open({ role: text() }), { minItems: 1 }),
      model: text(),
      temperature: number({ minimum: 0, maximum: 2 }),
      top_p: number({ exclusiveMinimum: 0, maximum: 1 }),
      max_tokens: guessed(integer({ minimum: 1, maximum: 8192 })),
      min_tokens: guessed(integer({ minimum: 0 })),
      stop: guessed({ type: ['array', 'string'], items: text(), maxItems: 4 }),
      seed: integer(),
      presence_penalty: guessed(number({ minimum: -2, maximum: 2 })),
      frequency_penalty: guessed(number({ minimum: -2, maximum: 2 })),
      stream: flag(),
      tools: list(open()),
      tool_choice: anything,
      response_format: open(),
    },
    { required: ['messages'], unconfirmed: ['additionalProperties'] },
  ),
});
