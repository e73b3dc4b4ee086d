import { describe, expect, it } from 'vitest';
import { type Edit, withEdits } from './edit.ts';
import { applyTextEdits } from './text-edit.ts';

const DOCUMENT = { a: { b: [1, { c: 2 }, 3], d: 'x' }, e: null };

describe('edits of a document', () => {
  it.each<[string, Edit[], unknown]>([
    ['a member goes', [{ kind: 'drop', pointer: '/a/d' }], { a: { b: [1, { c: 2 }, 3] }, e: null }],
    ['an item goes', [{ kind: 'drop', pointer: '/a/b/0' }], { a: { b: [{ c: 2 }, 3], d: 'x' }, e: null }],
    [
      'pointers speak of the document before',
      [
        { kind: 'drop', pointer: '/a/b/0' },
        { kind: 'set', pointer: '/a/b/2', value: 9 },
      ],
      { a: { b: [{ c: 2 }, 9], d: 'x' }, e: null },
    ],
    [
      'a member gets a value',
      [{ kind: 'set', pointer: '/a/b/1/c', value: 7 }],
      { a: { b: [1, { c: 7 }, 3], d: 'x' }, e: null },
    ],
    [
      'a new member comes last',
      [{ kind: 'set', pointer: '/a/n', value: 1 }],
      { a: { b: [1, { c: 2 }, 3], d: 'x', n: 1 }, e: null },
    ],
    [
      'a member gets another key, in its place',
      [{ kind: 'rename', pointer: '/a/b', key: 'z' }],
      { a: { z: [1, { c: 2 }, 3], d: 'x' }, e: null },
    ],
    [
      'of two edits of one place the first counts',
      [
        { kind: 'set', pointer: '/e', value: 1 },
        { kind: 'drop', pointer: '/e' },
      ],
      { ...DOCUMENT, e: 1 },
    ],
    ['nothing is inside of a value that has no parts', [{ kind: 'drop', pointer: '/e/x' }], DOCUMENT],
    ['a place that is not there stays away', [{ kind: 'drop', pointer: '/x/y' }], DOCUMENT],
    ['the whole can be another object', [{ kind: 'set', pointer: '', value: { q: 1 } }], { q: 1 }],
    ['the whole stays where it would be no object', [{ kind: 'set', pointer: '', value: 1 }], DOCUMENT],
  ])('%s', (_, edits, expected) => {
    const before = JSON.stringify(DOCUMENT);
    expect(JSON.stringify(withEdits(DOCUMENT, edits))).toBe(JSON.stringify(expected));
    expect(JSON.stringify(DOCUMENT)).toBe(before);
  });

  it('shares what is not on the way to an edit', () => {
    expect(withEdits(DOCUMENT, [{ kind: 'drop', pointer: '/e' }]).a).toBe(DOCUMENT.a);
  });
});

describe('edits of a text', () => {
  it('apply in the order of their places; one that reaches into an earlier one is left out', () => {
    const edits = [
      { from: 4, to: 5, text: 'E' },
      { from: 0, to: 2, text: '-' },
      { from: 1, to: 3, text: 'no' },
      { from: 2, to: 2, text: '+' },
    ];
    expect(applyTextEdits('abcdef', edits)).toBe('-+cdEf');
  });
});
