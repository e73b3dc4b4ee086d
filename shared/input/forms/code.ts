import type { SyntaxNode, Tree } from '@lezer/common';
import type { Holding, Late, Path, Place } from './changes.ts';
import { firstsOf } from './firsts-of.ts';
import { Names } from './names.ts';
import { nameOfCalled, OwnCalls } from './own-calls.ts';
import { OwnFunctions } from './own-functions.ts';
import type { Reading, Wanted } from './reading.ts';
import { type Loop, Rounds } from './round.ts';
import { errorsIn, partsOf } from './tree.ts';
import { type Call, type Hole, holeAt, listOf, type Script, type Value } from './value.ts';

const NOT_OF_THE_LANGUAGE: Script = {
  clean: false,
  errors: [],
  calls: [],
  firstsOf: () => [],
  whole: null,
  named: () => null,
};

const CALLS: ReadonlySet<string> = new Set(['CallExpression', 'NewExpression']);

/** Calls of models stand no deeper in each other: each is read with all that stands in it. */
const MOST_AROUND = 20;

/** Expressions of people nest no deeper; what is below becomes a hole. */
const DEEPEST = 300;

/** One whose rounds only a run would tell. */
const NO_LOOP: Loop = { to: Number.POSITIVE_INFINITY, rounds: () => null };

/** Changes name parts no deeper than this. */
const MOST_KEYS = 20;

/** What only happens under a condition, up to the function around it. */
const CONDITION = /^(?:If|While|For|Do|Switch|Match)Statement$/;

/** Reads values out of a syntax tree of one language. */
export abstract class Code {
  readonly text: string;
  readonly tree: Tree;
  protected readonly functions = new OwnFunctions();
  readonly #ownCalls = new OwnCalls();
  /** What calls of the text's own functions hand over, by where they end; null while that is read. */
  readonly #handedOver = new Map<number, Call | null>();
  readonly #shift: number;
  #depth = 0;
  protected readonly rounds = new Rounds();
  readonly names = new Names(this.rounds);

  /** @param shift how many characters were put in front of the text */
  constructor(text: string, tree: Tree, shift = 0) {
    this.text = text;
    this.tree = tree;
    this.#shift = shift;
  }

  /** The value of an expression that is neither a name nor unknown; null where only a run would tell. */
  protected abstract read(node: SyntaxNode): Value | null;

  protected abstract callOf(node: SyntaxNode): Call | null;

  /** Notes what the code at a node does to names. `until` is the end of the function around it. */
  protected abstract notice(node: SyntaxNode, until: number): void;

  /** The expression that a function gives back at its end; null where it has none. */
  protected abstract resultOf(of: SyntaxNode): SyntaxNode | null;

  /** The loop that a statement is; null for another. */
  protected abstract loopAt(node: SyntaxNode): Loop | null;

  /** How often a node repeats one of its children, null where only a run would tell; 1 for what is no loop. */
  protected abstract repeats(node: SyntaxNode, child: SyntaxNode): number | null;

  /** Of which expression a node is a part, and which part: `body["messages"]`; null where it is none. */
  protected abstract partOf(node: SyntaxNode): { readonly of: SyntaxNode; readonly key: Late } | null;

  /** What is called by a name that stands for a function: `ask = litellm.completion`; the name itself for another. */
  protected calledBy(name: string): string {
    return name;
  }

  /** The kinds of nodes that names of their own live in. */
  protected abstract readonly scopes: ReadonlySet<string>;

