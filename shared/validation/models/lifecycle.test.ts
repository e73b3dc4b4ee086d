import { describe, expect, test } from 'vitest';
import { converseBody } from '../testdata/check.ts';
import { validate } from '../validate.ts';
import { ENDS } from './ends.ts';

const ENDED =
  'This model version has reached the end of its life. Please refer to the AWS documentation for more details.';
const LEGACY = /Access denied\. This Model is marked by provider as Legacy/;
const on = (modelId: string, asOf: string | null) =>
  validate({ operation: 'Converse', modelId, body: JSON.stringify(converseBody()), asOf });

const MODELS = [
  ['us.anthropic.claude-3-7-sonnet-20250219-v1:0', '2026-04-28'],
  ['anthropic.claude-3-5-haiku-20241022-v1:0', '2026-06-19'],
  ['us.meta.llama3-2-1b-instruct-v1:0', '2026-07-07'],
  ['cohere.command-r-plus-v1:0', '2026-08-19'],
  ['us.anthropic.claude-sonnet-4-20250514-v1:0', '2026-10-14'],
  ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1', '2025-09-10'],
] as const;

/** Those that somebody saw refused. */
const SEEN = MODELS.filter(([modelId]) => !modelId.includes('sonnet-4'));

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

describe('a model at the end of its life', () => {
  test.each(MODELS)('%s is refused from %s on, in the words on record', (modelId, date) => {
    expect(on(modelId, date)).toMatchObject({
      kind: 'refused',
      status: 404,
      errorType: 'ResourceNotFoundException',
      message: ENDED,
    });
  });

  test.each(MODELS)(
    '%s is served on the day before %s; that accounts are shut out stands with the model, not among the problems',
    (modelId, date) => {
      const { status, problems, basis } = on(modelId, dayBefore(date));
      expect(status).toBe(200);
      expect(problems).toEqual([]);
      expect(basis.life).toMatchObject({ ends: date });
      expect(basis.life?.note).toMatch(LEGACY);
    },
  );

  test.each(SEEN)(
    '%s is judged by its body where no day is asked about, and its end of %s is told',
    (modelId, date) => {
      const { status, problems, basis } = on(modelId, null);
      expect(status).toBe(200);
      expect(problems.map(({ message }) => message)).not.toContain(ENDED);
      expect(basis.life?.note).toContain(`404 ResourceNotFoundException to this model since ${date}`);
    },
  );

  test.each([
    'us.anthropic.claude-haiku-4-5-20251001-v1:0',
    'us.anthropic.claude-opus-5',
    'amazon.nova-pro-v1:0',
  ])('nothing is said of %s, for which no end is announced', (modelId) => {
    for (const day of [null, '2026-11-26', '2030-01-01']) {
      expect(on(modelId, day).problems.map(({ message }) => message)).not.toContain(ENDED);
      expect(on(modelId, day).basis.life).toBeNull();
    }
  });

  test('every end has a day and evidence that names it', () => {
    for (const { date, evidence } of ENDS) {
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(evidence.length).toBeGreaterThan(0);
    }
  });
});

test('an acceptance names the change that its recordings are older than', () => {
  const accepted = on('us.anthropic.claude-haiku-4-5-20251001-v1:0', null).basis;
  expect(accepted).toMatchObject({ grade: 'recorded', olderThan: null });
  expect(accepted.date).toMatch(/^\d{4}-\d{2}/);
  // How many images Claude takes changed after the last recording of this one.
  const invoked = validate({
    operation: 'InvokeModel',
    modelId: 'anthropic.claude-3-sonnet-20240229-v1:0',
    body: '{"anthropic_version":"bedrock-2023-05-31","max_tokens":5,"messages":[{"role":"user","content":"a"}]}',
  }).basis;
  expect(invoked).toMatchObject({ grade: 'recorded', olderThan: '2025-12-01' });
});
