import { expect, test } from 'vitest';
import { type Early, NOTHING_EARLY, type Pressed, withKey, withListKey } from './early.ts';

const key = (name: string): Pressed => {
  const [last = '', ...held] = name === '+' ? [name] : name.split('+').reverse();
  return {
    key: last,
    ctrlKey: held.includes('Control'),
    metaKey: held.includes('Meta'),
    shiftKey: false,
    altKey: false,
  };
};

const pressed = (...names: readonly string[]): Early =>
  names.reduce<Early>((early, name) => withKey(early, key(name)), NOTHING_EARLY);

test('letters are text, a step back takes the last of them away, keys of the list wait for it', () => {
  expect(pressed('d', 'r', 'x', 'Backspace', 'ö', '😀', 'Shift', 'F6', 'ArrowDown', 'Enter')).toEqual({
    text: 'drö😀',
    keys: [key('ArrowDown'), key('Enter')],
  });
});

test('a step back on nothing, and letters that are pressed with a modifier, change nothing', () => {
  expect(pressed('Backspace').text).toBe('');
  expect(pressed('Control+k')).toBe(NOTHING_EARLY);
  expect(pressed('Meta+k')).toBe(NOTHING_EARLY);
});

test('a shortcut waits where an entry was chosen before it, and is none of the list otherwise', () => {
  expect(pressed('Control+Enter')).toBe(NOTHING_EARLY);
  expect(pressed('d', 'Enter', 'Control+Enter')).toEqual({
    text: 'd',
    keys: [key('Enter'), key('Control+Enter')],
  });
});

test('where the field is there it takes letters itself', () => {
  expect(withListKey(NOTHING_EARLY, key('d'))).toBe(NOTHING_EARLY);
  expect(withListKey(NOTHING_EARLY, key('Backspace'))).toBe(NOTHING_EARLY);
  expect(withListKey(NOTHING_EARLY, key('Enter')).keys).toEqual([key('Enter')]);
});
