import type { SyntaxNode } from '@lezer/common';
import { partsOf } from '../code.ts';
import { isOpen, type Value } from '../value.ts';
import type { ReadsCalls } from './rounds.ts';

type Truth = boolean | null;

const FALSE_IN_JSON: ReadonlySet<string> = new Set(['null', 'false', '0', '0.0', '-0', '-0.0']);

function isTrue(value: Value): Truth {
  switch (value.kind) {
    case 'text':
      return value.text !== '';
    case 'plain':
      return !FALSE_IN_JSON.has(value.json);
    case 'list':
      return value.items.length > 0;
    case 'map':
      return value.members.size > 0;
    default:
      return null;
  }
}

const not = (truth: Truth): Truth => (truth === null ? null : !truth);

/** True as soon as one is; only a run tells where one is open and none is true. */
const any = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(null) ? null : false;

function isSame(a: Value, b: Value): Truth {
  if (isOpen(a) || isOpen(b)) return null;
  if (a.kind === 'text' && b.kind === 'text')
    return a.holes.length + b.holes.length > 0 ? null : a.text === b.text;
  if (a.kind === 'plain' && b.kind === 'plain') return a.json === b.json;
  return a.kind === b.kind ? null : false;
}

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
    if (sign === 'and') return not(any([not(truth(left)), not(truth(right))]));
    const compared = COMPARED.get(sign);
    if (compared) return compared(reads.evaluate(left), reads.evaluate(right));
  }
  return isTrue(reads.evaluate(node));
}
