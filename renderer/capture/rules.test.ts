import { expect, test } from 'vitest';
import type { CaptureRule } from '../../shared/capture/rule.ts';
import { movedUp } from './rules.ts';

const rules = ['a', 'b', 'c'].map(
  (id): CaptureRule => ({ id, filter: '', on: true, action: { kind: 'hold' } }),
);

test.each([
  ['c', 'acb'],
  ['b', 'bac'],
  ['a', 'abc'],
  ['gone', 'abc'],
])('a rule, %s, is done before the one above it', (id, order) =>
  expect(
    movedUp(rules, id)
      .map((rule) => rule.id)
      .join(''),
  ).toBe(order),
);
