import type { SyntaxNode } from '@lezer/common';
import { partsOf } from '../tree.ts';
import type { Value } from '../value.ts';

/** A name that a pattern gives to a part of a value. */
export interface Named {
  readonly name: SyntaxNode;
  /** The part that it names of the whole; null where that has none. */
  readonly part: (whole: Value | null) => Value | null;
  /** What it names where there is none. */
  readonly fallback: SyntaxNode | null;
}

const fallbackIn = (node: SyntaxNode): SyntaxNode | null => node.getChild('Equals')?.nextSibling ?? null;

/** The names of a target: of a pattern for parts of its value, or one for all of it. */
export function* namesIn(target: SyntaxNode, source: (node: SyntaxNode) => string): Generator<Named> {
  if (target.name === 'VariableDefinition' || target.name === 'VariableName')
    yield { name: target, part: (whole) => whole, fallback: null };
  else if (target.name === 'ObjectPattern')
    for (const property of target.getChildren('PatternProperty')) {
      const name = property.getChild('VariableDefinition') ?? property.getChild('VariableName');
      if (!name) continue;
      const key = source(property.getChild('PropertyName') ?? name);
      const part = (whole: Value | null): Value | null =>
        whole?.kind === 'map' ? (whole.members.get(key) ?? null) : null;
      yield { name, part, fallback: fallbackIn(property) };
    }
  else if (target.name === 'ArrayPattern') yield* namesOfItems(target);
}

/** What the names of a target stand for where it is given a value. */
export function valuesOf(
  target: SyntaxNode,
  given: Value,
  source: (node: SyntaxNode) => string,
): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const { name, part } of namesIn(target, source)) {
    const value = part(given);
    if (value) values.set(source(name), value);
  }
  return values;
}

/** `[, b]` names the second item alone. */
function* namesOfItems(pattern: SyntaxNode): Generator<Named> {
  let nth = 0;
  for (let part = pattern.firstChild; part; part = part.nextSibling) {
    if (part.name === ',') nth++;
    if (part.name !== 'VariableDefinition' && part.name !== 'VariableName') continue;
    const at = nth;
    const item = (whole: Value | null): Value | null =>
      whole?.kind === 'list' ? (whole.items[at] ?? null) : null;
    yield { name: part, part: item, fallback: null };
  }
}

/** The expression that a function gives back, where it does nothing else: that behind an arrow, or of its only statement. */
export function givenBack(of: SyntaxNode): SyntaxNode | null {
  if (of.name !== 'ArrowFunction' && of.name !== 'FunctionExpression') return null;
  const body = of.lastChild;
  if (body?.name !== 'Block') return body;
  const [statement, ...more] = [...partsOf(body)];
  const isAll = statement?.name === 'ReturnStatement' && more.length === 0;
  const value = isAll ? [...partsOf(statement)].at(-1) : undefined;
  return value && value.name !== 'return' ? value : null;
}
