import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { lookUp } from '../../json/look-up.ts';
import type { Change, Holding, Late, Path } from './changes.ts';
import { beginsAs, parseWithin } from './parse-within.ts';
import { givenAs, namesOf, parametersIn } from './python/parameters.ts';
import { loopOf, namesIn, repeatsOf, roundsOf, valuesOf } from './python/rounds.ts';
import { PythonValues } from './python/values.ts';
import { mostErrorsOf, type Reading, type Wanted } from './reading.ts';
import type { Loop, Round } from './round.ts';
import { partsOf } from './tree.ts';
import { isOpen, map, plain, type Script, standsForMore, stoodFor } from './value.ts';

const LAST: Late = () => plain('-1');

/** What a method is called with, and on which part of a name's value. */
interface Told {
  readonly path: Path;
  readonly given: (nth: number) => Late;
  readonly named: Late;
}

/** What methods of lists and dictionaries do to them. */
const CHANGES: Readonly<Record<string, (told: Told) => Change>> = {
  append: ({ path, given }) => ({ kind: 'item', path, value: given(0) }),
  extend: ({ path, given }) => ({ kind: 'more', path, value: given(0) }),
  insert: ({ path, given }) => ({ kind: 'insert', path, index: given(0), value: given(1) }),
  pop: ({ path, given }) => ({ kind: 'without', path: [...path, () => given(0)() ?? LAST()] }),
  setdefault: ({ path, given }) => ({ kind: 'default', path: [...path, given(0)], value: given(1) }),
  update: ({ path, given, named }) => ({ kind: 'more', path, value: () => given(0)() ?? named() }),
};

const UNKNOWN: Late = () => null;

/** What statements of Python do to names. */
class Python extends PythonValues {
  protected override readonly scopes = new Set(['FunctionDefinition', 'LambdaExpression']);

  protected override notice(node: SyntaxNode, until: number): void {
    switch (node.name) {
      case 'AssignStatement':
        this.#assigned(node, until);
        return;
      case 'UpdateStatement': {
        const [target, operator, right] = [...partsOf(node)];
        if (!target || !operator || !right) return;
        const sign = this.source(operator).slice(0, -1);
        const value = this.late(right);
        for (const { name, path } of this.placesOf(target)) {
          const adds = sign === '+' || sign === '|';
          this.names.note(
            name,
            node.to,
            until,
            adds ? { kind: 'more', path, value } : { kind: 'worked', path, sign, value },
          );
        }
        return;
      }
      case 'ParamList':
        this.#parameters(node, until);
        return;
      case 'ForStatement':
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'DictionaryComprehensionExpression':
        this.#loop(node, node.name === 'ForStatement' ? until : node.to);
        return;
      case 'WithStatement':
        for (const part of partsOf(node)) {
          const given = part.prevSibling?.name === 'as' ? part.prevSibling.prevSibling : null;
          if (given && part.name === 'VariableName') {
            this.names.note(this.source(part), part.to, until, { kind: 'is', value: this.late(given) });
          }
        }
        return;
      case 'DeleteStatement':
        this.#deleted(node, until);
        return;
      case 'ClassDefinition': {
        const title = node.getChild('VariableName');
        if (title) this.classes.add(this.source(title));
        return;
      }
      case 'CallExpression':
        this.#changed(node, until);
    }
  }

