import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { lookUp } from '../../json/look-up.ts';
import { mostErrorsOf, partsOf, type Reading, type Wanted } from './code.ts';
import type { Late } from './names.ts';
import { beginsAs, parseWithin } from './parse-within.ts';
import { keyOf, PythonValues } from './python/values.ts';
import { map, type Script } from './value.ts';

const CHANGES: Readonly<Record<string, 'item' | 'more'>> = { append: 'item', extend: 'more', update: 'more' };

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
        const [target, , value] = [...partsOf(node)];
        const name = target && this.dotted(target);
        if (name && value) this.names.note(name, node.to, until, { kind: 'more', value: this.late(value) });
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
      case 'CallExpression':
        this.#changed(node, until);
    }
  }

  #assigned(node: SyntaxNode, until: number): void {
    const sides = sidesOf(node);
    const values = sides.at(-1) ?? [];
    if (sides.length < 2) return;
    for (const targets of sides.slice(0, -1)) {
      targets.forEach((target, i) => {
        const value = targets.length === values.length ? values[i] : targets.length === 1 ? null : undefined;
        if (value !== null) this.#assign(target, value ? this.late(value) : UNKNOWN, node.to, until);
        else
          this.#assign(
            target,
            () => ({ kind: 'list', items: values.map((one) => this.evaluate(one)) }),
            node.to,
            until,
          );
      });
    }
  }

  #assign(target: SyntaxNode, value: Late, at: number, until: number): void {
    const name = this.dotted(target);
    if (name !== null) {
      const isOfObject = /^(?:self|cls)\./.test(name);
      this.names.note(name, at, isOfObject ? this.text.length + 1 : until, { kind: 'is', value });
      const owner = target.parent?.parent?.name === 'Body' ? target.parent.parent.parent : null;
      const title = owner?.name === 'ClassDefinition' ? owner.getChild('VariableName') : null;
      if (owner && title) {
        for (const of of ['self', 'cls'])
          this.names.note(`${of}.${name}`, at, owner.to, { kind: 'is', value });
        this.names.note(`${this.source(title)}.${name}`, at, this.text.length + 1, { kind: 'is', value });
      }
      return;
    }
    if (target.name !== 'MemberExpression' || target.lastChild?.name !== ']') return;
    const of = target.firstChild && this.dotted(target.firstChild);
    const key = target.lastChild.prevSibling;
    if (of && key?.name === 'String') {
      this.names.note(of, at, until, { kind: 'member', key: keyOf(this.evaluate(key), ''), value });
    }
  }

  #parameters(node: SyntaxNode, until: number): void {
    const parts = [...partsOf(node)].filter(({ name }) => name !== 'TypeDef');
    parts.forEach((part, i) => {
      if (part.name !== 'VariableName' || parts[i - 1]?.name === 'AssignOp') return;
      const given = parts[i + 1]?.name === 'AssignOp' ? parts[i + 2] : undefined;
      const name = this.source(part);
      const value = given ? this.lateDefault(given) : UNKNOWN;
      if (name !== 'self' && name !== 'cls') this.names.note(name, node.from, until, { kind: 'is', value });
    });
  }

  #loop(node: SyntaxNode, until: number): void {
    let targets = false;
    for (const part of partsOf(node)) {
      if (part.name === 'for') targets = true;
      else if (part.name === 'in') targets = false;
      else if (targets && part.name === 'VariableName') {
        const at = node.name === 'ForStatement' ? part.from : node.from;
        this.names.note(this.source(part), at, until, { kind: 'is', value: UNKNOWN });
      }
    }
  }

  /** `name.append(…)`, `name.extend(…)`, `name.update(…)` */
  #changed(node: SyntaxNode, until: number): void {
    const callee = node.firstChild;
    const method = callee?.name === 'MemberExpression' ? callee.lastChild : null;
    if (!callee || method?.name !== 'PropertyName') return;
    const kind = lookUp(CHANGES, this.source(method));
    const name = callee.firstChild && this.dotted(callee.firstChild);
    if (kind === undefined || !name) return;
    const value: Late = () => {
      const call = this.callOf(node);
      const [first] = call?.args ?? [];
      return first ?? (call && call.named.size > 0 ? map(call.named) : null);
    };
    this.names.note(name, node.to, until, { kind, value });
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
