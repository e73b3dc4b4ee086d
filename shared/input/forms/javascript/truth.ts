import type { SyntaxNode } from '@lezer/common';
import { partsOf } from '../tree.ts';
import { all, any, isSame, isTrue, not, type Truth } from '../truth.ts';
import { isOpen, plain, type Value } from '../value.ts';

/** How expressions are read. */
export interface Reads {
  readonly evaluate: (node: SyntaxNode) => Value;
  readonly source: (node: SyntaxNode) => string;
}

const isTrueInJavaScript = (value: Value): Truth =>
  value.kind === 'list' || value.kind === 'map' ? true : isTrue(value);

/** Whether a value is nothing: `=== undefined` of what the text has a value for is not so. */
const isNothing = (value: Value, sign: string, nothing: string): Truth =>
  isOpen(value) ? null : sign.length === 2 || nothing === 'null' ? isSame(value, plain('null')) : false;

/** Whether a condition of JavaScript is met; null where only a run would tell. */
export function truthOf(node: SyntaxNode, reads: Reads): Truth {
  const truth = (one: SyntaxNode): Truth => truthOf(one, reads);
  const parts = [...partsOf(node)];
  const [left, right] = [parts[0], parts.at(-1)];
  if (node.name === 'ParenthesizedExpression' && left) return truth(left);
  if (node.name === 'UnaryExpression' && left && right && reads.source(left) === '!')
    return not(truth(right));
  if (node.name === 'BinaryExpression' && left && right && parts[1]) {
    const sign = reads.source(parts[1]);
    if (sign === '||') return any([truth(left), truth(right)]);
    if (sign === '&&') return all([truth(left), truth(right)]);
    if (/^[!=]==?$/.test(sign)) {
      const nothing = reads.source(right);
      const same = /^(?:null|undefined)$/.test(nothing)
        ? isNothing(reads.evaluate(left), sign, nothing)
        : isSame(reads.evaluate(left), reads.evaluate(right));
      return sign.startsWith('!') ? not(same) : same;
    }
  }
  return isTrueInJavaScript(reads.evaluate(node));
}
