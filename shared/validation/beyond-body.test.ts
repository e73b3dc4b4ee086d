import { expect, test } from 'vitest';
import { BEYOND_BODY, beyondBody } from './beyond-body.ts';

test.each([
  [429, 'Too many tokens, please wait before trying again.', 'load'],
  [424, 'Model produced invalid sequence as part of ToolUse. Please refer to the guide.', 'model output'],
  [
    424,
    'The system encountered an unexpected error during processing. Try your request again.',
    'model output',
  ],
  [403, 'The security token included in the request is invalid.', 'credentials'],
  [400, "Data retention mode 'default' is not available for this model.", 'account'],
  [404, 'Model use case details have not been submitted for this account. Fill out the form.', 'account'],
  [400, 'Invocation of model ID amazon.nova-micro-v1:0 with on-demand throughput isn’t supported.', 'region'],
  [400, 'The provided model identifier is invalid.', 'region'],
  [400, 'The guardrail identifier or version provided in the request does not exist.', 'account'],
  [
    400,
    'This request has been blocked by our content filters. Please adjust your text prompt.',
    'content filter',
  ],
  [404, 'Access denied. This Model is marked by provider as Legacy and you have not …', 'account'],
  [403, 'Invalid API Key format: Must start with pre-defined prefix', 'credentials'],
  [403, 'User: arn:aws:sts::1:assumed-role/x is not authorized to perform: bedrock:InvokeModel', 'account'],
  [
    403,
    'Your account is currently being verified. Verification normally takes less than 2 hours.',
    'account',
  ],
  [400, 'Your account is not authorized to invoke this API operation.', 'account'],
  [
    400,
    'Access to Meta Llama models is not allowed from unsupported countries, regions, or territories. Please refer …',
    'region',
  ],
  [500, 'The system encountered an unexpected error during processing. Try your request again.', 'load'],
])('%i “%s” depends on the %s, not on the body', (status, message, dependsOn) => {
  expect(beyondBody(status, message)).toMatchObject({ dependsOn });
});

test('an answer about the body is none of them', () => {
  expect(beyondBody(400, 'max_tokens: Field required')).toBeUndefined();
  expect(
    beyondBody(403, 'You invoked an unsupported model or your request did not allow prompt caching.'),
  ).toBeUndefined();
});

test('each says what to do and where it was seen', () => {
  for (const { why, evidence } of BEYOND_BODY) {
    expect(why).toMatch(/\.$/);
    expect(evidence.length).toBeGreaterThan(0);
  }
});
