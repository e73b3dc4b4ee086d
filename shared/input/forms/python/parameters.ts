import type { SyntaxNode } from '@lezer/common';
import { partsOf } from '../tree.ts';
import { type Call, map, type Value } from '../value.ts';

type Source = (node: SyntaxNode) => string;

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  /** `rest` takes the arguments that are left, `named` those with a name. */
  readonly kind: 'one' | 'rest' | 'named';
  /** Which argument it takes without its name, `rest` from there on; null where it takes none. */
  readonly nth: number | null;
  readonly fallback: SyntaxNode | null;
}

const OF_THE_OBJECT: ReadonlySet<string> = new Set(['self', 'cls']);

/** The parameters of a function, without its object and without what their types are. */
export function parametersIn(list: SyntaxNode, source: Source): readonly Parameter[] {
  const parts = [...partsOf(list)].filter(({ name }) => name !== 'TypeDef');
  const parameters: Parameter[] = [];
  let [nth, takesPlaces] = [0, true];
  for (const [i, part] of parts.entries()) {
    const sign = part.prevSibling?.name;
    if (part.name === '*') takesPlaces = false;
    if (part.name !== 'VariableName' || sign === 'AssignOp' || OF_THE_OBJECT.has(source(part))) continue;
    const kind = sign === '**' ? 'named' : sign === '*' ? 'rest' : 'one';
    parameters.push({
      name: source(part),
      kind,
      nth: takesPlaces || kind === 'rest' ? nth : null,
      fallback: parts[i + 1]?.name === 'AssignOp' ? (parts[i + 2] ?? null) : null,
    });
    if (takesPlaces) nth++;
  }
  return parameters;
}

/** How calls name a function: a method behind a dot, a constructor as its class. None for what has no name. */
export function namesOf(of: SyntaxNode | null, source: Source): readonly string[] {
  const title = of?.name === 'FunctionDefinition' ? of.getChild('VariableName') : null;
  if (!of || !title) return [];
  const statement = of.parent?.name === 'DecoratedStatement' ? of.parent : of;
  const owner = statement.parent?.name === 'Body' ? statement.parent.parent : null;
  if (owner?.name !== 'ClassDefinition') return [source(title)];
  const ownerTitle = owner.getChild('VariableName');
  if (source(title) !== '__init__') return [`.${source(title)}`];
  return ownerTitle ? [source(ownerTitle), `.${source(ownerTitle)}`] : [];
}

/** What a call hands over to a parameter; null where it does not. */
export function givenAs(
  { name, kind, nth }: Parameter,
  all: readonly Parameter[],
  { args, named }: Call,
): Value | null {
  switch (kind) {
    case 'named': {
      const others = new Set(all.filter((one) => one.kind === 'one').map((one) => one.name));
      return map([...named].filter(([key]) => !others.has(key)));
    }
    case 'rest':
      return { kind: 'list', items: args.slice(nth ?? 0) };
    case 'one':
      return named.get(name) ?? (nth === null ? null : (args[nth] ?? null));
  }
}
