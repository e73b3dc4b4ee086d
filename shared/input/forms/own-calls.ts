import type { SyntaxNode } from '@lezer/common';

/** Calls by one name that are remembered: the first outside of the function is among the first ones. */
const MOST_CALLS = 50;

/** How a call names a function of the text: a method behind a dot; null where it can be none. */
export function nameOfCalled(callee: SyntaxNode, code: string): string | null {
  if (callee.name === 'VariableName') return code.slice(callee.from, callee.to);
  const method = callee.name === 'MemberExpression' ? callee.lastChild : null;
  return method?.name === 'PropertyName' ? `.${code.slice(method.from, method.to)}` : null;
}

/** Where a text calls functions of its own, by name; by the name of the method with a dot where it is one. */
export class OwnCalls {
  readonly #calls = new Map<string, SyntaxNode[]>();

  note(name: string, call: SyntaxNode): void {
    const before = this.#calls.get(name);
    if (!before) this.#calls.set(name, [call]);
    else if (before.length < MOST_CALLS) before.push(call);
  }

  /** The calls by one of these names that do not stand in the function itself, in order. */
  outside(names: readonly string[], { from, to }: SyntaxNode): readonly SyntaxNode[] {
    const outside = names
      .flatMap((name) => this.#calls.get(name) ?? [])
      .filter((call) => call.from < from || call.from >= to);
    return outside.sort((a, b) => a.from - b.from);
  }

  /** How many of them there are; null where not all are remembered. */
  count(names: readonly string[], of: SyntaxNode): number | null {
    const isAll = names.every((name) => (this.#calls.get(name)?.length ?? 0) < MOST_CALLS);
    return isAll ? this.outside(names, of).length : null;
  }

  /** The first of them; null where there is none. */
  firstOutside(names: readonly string[], of: SyntaxNode): SyntaxNode | null {
    return this.outside(names, of)[0] ?? null;
  }
}
