import { expect, it } from 'vitest';
import { Gone } from './gone.ts';

it('tells each that listens once, later ones at once, and nobody who stopped', () => {
  const gone = new Gone();
  const told: string[] = [];
  gone.on(() => told.push('early'));
  gone.on(() => told.push('stopped'))();
  const { signal } = gone;
  expect([gone.isSo, signal.aborted, told]).toEqual([false, false, []]);
  gone.set();
  gone.set();
  gone.on(() => told.push('late'));
  expect([gone.isSo, signal.aborted, told]).toEqual([true, true, ['early', 'late']]);
});

it('gives a signal that is aborted where it is asked for late', () => {
  const gone = new Gone();
  gone.set();
  expect(gone.signal.aborted).toBe(true);
});
