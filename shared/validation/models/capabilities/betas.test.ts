import { expect, test } from 'vitest';
import { check, claudeBody } from '../../testdata/check.ts';
import { validate } from '../../validate.ts';

const opus = 'us.anthropic.claude-opus-4-7';
const flagged = (flag: string) => check('InvokeModel', opus, claudeBody({ anthropic_beta: [flag] }));

test.each(['context-management-2025-06-27', 'computer-use-2025-11-24', 'compact-2026-01-12'])(
  'Opus 4.7 with %s, of which no answer is on record, is warned about and not refused',
  (flag) => {
    expect(flagged(flag).status).toBe(200);
  },
);

test('Opus 4.7 refuses flags that it was seen to refuse', () => {
  expect(flagged('claude-code-20250219').message).toBe('invalid beta flag');
});

test('Opus 4.7 took no flag but one at first', () => {
  const body = JSON.stringify(claudeBody({ anthropic_beta: ['context-management-2025-06-27'] }));
  const verdict = validate({ operation: 'InvokeModel', modelId: opus, body, asOf: '2026-04-17' });
  expect(verdict.message).toBe('invalid beta flag');
});
