import { expect, it } from 'vitest';
import { whyNotSend } from './why-not-send.ts';

const fine = { problems: [], failure: null, outcome: { kind: 'outgoing' } as never, opening: false };

it('lets a request pass that is sent', () => {
  expect(whyNotSend(fine)).toBeNull();
  expect(whyNotSend({ ...fine, outcome: null })).toBeNull();
});

it.each([
  [
    { ...fine, problems: [{ message: 'A comma is missing', range: { line: 3 } }] },
    'Line 3: A comma is missing',
  ],
  [{ ...fine, failure: 'Too large' }, 'Too large'],
  [{ ...fine, opening: true }, 'Your requests are still being opened'],
  [
    {
      ...fine,
      outcome: { kind: 'refused', error: { type: 'E', message: 'seed\nmore' }, actions: [] } as never,
    },
    'LiteLLM refuses this request: seed',
  ],
])('says why it cannot be sent (%#)', (facts, words) => {
  expect(whyNotSend(facts)).toBe(words);
});
