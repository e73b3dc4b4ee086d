import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';
import type { Pointer } from '../../shared/json/pointer.ts';
import { pointerAt } from './tree-pointer.ts';

/** Where something is typed: a key of an object, or the value of a key. */
export interface Typed {
  readonly kind: 'key' | 'value';
  /** The object that has the key. */
  readonly object: Pointer;
  /** The key whose value is typed; empty while a key is. */
  readonly key: string;
  /** Where the word begins, its quote included. */
  readonly from: number;
  /** What is typed of it so far, without the quote. */
  readonly word: string;
}

const KEY = /(?:^|[{,])\s*("?)([\w$.-]*)$/;
const VALUE = /"((?:[^"\\]|\\.)*)"\s*:\s*("?)([^"]*)$/;
/** So much before the caret tells what is typed, UTF-16 units. */
const LOOK_BACK = 400;

function objectAround(state: EditorState, offset: number): SyntaxNode | null {
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(offset, -1);
  while (node && node.name !== 'Object' && node.name !== 'Array') node = node.parent;
  return node?.name === 'Object' ? node : null;
}

/** What is typed at an offset; null inside of lists and outside of the document. */
export function typedAt(state: EditorState, offset: number): Typed | null {
  const before = state.sliceDoc(Math.max(0, offset - LOOK_BACK), offset);
  const value = VALUE.exec(before);
  const key = value ? null : KEY.exec(before);
  const word = value?.[3] ?? key?.[2];
  if (word === undefined) return null;
  const from = offset - word.length - (value?.[2] ?? key?.[1] ?? '').length;
  const around = objectAround(state, from);
  if (!around) return null;
  const object = pointerAt(state, around.from + 1) ?? '';
  return { kind: value ? 'value' : 'key', object, key: value?.[1] ?? '', from, word };
}
