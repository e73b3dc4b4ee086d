import { describe, expect, test } from 'vitest';
import { check, converseBody } from '../testdata/check.ts';

const ENDED =
  'This model version has reached the end of its life. Please refer to the AWS documentation for more details.';
const told = (modelId: string) => check('Converse', modelId, converseBody());

describe('a model that is no longer served', () => {
  test.each([
    ['us.anthropic.claude-3-7-sonnet-20250219-v1:0', '2026-04-28'],
    ['anthropic.claude-3-5-haiku-20241022-v1:0', '2026-06-19'],
    ['us.meta.llama3-2-1b-instruct-v1:0', '2026-07-07'],
    ['cohere.command-r-plus-v1:0', '2026-08-19'],
    ['arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1', '2025-09-10'],
  ])('%s says so in the words on record, with the date', (modelId, date) => {
    const { status, problems } = told(modelId);
    const ended = problems.find(({ message }) => message === ENDED);
    expect(status).toBe(200);
    expect(ended?.severity).toBe('warning');
    expect(ended?.why).toContain(`404 ResourceNotFoundException to this model since ${date}`);
    expect(ended?.evidence[0]?.grade).toBe('quoted');
  });

  test.each([
    'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
    'us.meta.llama3-2-3b-instruct-v1:0',
    'cohere.command-r-v1:0',
    'stability.stable-diffusion-xl-v1',
  ])('nothing is said of %s, which nobody reported', (modelId) => {
    expect(told(modelId).problems.map(({ message }) => message)).not.toContain(ENDED);
  });
});
