import { expect, test } from 'vitest';
import { type Early, NOTHING_EARLY, withKey } from './early.ts';

const pressed = (...keys: readonly string[]): Early =>
  keys.reduce<Early>((early, key) => withKey(early, { key, ctrlKey: false, metaKey: false }), NOTHING_EARLY);

test('letters are text, a step back takes the last of them away, keys of the list wait for it', () => {
  expect(pressed('d', 'r', 'x', 'Backspace', 'ö', '😀', 'Shift', 'F6', 'ArrowDown', 'Enter')).toEqual({
    text: 'drö😀',
    keys: ['ArrowDown', 'Enter'],
  });
});

test('a step back on nothing, and letters that are pressed with a modifier, change nothing', () => {
  expect(pressed('Backspace').text).toBe('');
  expect(withKey(NOTHING_EARLY, { key: 'k', ctrlKey: true, metaKey: false })).toBe(NOTHING_EARLY);
  expect(withKey(NOTHING_EARLY, { key: 'k', ctrlKey: false, metaKey: true })).toBe(NOTHING_EARLY);
});
