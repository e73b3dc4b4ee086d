import { expect, it } from 'vitest';
import { without } from './earlier-sends.ts';

it('lists what the history keeps but for what this window sent itself', () => {
  const rows = [{ id: 'c' }, { id: 'b' }, { id: 'a' }] as never;
  const sends = [{ request: { exchange: 'b' } }, { request: null }, { request: {} }] as never;
  expect(without(rows, sends).map(({ id }) => id)).toEqual(['c', 'a']);
});