  #assigned(node: SyntaxNode, until: number): void {
    const sides = sidesOf(node);
    const values = sides.at(-1) ?? [];
    if (sides.length < 2) return;
    const asList: Late = () => ({ kind: 'list', items: values.map((one) => this.evaluate(one)) });
    for (const targets of sides.slice(0, -1)) {
      targets.forEach((target, i) => {
        const value = targets.length === values.length ? values[i] : undefined;
        const isAll = targets.length === 1 && !value;
        const given = value
          ? this.holding(value)
          : ({ kind: 'is', value: isAll ? asList : UNKNOWN } as const);
        this.#assign(target, value, given, node.to, until);
      });
    }
  }

  #assign(
    target: SyntaxNode,
    value: SyntaxNode | undefined,
    given: Holding,
    at: number,
    until: number,
  ): void {
    const name = this.dotted(target);
    if (name !== null) {
      this.standIns.note(name, value);
      const isOfObject = /^(?:self|cls)\./.test(name);
      this.names.note(name, at, isOfObject ? this.text.length + 1 : until, given);
      const owner = target.parent?.parent?.name === 'Body' ? target.parent.parent.parent : null;
      const title = owner?.name === 'ClassDefinition' ? owner.getChild('VariableName') : null;
      if (owner && title) {
        for (const of of ['self', 'cls']) this.names.note(`${of}.${name}`, at, owner.to, given);
        this.names.note(`${this.source(title)}.${name}`, at, this.text.length + 1, given);
      }
      return;
    }
    for (const { name: of, path } of this.placesOf(target))
      this.names.note(of, at, until, { kind: 'set', path, value: given.value });
  }

  /** Parameters of a function, as the first call of it in the text has them, or else as their defaults. */
  #parameters(node: SyntaxNode, until: number): void {
    const source = (one: SyntaxNode): string => this.source(one);
    const of = node.parent;
    const calls = namesOf(of, source);
    if (of) this.functions.note(calls, of);
    const parameters = parametersIn(node, source);
    for (const parameter of parameters) {
      const value: Late = () => {
        const call = of && this.handedOver(of, calls);
        const given = call && givenAs(parameter, parameters, call);
        if (given && !isOpen(given)) return given;
        return parameter.fallback && this.lateDefault(parameter.fallback)();
      };
      this.names.note(parameter.name, node.from, until, { kind: 'is', value });
    }
  }

  /** Names of a loop, as its first round has them; what it goes over knows nothing of them. */
  #loop(node: SyntaxNode, until: number): void {
    let targets: SyntaxNode[] = [];
    for (const part of partsOf(node)) {
      if (part.name === 'for') targets = [];
      else if (part.name !== 'in') targets.push(part);
      if (part.prevSibling?.name !== 'in') continue;
      for (const name of namesIn(targets.slice(0, -1))) {
        const change: Change = { kind: 'is', value: this.#firstOf(targets.slice(0, -1), name, part) };
        if (node.name !== 'ForStatement') this.names.note(this.source(name), node.from, part.from, change);
        this.names.note(this.source(name), part.to, until, change);
      }
    }
  }

  protected override resultOf(of: SyntaxNode): SyntaxNode | null {
    const last = of.getChild('Body') ? [...partsOf(of.getChild('Body') ?? of)].at(-1) : null;
    const result = last?.name === 'ReturnStatement' ? [...partsOf(last)] : [];
    return result.length === 2 ? (result[1] ?? null) : null;
  }

  protected override loopAt(node: SyntaxNode): Loop | null {
    const loop = loopOf(node);
    if (!loop) return null;
    const rounds = (): readonly Round[] | null =>
      roundsOf(loop.over, this.reads)?.map((item) => {
        const names = [...namesIn(loop.targets)].map((name) => this.source(name));
        const values = standsForMore(item)
          ? new Map(names.map((name) => [name, stoodFor(item)]))
          : valuesOf(loop.targets, item, this.reads);
        return { from: loop.over.to, to: node.to, values };
      }) ?? null;
    return { to: node.to, rounds };
  }

  protected override repeats(node: SyntaxNode, child: SyntaxNode): number | null {
    return repeatsOf(node, child, this.reads);
  }

  #firstOf(targets: readonly SyntaxNode[], name: SyntaxNode, over: SyntaxNode): Late {
    return () => {
      const first = roundsOf(over, this.reads)?.[0];
      if (!first || standsForMore(first)) return null;
      return valuesOf(targets, first, this.reads).get(this.source(name)) ?? null;
    };
  }

  /** `name.append(…)`, `name["key"].extend(…)`, `name.pop("key")` */
  #changed(node: SyntaxNode, until: number): void {
    const callee = node.firstChild;
    const method = callee?.name === 'MemberExpression' ? callee.lastChild : null;
    if (!callee?.firstChild || method?.name !== 'PropertyName') return;
    const change = lookUp(CHANGES, this.source(method));
    if (!change) return;
    const given =
      (nth: number): Late =>
      () =>
        this.callOf(node)?.args[nth] ?? null;
    const named: Late = () => {
      const call = this.callOf(node);
      return call && call.named.size > 0 ? map(call.named) : null;
    };
    for (const { name, path } of this.placesOf(callee.firstChild))
      this.#note(node, name, until, change({ path, given, named }));
  }

  /** `del name["key"]` */
  #deleted(node: SyntaxNode, until: number): void {
    for (const part of partsOf(node)) {
      const places = part.name === 'MemberExpression' ? this.placesOf(part) : [];
      for (const { name, path } of places) this.#note(node, name, until, { kind: 'without', path });
    }
  }

  /** What is taken away under a condition is still there where that is not met. */
  #note(node: SyntaxNode, name: string, until: number, change: Change): void {
    if (change.kind === 'without' && (change.path.length === 0 || this.isConditional(node))) return;
    this.names.note(name, node.to, until, change);
  }
}

/** What stands on each side of the signs of an assignment, the value last. */
function sidesOf(node: SyntaxNode): readonly (readonly SyntaxNode[])[] {
  const sides: SyntaxNode[][] = [[]];
  for (const part of partsOf(node)) {
    if (part.name === 'AssignOp') sides.push([]);
    else if (part.name !== 'TypeDef') sides.at(-1)?.push(part);
  }
  return sides;
}

/** The one expression of a text, assigned to a name or not. */
function onlyExpression(top: SyntaxNode): SyntaxNode | null {
  const statements = [...partsOf(top)].filter(({ name }) => !/^Import/.test(name));
  const [only] = statements;
  if (!only || statements.length > 1) return null;
  return only.name === 'ExpressionStatement' || only.name === 'AssignStatement' ? only.lastChild : null;
}

/** Reads Python without running any of it. */
export function readPython(source: string, wanted: Wanted, reading: Reading): Script {
  const tree = parseWithin(parser, source, mostErrorsOf(reading));
  const code = new Python(source, tree);
  return code.script(wanted, onlyExpression(tree.topNode), reading);
}

/** True where a text begins as Python. */
export const beginsAsPython = (source: string): boolean => beginsAs(parser, source, mostErrorsOf('whole'));
