import { json } from '@codemirror/lang-json';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { pointerAt, spanOf } from './tree-pointer.ts';

const text = JSON.stringify({ a: { 'x/y': [1, { b: 'two' }, []] }, c: null }, null, 2);
const unread = EditorState.create({ doc: text, extensions: [json()] });
ensureSyntaxTree(unread, text.length, 5_000);
// The tree belongs to the state that comes after the reading.
const { state } = unread.update({});

describe('the tree that the editor keeps', () => {
  it.each([
    ['two', '/a/x~1y/1/b'],
    ['"b"', '/a/x~1y/1/b'],
    ['1,', '/a/x~1y/0'],
    ['null', '/c'],
  ])('knows what %s is', (words, pointer) => {
    expect(pointerAt(state, text.indexOf(words) + 1)).toBe(pointer);
  });

  it('knows where a value stands, with its key', () => {
    const span = spanOf(state, '/a/x~1y/1/b');
    expect(span && text.slice(span.from, span.to)).toBe('"b": "two"');
    expect(spanOf(state, '/a/x~1y/7')).toBeNull();
    expect(spanOf(state, '/c/d')).toBeNull();
  });
});
