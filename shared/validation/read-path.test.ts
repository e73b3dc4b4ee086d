import { expect, test } from 'vitest';
import { readPath } from './read-path.ts';

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

const INVOCATION = 'arn:aws:bedrock:us-east-1:123456789012:async-invoke/abcdef123456';

test.each([
  ['POST', '/async-invoke', { operation: 'StartAsyncInvoke', modelId: '' }],
  [
    'GET',
    `/async-invoke/${encodeURIComponent(INVOCATION)}`,
    { operation: 'GetAsyncInvoke', modelId: INVOCATION, query: {} },
  ],
  [
    'GET',
    '/async-invoke?maxResults=5&statusEquals=Completed',
    { operation: 'ListAsyncInvokes', modelId: '', query: { maxResults: 5, statusEquals: 'Completed' } },
  ],
  ['POST', '/guardrail/abc123/version/2/apply', { operation: 'ApplyGuardrail', modelId: 'abc123:2' }],
  ['GET', '/model/a/invoke', null],
] as const)('%s %s', (method, target, route) => {
  expect(readPath(target, method)).toEqual(route);
});

test.each([
  '/',
  '/model//invoke',
  '/model/a/invoked',
  '/models/a/invoke',
  '/model/a/invoke/',
  '/guardrail/a/version/1/applied',
  '/async-invoke/a',
  '/model/a/constructor',
  '/model/a/valueOf',
])('%s is no operation', (target) => {
  expect(readPath(target)).toBeNull();
});
