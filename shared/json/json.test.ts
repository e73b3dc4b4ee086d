import { expect, it } from 'vitest';
import { equalInOrder, type Json, jsonEqual } from './json.ts';

it.each<readonly [a: Json, b: Json, equal: boolean, inOrder: boolean]>([
  [{ a: 1, b: [2, { c: null }] }, { a: 1, b: [2, { c: null }] }, true, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true, false],
  [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }], true, false],
  [{ a: 1 }, { a: 1, b: 2 }, false, false],
  [[1, 2], [2, 1], false, false],
  [[], {}, false, false],
  [{}, [], false, false],
  [[1], [1, 2], false, false],
  [null, {}, false, false],
  ['1', 1, false, false],
  ['', '', true, true],
])('%j and %j: equal %j, in order %j', (a, b, equal, inOrder) => {
  expect(jsonEqual(a, b)).toBe(equal);
  expect(equalInOrder(a, b)).toBe(inOrder);
  expect(JSON.stringify(a) === JSON.stringify(b)).toBe(inOrder);
});

it.each(['{"__proto__": {}}', '{"toString": {}}', '{"constructor": null}'])(
  'what an object inherits is not taken for its own: %s',
  (text) => {
    const value = JSON.parse(text) as Json;
    expect(jsonEqual(value, { x: 1 })).toBe(false);
    expect(jsonEqual(value, {})).toBe(false);
    expect(jsonEqual(value, JSON.parse(text) as Json)).toBe(true);
  },
);
