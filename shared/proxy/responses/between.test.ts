import { expect, it } from 'vitest';
import { bridgeAlone } from '../alone.ts';

const SEARCH = {
  type: 'web_search_call',
  id: 'ws',
  status: 'completed',
  action: { type: 'search', query: 'q' },
};

// As recorded with these releases; 1.91 does not tell it.
it.each([
  ['1.91.5', false],
  ['1.102.4', true],
  ['1.103.11', true],
  ['1.108.14', true],
  ['1.109.1', true],
] as const)('a web search of the server is told to the model under %s: %s', (release, told) => {
  const request = {
    model: 'bedrock/us.amazon.nova-pro-v1:0',
    input: [SEARCH, { role: 'user', content: 'And?' }],
  };
  const bridged = bridgeAlone('responses', request, `litellm-${release}`);
  expect(JSON.stringify(bridged).includes('Hosted web search')).toBe(told);
});
