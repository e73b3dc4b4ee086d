import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { leafPointers, parent, valueAt } from '../../json/pointer.ts';
import { Statements } from './statements.ts';

const message = (i: number): JsonObject => ({
  role: 'user',
  content: [{ type: 'text', text: `${i}` }, { 'a/b': { '~': i } }],
  7: 'a key that could be an index',
});
const request: JsonObject = { 1: ['x'], messages: Array.from({ length: 400 }, (_, i) => message(i)) };
const inOrder = leafPointers(request).flatMap((at) => [
  parent(at) ?? '',
  at,
  `${at}/nothing`,
  `${parent(at)}/99`,
]);
/** The same, each time far from the one before. */
const scattered = inOrder.map((_, i) => inOrder[(i * 7919) % inOrder.length] ?? '');

describe('a value that statements speak of', () => {
  it.each([
    ['side by side', inOrder],
    ['here and there', scattered],
    ['backwards', [...inOrder].reverse()],
  ])('is found by its pointer, once and for all, %s', (_, pointers) => {
    const statements = new Statements(request);
    const first = pointers.map((pointer) => statements.at(pointer));
    expect(first.map(({ value }) => value)).toEqual(pointers.map((pointer) => valueAt(request, pointer)));
    for (const pointer of scattered) statements.at(pointer);
    const again = pointers.map((pointer) => statements.at(pointer));
    expect(again.every((node, i) => node === first[i])).toBe(true);
  });
});
