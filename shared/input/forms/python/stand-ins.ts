import type { SyntaxNode } from '@lezer/common';
import { partsOf } from '../tree.ts';
import type { Call } from '../value.ts';

interface StandIn {
  readonly callee: string;
  /** The call that gives it arguments: `partial(completion, model=…)`. */
  readonly partial: SyntaxNode | null;
}

/** Names that stand for functions: `ask = litellm.completion`, `ask = partial(litellm.completion, model=…)`. */
export class StandIns {
  readonly #known = new Map<string, StandIn>();
  readonly #nameOf: (node: SyntaxNode) => string | null;

  /** @param nameOf gives the name that an expression is, or null */
  constructor(nameOf: (node: SyntaxNode) => string | null) {
    this.#nameOf = nameOf;
  }

  note(name: string, value: SyntaxNode | undefined): void {
    const list = value?.name === 'CallExpression' ? value.getChild('ArgList') : null;
    const isPartial =
      value?.firstChild && /^(?:functools\.)?partial$/.test(this.#nameOf(value.firstChild) ?? '');
    const of = list && isPartial ? [...partsOf(list)][0] : value;
    const callee = of ? this.#nameOf(of) : null;
    if (callee === null || callee === name) this.#known.delete(name);
    else this.#known.set(name, { callee, partial: list && value ? value : null });
  }

  /** What is called by a name. */
  calledBy(name: string): string {
    return this.#known.get(name)?.callee ?? name;
  }

  /** A call of what a name stands for, with the arguments that it has already. */
  called(call: Call, callOf: (node: SyntaxNode) => Call | null): Call {
    const standIn = this.#known.get(call.callee);
    const given = standIn?.partial && callOf(standIn.partial);
    if (!standIn) return call;
    const args = given ? [...given.args.slice(1), ...call.args] : call.args;
    return {
      ...call,
      callee: standIn.callee,
      args,
      named: new Map([...(given?.named ?? []), ...call.named]),
    };
  }
}
