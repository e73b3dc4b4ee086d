import { describe, expect, it } from 'vitest';
import { isProbe } from './preparation.ts';

const bytes = (body: unknown): Uint8Array =>
  new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
const messages = [{ role: 'user', content: 'hi' }];

describe('a call that only asks whether a model answers', () => {
  it.each<readonly [string, string, unknown, boolean]>([
    ['one message, one token, on invoke', 'InvokeModel', { messages, max_tokens: 1 }, true],
    [
      'one message, one token, on converse',
      'Converse',
      { messages, inferenceConfig: { maxTokens: 1 } },
      true,
    ],
    ['streamed', 'ConverseStream', { messages, inferenceConfig: { maxTokens: 1 } }, false],
    ['more tokens on invoke', 'InvokeModel', { messages, max_tokens: 2 }, false],
    ['more tokens on converse', 'Converse', { messages, inferenceConfig: { maxTokens: 2 } }, false],
    ['no word of tokens', 'Converse', { messages }, false],
    ['several messages', 'InvokeModel', { messages: [...messages, ...messages], max_tokens: 1 }, false],
    ['no messages', 'InvokeModel', { max_tokens: 1 }, false],
    ['a long message', 'InvokeModel', { messages: ['x'.repeat(1_000)], max_tokens: 1 }, false],
    ['another kind of body', 'InvokeModel', [], false],
    ['a body that is cut short', 'InvokeModel', '{"messages": [', false],
  ])('%s', (_name, operation, body, probe) => {
    expect(isProbe(operation, bytes(body))).toBe(probe);
  });
});