  source(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  hole(node: SyntaxNode): Hole {
    const { name, from, to } = holeAt(this.text, node.from, node.to);
    return { name, from: Math.max(0, from - this.#shift), to: to - this.#shift };
  }

  /** A value that is read when it is asked for. */
  protected readonly late =
    (node: SyntaxNode): Late =>
    () =>
      this.evaluate(node);

  /** What makes a name hold what an expression is, together with the name or the part that the expression is. */
  protected holding(node: SyntaxNode): Holding {
    return { kind: 'is', value: this.late(node), of: this.placesOf(node) };
  }

  /** What a parameter is when nobody hands one over; an empty text says nothing. */
  protected readonly lateDefault =
    (node: SyntaxNode): Late =>
    () => {
      const value = this.evaluate(node);
      return value.kind === 'text' && value.text === '' ? null : value;
    };

  /** The name with dots that a node is: `settings`, `self.model`; null for another expression. */
  protected dotted(node: SyntaxNode): string | null {
    if (node.name !== 'VariableName' && node.name !== 'MemberExpression') return null;
    const name = this.source(node).replace(/\s+/g, '');
    return name.length < 200 && /^[\w$]+(?:\.[\w$#]+)*$/.test(name) ? name : null;
  }

  /** The names that hold what a node is, or the whole that it is a part of. */
  protected placesOf(node: SyntaxNode): readonly Place[] {
    const places: Place[] = [];
    let path: Path = [];
    for (let at: SyntaxNode | null = node; at && path.length < MOST_KEYS; ) {
      const name = this.dotted(at);
      if (name !== null) places.push({ name, path });
      const part = this.partOf(at);
      if (part) path = [part.key, ...path];
      at = part?.of ?? null;
    }
    return places;
  }

  /** True where a statement is not always reached, as far as its function is. */
  protected isConditional(node: SyntaxNode): boolean {
    for (let at = node.parent; at && !this.scopes.has(at.name); at = at.parent)
      if (CONDITION.test(at.name)) return true;
    return false;
  }

  /**
   * What the first call of a function from outside of it hands over; null where the text has none.
   *
   * @param names of the function, or `.name` of a method
   */
  protected handedOver(of: SyntaxNode, names: readonly string[]): Call | null {
    const node = this.#ownCalls.firstOutside(names, of);
    if (!node) return null;
    const known = this.#handedOver.get(node.to);
    if (known !== undefined) return known;
    this.#handedOver.set(node.to, null);
    const call = this.callOf(node);
    this.#handedOver.set(node.to, call);
    return call;
  }

  /**
   * What a call of the text's own function gives back, where that is the call whose arguments its parameters are; null for
   * another, and where only a run would tell.
   */
  protected givenBackBy(call: SyntaxNode): Value | null {
    const callee = call.getChild('ArgList')?.prevSibling;
    const name = callee ? nameOfCalled(callee, this.text) : null;
    const of = name === null ? null : this.functions.named(name);
    const result = of && this.resultOf(of);
    if (name === null || !of || !result || this.rounds.isAround(call.from)) return null;
    const isMeant = this.#ownCalls.firstOutside([name], of)?.to === call.to;
    return isMeant ? this.functions.givenBack(of, () => this.evaluate(result)) : null;
  }

  /** What a name holds at a place; null where the text does not say. */
  protected heldBy(name: string, at: number): Value | null {
    const value = this.rounds.valueOf(name, at) ?? this.names.valueOf(name, at);
    return value === null && /^(?:self|cls|this)\./.test(name) ? this.names.lastOf(name) : value;
  }

  evaluate(node: SyntaxNode): Value {
    if (this.#depth >= DEEPEST) return { kind: 'hole', hole: this.hole(node) };
    this.#depth++;
    try {
      const name = this.dotted(node);
      const held = name === null ? null : this.heldBy(name, node.from);
      return held ?? this.read(node) ?? { kind: 'hole', hole: this.hole(node) };
    } finally {
      this.#depth--;
    }
  }

  /** The first of two values that is known: what `a or "b"` gives when nothing else says more. */
  protected either(left: SyntaxNode, right: SyntaxNode): Value | null {
    const first = this.evaluate(left);
    if (first.kind !== 'hole' && first.kind !== 'call') return first;
    const second = this.evaluate(right);
    const says =
      second.kind === 'text' ? second.text !== '' : second.kind === 'plain' && second.json !== 'null';
    if (says) return second;
    const empty = second.kind !== 'hole' && second.kind !== 'call';
    return empty ? first : null;
  }

  /** The items of a list; a list that is spread into it gives its own. */
  protected listOf(node: SyntaxNode, spreadSign: string): Value {
    const parts: (readonly Value[])[] = [];
    let spread = false;
    for (const part of partsOf(node)) {
      if (part.name === spreadSign) spread = true;
      else {
        const value = this.evaluate(part);
        parts.push(spread && value.kind === 'list' ? value.items : [value]);
        spread = false;
      }
    }
    return listOf(...parts);
  }

  /** Puts the members of a map that is spread into another there, or a hole under its name. */
  protected spreadInto(members: Map<string, Value>, part: SyntaxNode, sign: string): void {
    const value = this.evaluate(part);
    if (value.kind === 'map') for (const [name, member] of value.members) members.set(name, member);
    else if (value.kind !== 'plain')
      members.set(`${sign}${this.source(part)}`, { kind: 'hole', hole: this.hole(part) });
  }

  /** What an expression puts into a text around it; a hole where only a run would tell. */
  protected put(node: SyntaxNode, shows: (plain: string) => boolean = () => true): Value {
    const value = this.evaluate(node);
    if (value.kind === 'text' || (value.kind === 'plain' && shows(value.json))) return value;
    return { kind: 'hole', hole: this.hole(node) };
  }

  /** What stands in brackets, or behind `await`. */
  protected inner(node: SyntaxNode): Value | null {
    const inside = [...partsOf(node)].filter(({ name }) => name !== 'await').at(-1);
    return inside ? this.evaluate(inside) : null;
  }

  /** Looks through the whole text. Text that nests beyond all measure is no code that people write. */
  script(wanted: Wanted, whole: SyntaxNode | null, reading: Reading): Script {
    try {
      const errors = errorsIn(this.tree).map((at) => Math.max(0, at - this.#shift));
      return reading === 'whole' && errors.length > 0
        ? NOT_OF_THE_LANGUAGE
        : this.#script(wanted, whole, errors);
    } catch (error) {
      if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
      return NOT_OF_THE_LANGUAGE;
    }
  }

  #script(wanted: Wanted, whole: SyntaxNode | null, errors: readonly number[]): Script {
    const nodes: SyntaxNode[] = [];
    const ends: number[] = [this.text.length + 1];
    /** For each call around a place, whether it is looked for. */
    const wantedAround: boolean[] = [];
    let depth = 0;
    this.tree.iterate({
      enter: ({ name, node }) => {
        if (this.scopes.has(name)) ends.push(node.to);
        this.notice(node, ends.at(-1) ?? 0);
        if (name === 'ForStatement') this.names.enter(this.loopAt(node) ?? NO_LOOP);
        if (!CALLS.has(name)) return;
        const callee = node.getChild('ArgList')?.prevSibling;
        const called = callee ? this.calledBy(this.source(callee).replace(/\s+/g, '')) : '';
        const isRead = depth < MOST_AROUND && !!callee && wanted(called);
        wantedAround.push(isRead);
        const ownName = callee && !isRead ? nameOfCalled(callee, this.text) : null;
        if (ownName !== null) this.#ownCalls.note(ownName, node);
        if (!isRead) return;
        nodes.push(node);
        depth++;
      },
      leave: ({ name }) => {
        if (this.scopes.has(name)) ends.pop();
        if (name === 'ForStatement') this.names.leave();
        if (CALLS.has(name) && wantedAround.pop()) depth--;
      },
    });
    const around = {
      scopes: this.scopes,
      functions: this.functions,
      ownCalls: this.#ownCalls,
      repeats: (node: SyntaxNode, child: SyntaxNode) => this.repeats(node, child),
    };
    const byPlace = new Map(nodes.map((node) => [this.hole(node).from, node]));
    return {
      clean: errors.length === 0,
      errors,
      calls: nodes.flatMap((node) => this.callOf(node) ?? []),
      firstsOf: ({ hole }) => {
        const node = byPlace.get(hole.from);
        return node ? firstsOf(node, around) : [];
      },
      whole: whole ? this.evaluate(whole) : null,
      named: (name, at = this.text.length) => this.names.valueOf(name, at) ?? this.names.lastOf(name),
    };
  }
}
