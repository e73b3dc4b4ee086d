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
      outcome: {
        kind: 'refused',
        error: { type: 'E', message: 'no seed.\n\nSend it\n otherwise\n' },
        actions: [],
      } as never,
    },
    'LiteLLM refuses this request: no seed. Send it otherwise',
  ],
])('says why it cannot be sent (%#)', (facts, words) => {
  expect(whyNotSend(facts)).toBe(words);
});

it('repeats no more than the beginning of a refusal that is as long as the request', () => {
  const error = { type: 'E', message: 'x'.repeat(1_000_000) };
  const why = whyNotSend({ ...fine, outcome: { kind: 'refused', error, actions: [] } as never });
  expect(why?.length).toBeLessThan(2100);
  expect(why).toMatch(/x…$/);
});
