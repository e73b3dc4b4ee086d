import type { SyntaxNode } from '@lezer/common';

/** A parameter of a function. */
export interface Parameter {
  /** A name, or a pattern of names. */
  readonly target: SyntaxNode;
  /** Which argument it takes; with `rest` all from there on. */
  readonly nth: number;
  readonly isRest: boolean;
  readonly fallback: SyntaxNode | null;
  /** `private name`: a parameter of a constructor that becomes a member of the object. */
  readonly isMember: boolean;
}

const TARGETS = /^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/;

/** The parameters of a function, without what their types are. */
export function parametersIn(list: SyntaxNode): readonly Parameter[] {
  const parameters: Parameter[] = [];
  let nth = 0;
  let [isRest, isMember] = [false, false];
  for (let part = list.firstChild; part; part = part.nextSibling) {
    if (part.name === ',') {
      nth++;
      [isRest, isMember] = [false, false];
    } else if (part.name === 'Spread') isRest = true;
    else if (/^(?:Privacy|readonly)$/i.test(part.name)) isMember = true;
    else if (TARGETS.test(part.name) && part.prevSibling?.name !== 'Equals') {
      let next = part.nextSibling;
      while (next && /^(?:Optional|TypeAnnotation)$/.test(next.name)) next = next.nextSibling;
      const fallback = next?.name === 'Equals' ? next.nextSibling : null;
      parameters.push({ target: part, nth, isRest, fallback, isMember });
    }
  }
  return parameters;
}

/** How calls name a function: a method behind a dot, a constructor as its class. None for what has no name. */
export function namesOf(of: SyntaxNode | null, source: (node: SyntaxNode) => string): readonly string[] {
  const parent = of?.parent;
  if (!of || !parent) return [];
  const method = (name: SyntaxNode | null | undefined): readonly string[] =>
    name ? [`.${source(name)}`] : [];
  switch (of.name) {
    case 'FunctionDeclaration':
      return of.getChildren('VariableDefinition').slice(0, 1).map(source);
    case 'MethodDeclaration': {
      const name = of.getChild('PropertyDefinition');
      if (!name || source(name) !== 'constructor') return method(name);
      return parent.parent?.getChildren('VariableDefinition').slice(0, 1).map(source) ?? [];
    }
  }
  if (parent.name === 'PropertyDeclaration' || parent.name === 'Property')
    return method(parent.getChild('PropertyDefinition'));
  let target = of.prevSibling;
  while (target && /^(?:Equals|TypeAnnotation)$/.test(target.name)) target = target.prevSibling;
  return target?.name === 'VariableDefinition' ? [source(target)] : [];
}
