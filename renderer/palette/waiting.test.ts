import { beforeEach, expect, test } from 'vitest';
import { show } from '../store/view.ts';
import type { Pressed } from './early.ts';
import { fieldIsThere, listIsThere, nothingIsThere, waitsForPalette } from './waiting.ts';

const key = (name: string, ctrlKey = false): Pressed => ({
  key: name,
  ctrlKey,
  metaKey: false,
  shiftKey: false,
  altKey: false,
});

const press = (...names: readonly string[]): readonly boolean[] =>
  names.map((name) => waitsForPalette(key(name)));

beforeEach(() => {
  nothingIsThere();
  show({ palette: false });
});

test('no key waits while the palette is closed, nor once its list is there', () => {
  expect(press('a', 'Enter')).toEqual([false, false]);
  show({ palette: true });
  fieldIsThere();
  listIsThere();
  expect(press('a', 'Enter', 'Escape')).toEqual([false, false, false]);
});

test('letters wait for the field, keys of the list and what follows a choice for the list', () => {
  show({ palette: true });
  expect(press('d', 'r', 'Enter')).toEqual([true, true, true]);
  expect(waitsForPalette(key('Enter', true))).toBe(true);
  expect(fieldIsThere()).toBe('dr');
  expect(press('o', 'ArrowDown')).toEqual([false, true]);
  expect(listIsThere()).toEqual([key('Enter'), key('Enter', true), key('ArrowDown')]);
});

test('what waited for a palette that is closed again does not stand in the next', () => {
  show({ palette: true });
  press('d', 'Enter');
  show({ palette: false });
  show({ palette: true });
  press('x', 'Enter', 'Escape');
  show({ palette: true });
  expect(fieldIsThere()).toBe('');
  expect(listIsThere()).toEqual([]);
});
