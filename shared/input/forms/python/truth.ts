import type { SyntaxNode } from '@lezer/common';
import { partsOf } from '../tree.ts';
import { all, any, isSame, isTrue, not, type Truth } from '../truth.ts';
import type { Value } from '../value.ts';
import type { ReadsCalls } from './rounds.ts';

/** Lists and dictionaries are true where something is in them. */
const isTrueInPython = (value: Value): Truth =>
  value.kind === 'list'
    ? value.items.length > 0
    : value.kind === 'map'
      ? value.members.size > 0
      : isTrue(value);

function isIn(value: Value, group: Value): Truth {
  if (group.kind === 'list') return any(group.items.map((item) => isSame(value, item)));
  if (value.kind !== 'text' || value.holes.length > 0) return null;
  if (group.kind === 'map') return group.members.has(value.text);
  return group.kind === 'text' && group.holes.length === 0 ? group.text.includes(value.text) : null;
}

const COMPARED: ReadonlyMap<string, (a: Value, b: Value) => Truth> = new Map([
  ['==', isSame],
  ['!=', (a, b) => not(isSame(a, b))],
  ['is', isSame],
  ['is not', (a, b) => not(isSame(a, b))],
  ['in', isIn],
  ['not in', (a, b) => not(isIn(a, b))],
]);

/** Whether a condition of Python is met; null where only a run would tell. */
export function truthOf(node: SyntaxNode, reads: Pick<ReadsCalls, 'evaluate' | 'source'>): Truth {
  const truth = (one: SyntaxNode): Truth => truthOf(one, reads);
  const parts = [...partsOf(node)];
  const [left, right] = [parts[0], parts.at(-1)];
  if (node.name === 'ParenthesizedExpression' && left) return truth(left);
  if (node.name === 'UnaryExpression' && left?.name === 'not' && right) return not(truth(right));
  if (node.name === 'BinaryExpression' && left && right) {
    const sign = parts.slice(1, -1).map(reads.source).join(' ');
    if (sign === 'or') return any([truth(left), truth(right)]);
    if (sign === 'and') return all([truth(left), truth(right)]);
    const compared = COMPARED.get(sign);
    if (compared) return compared(reads.evaluate(left), reads.evaluate(right));
  }
  return isTrueInPython(reads.evaluate(node));
}
