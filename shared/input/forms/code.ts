import type { SyntaxNode, Tree } from '@lezer/common';
import { type Call, type Hole, holeAt, type Script, type Value } from './value.ts';

/** Which calls are looked for, by the name that is called. */
export type Wanted = (callee: string) => boolean;

/** Expressions nest no deeper than this in calls that people write; what is below becomes a hole. */
const DEEPEST = 300;

/** Reads values out of a syntax tree of one language. */
export abstract class Code {
  readonly text: string;
  readonly tree: Tree;
  /** What is assigned to each name, in order. */
  readonly #assigned = new Map<string, SyntaxNode[]>();
  readonly #known = new Map<number, Value>();
  /** How many characters were put in front of the text. */
  readonly #shift: number;
  #depth = 0;

  constructor(text: string, tree: Tree, shift = 0) {
    this.text = text;
    this.tree = tree;
    this.#shift = shift;
  }

  /** The value of an expression that is neither a name nor unknown; null where only a run would tell. */
  protected abstract read(node: SyntaxNode): Value | null;

  protected abstract callOf(node: SyntaxNode): Call | null;

  source(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  hole(node: SyntaxNode): Hole {
    const { name, from, to } = holeAt(this.text, node.from, node.to);
    return { name, from: Math.max(0, from - this.#shift), to: to - this.#shift };
  }

  assign(name: string, value: SyntaxNode): void {
    const before = this.#assigned.get(name);
    if (before) before.push(value);
    else this.#assigned.set(name, [value]);
  }

  /** What a name holds at a place; null where the text does not say. */
  valueOf(name: string, at: number): Value | null {
    const node = this.#assigned
      .get(name)
      ?.filter(({ to }) => to <= at)
      .at(-1);
    if (!node) return null;
    const known = this.#known.get(node.from);
    if (known) return known;
    const value = this.evaluate(node);
    this.#known.set(node.from, value);
    return value;
  }

  evaluate(node: SyntaxNode): Value {
    if (this.#depth >= DEEPEST) return { kind: 'hole', hole: this.hole(node) };
    this.#depth++;
    try {
      const named = node.name === 'VariableName' ? this.valueOf(this.source(node), node.from) : null;
      return named ?? this.read(node) ?? { kind: 'hole', hole: this.hole(node) };
    } finally {
      this.#depth--;
    }
  }

  /** The items of a list; a list that is spread into it gives its own. */
  protected listOf(node: SyntaxNode, spreadSign: string): Value {
    const items: Value[] = [];
    let spread = false;
    for (const part of partsOf(node)) {
      if (part.name === spreadSign) spread = true;
      else {
        const value = this.evaluate(part);
        if (spread && value.kind === 'list') items.push(...value.items);
        else items.push(value);
        spread = false;
      }
    }
    return { kind: 'list', items };
  }

  /** Puts the members of a map that is spread into another there, or a hole under its name. */
  protected spreadInto(members: Map<string, Value>, part: SyntaxNode, sign: string): void {
    const value = this.evaluate(part);
    if (value.kind === 'map') for (const [name, member] of value.members) members.set(name, member);
    else members.set(`${sign}${this.source(part)}`, { kind: 'hole', hole: this.hole(part) });
  }

  /** What stands in brackets, or behind `await`. */
  protected inner(node: SyntaxNode): Value | null {
    const inside = [...partsOf(node)].filter(({ name }) => name !== 'await').at(-1);
    return inside ? this.evaluate(inside) : null;
  }

  /** Looks through the whole text. */
  script(wanted: Wanted, clean: boolean, whole: SyntaxNode | null): Script {
    const calls: Call[] = [];
    this.tree.iterate({
      enter: ({ name, node }) => {
        if (name !== 'CallExpression' && name !== 'NewExpression') return;
        const callee = node.getChild('ArgList')?.prevSibling;
        if (!callee || !wanted(this.source(callee).replace(/\s+/g, ''))) return;
        const call = this.callOf(node);
        if (call) calls.push(call);
      },
    });
    return {
      clean,
      calls,
      whole: whole ? this.evaluate(whole) : null,
      named: (name) => this.valueOf(name, this.text.length),
    };
  }
}

/** The children of a node without brackets, commas and comments. */
export function* partsOf(node: SyntaxNode): Generator<SyntaxNode> {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!/^(?:[()[\]{},;]|LineComment|BlockComment|Comment)$/.test(child.name)) yield child;
  }
}

/** True where the text could not be read as the language all through. */
export function hasErrors(tree: Tree): boolean {
  let found = false;
  tree.iterate({
    enter: ({ type }) => {
      if (type.isError) found = true;
      return !found;
    },
  });
  return found;
}
