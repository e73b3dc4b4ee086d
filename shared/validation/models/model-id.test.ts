import { describe, expect, test } from 'vitest';
import { check, claudeBody } from '../testdata/check.ts';
import { readModelId } from './model-id.ts';

const ACCOUNT = 'arn:aws:bedrock:us-east-1:123456789012';

describe('model ids', () => {
  test.each([
    ['anthropic.claude-v2:1', 'anthropic.claude-v2:1', null],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', 'anthropic.claude-sonnet-4-20250514-v1:0', 'us'],
    ['us-gov.anthropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0', 'us-gov'],
    ['global.amazon.nova-2-lite-v1:0', 'amazon.nova-2-lite-v1:0', 'global'],
    ['anthropic.claude-3-sonnet-20240229-v1:0:28k', 'anthropic.claude-3-sonnet-20240229-v1:0:28k', null],
    ['arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0', null],
    [`${ACCOUNT}:inference-profile/eu.amazon.nova-lite-v1:0`, 'amazon.nova-lite-v1:0', 'eu'],
  ])('%s is a foundation model', (id, base, geography) => {
    expect(readModelId(id)).toEqual({ kind: 'foundation', base, geography });
  });

  test.each([
    `${ACCOUNT}:application-inference-profile/abc123`,
    `${ACCOUNT}:imported-model/abc123def456`,
    `${ACCOUNT}:provisioned-model/pm1`,
    `${ACCOUNT}:prompt/ABCDEFGHIJ:1`,
    `${ACCOUNT}:default-prompt-router/anthropic.claude:1`,
    'arn:aws:sagemaker:us-east-1:123456789012:endpoint/my-endpoint',
  ])('%s hides its model, so its body is not judged', (id) => {
    expect(readModelId(id).kind).toBe('hidden');
    expect(check('InvokeModel', id, { anything: 1 }).status).toBe(200);
  });

  test.each([
    '',
    'gpt-4o',
    'claude-sonnet-4',
    'bedrock/anthropic.claude-v2',
    'us.claude-v2',
    'ANTHROPIC.CLAUDE-V2',
    'acme.model-1',
    'arn:aws:s3:::bucket',
    `${ACCOUNT}:knowledge-base/abc`,
  ])('"%s" is no model id', (id) => {
    expect(check('Converse', id, {})).toMatchObject({
      status: 400,
      errorType: 'ValidationException',
      message: 'The provided model identifier is invalid.',
    });
  });

  test.each(['us.anthropic.claude-haiku-4-5-20251001-v1', 'amazon.nova-lite-v1', 'qwen.qwen3-32b'])(
    '%s is no id of the runtime: it lacks its revision, or is the one of another endpoint',
    (id) => {
      expect(check('Converse', id, {}).message).toBe('The provided model identifier is invalid.');
    },
  );

  test.each([
    ['amazon.nova-2-lite-v1:0:256k', 400, "The provided model doesn't support on-demand throughput."],
    ['amazon.nova-pro-v1:0:300k', 400, "The provided model doesn't support on-demand throughput."],
    ['amazon.nova-premier-v1:0:mm', 400, "The provided model doesn't support on-demand throughput."],
    [
      `arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:24k`,
      400,
      "The provided model doesn't support on-demand throughput.",
    ],
    ['amazon.nova-lite-v1:0:24k', 404, 'Model not found.'],
  ])('%s is for provisioned throughput', (id, status, message) => {
    const body = { messages: [{ role: 'user', content: [{ text: 'hi' }] }] };
    expect(check('Converse', id, body)).toMatchObject({ status, message });
  });

  test('GPT-6 by its own id warns: its profiles are documented, the refusal is not on record', () => {
    const body = { messages: [{ role: 'user', content: [{ text: 'hi' }] }] };
    expect(check('Converse', 'us.openai.gpt-6-sol', body).problems).toEqual([]);
    expect(check('Converse', 'openai.gpt-6-sol', body)).toMatchObject({
      status: 200,
      problems: [{ message: expect.stringContaining('on-demand throughput isn\u2019t supported') }],
    });
  });

  test('a profile applies the rules of its model', () => {
    const id = `${ACCOUNT}:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0`;
    expect(check('InvokeModel', id, claudeBody({ zz: 1 })).message).toBe(
      'zz: Extra inputs are not permitted',
    );
  });

  test('DeepSeek R1 is served through profiles only', () => {
    expect(check('InvokeModel', 'deepseek.r1-v1:0', { prompt: 'a' }).message).toBe(
      'Invocation of model ID deepseek.r1-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    );
    expect(check('InvokeModel', 'us.deepseek.r1-v1:0', { prompt: 'a' }).status).toBe(200);
  });
});
