import { expect, it } from 'vitest';
import { orderOf } from './history-order.ts';

it.each([
  ['a list', {}, false, 'started', true],
  ['a log of all', {}, true, 'started', false],
  ['a log of the newest', { limit: '5' }, true, 'started', true],
  ['a sorted log', { sort: 'status' }, true, 'status', true],
  ['a list the other way round', { ascending: true }, false, 'started', false],
  ['a log that is said to be', { sort: 'started', ascending: true }, true, 'started', false],
])('%s is in its order', (_, asked, isLog, by, descending) => {
  expect(orderOf({ ascending: false, ...asked }, isLog)).toEqual({ by, descending });
});

it('a field that is none is refused', () => {
  expect(() => orderOf({ ascending: false, sort: 'colour' }, false)).toThrow('started');
});
