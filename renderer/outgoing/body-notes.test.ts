import { expect, it } from 'vitest';
import type { RouteView } from '../../shared/contract/inspection.ts';
import { bodyNotes } from './body-notes.ts';

it('puts what Bedrock says behind the line that it is about, and behind none what is about the whole', () => {
  const problem = (pointer: string) => ({
    pointer,
    severity: 'warning',
    message: `said of ${pointer || 'all'}`,
  });
  const view = { ledger: [], rules: [], verdict: { problems: [problem(''), problem('/x')] } };
  expect(bodyNotes(view as unknown as RouteView)).toEqual([
    { pointer: '/x', words: 'said of /x', tone: 'warning' },
  ]);
});
