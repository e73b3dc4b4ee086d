import { child } from '../../json/pointer.ts';
import { probed } from '../models/capabilities/other-evidence.ts';
import { anything, closed, flag, guessed, integer, list, number, open, text } from '../schema/build.ts';
import type { Schema } from '../schema/schema.ts';
import { type Check, family } from './family.ts';

const READ: Readonly<Record<string, Schema>> = {
  messages: list(open({ role: text() }), { minItems: 1 }),
  model: text(),
  temperature: number({ minimum: 0, maximum: 2 }),
  top_p: number({ exclusiveMinimum: 0, maximum: 1 }),
  top_k: integer(),
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
};

const REFUSAL = JSON.stringify({
  body: {},
  content_type: 'application/json',
  metering: { inputTokenCount: 0, outputTokenCount: 0 },
  error: { error_code: 400, error_msg: 'Request contains unrecognized fields' },
});

const unrecognized: Check = (body, { operation }) =>
  !operation.startsWith('Converse')
    ? []
    : Object.keys(body)
        .filter((key) => !Object.hasOwn(READ, key))
        .map((key) => ({
          pointer: child('', key),
          key,
          sentence: REFUSAL,
          why: 'The model does not know the field.',
          source: [probed('writer.palmyra-x5-v1_0')],
          confirmed: true,
          fixes: [{ kind: 'drop', pointer: child('', key) }],
        }));

/** Writer Palmyra X4 and X5. Their dialect is not on record; the OpenAI-shaped families' is assumed. */
export const palmyra = family({
  id: 'palmyra',
  dialect: 'serde',
  source: 'AWS page "Writer AI Palmyra models"',
  schema: closed(READ, { required: ['messages'], unconfirmed: ['additionalProperties'] }),
  checks: [unrecognized],
});
