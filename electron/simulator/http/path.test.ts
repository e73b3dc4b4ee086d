import { expect, test } from 'vitest';
import { readPath } from './path.ts';

const ARN = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc';

test.each([
  ['/model/anthropic.claude-v2%3A1/invoke', 'InvokeModel', 'anthropic.claude-v2:1'],
  ['/model/anthropic.claude-v2:1/invoke', 'InvokeModel', 'anthropic.claude-v2:1'],
  [`/model/${encodeURIComponent(ARN)}/converse`, 'Converse', ARN],
  [`/model/${ARN}/converse-stream`, 'ConverseStream', ARN],
  [`/model/${ARN.replace('/', '%2F')}/invoke-with-response-stream`, 'InvokeModelWithResponseStream', ARN],
  ['/model/a%2Finvoke/count-tokens?x=/model/b/invoke', 'CountTokens', 'a/invoke'],
  ['/model/a%253A1/invoke', 'InvokeModel', 'a%3A1'],
  ['/model/%E0%A4%A/invoke', 'InvokeModel', '%E0%A4%A'],
] as const)('%s', (target, operation, modelId) => {
  expect(readPath(target)).toEqual({ operation, modelId });
});

test.each([
  '/',
  '/model//invoke',
  '/model/a/invoked',
  '/models/a/invoke',
  '/model/a/invoke/',
  '/guardrail/a/version/1/apply',
  '/model/a/constructor',
  '/model/a/valueOf',
])('%s is no operation', (target) => {
  expect(readPath(target)).toBeNull();
});
