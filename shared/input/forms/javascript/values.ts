import type { SyntaxNode } from '@lezer/common';
import type { Late } from '../changes.ts';
import { Code } from '../code.ts';
import { partsOf } from '../tree.ts';
import { type Call, joined, plain, text, type Value, written } from '../value.ts';
import { worked } from '../worked.ts';
import { madeOfLists, type ReadsRounds } from './lists.ts';
import { unescaped } from './literals.ts';
import { truthOf } from './truth.ts';

const CALLEE = new Set(['new', 'await', 'TypeArgList']);

/** What expressions of JavaScript are. */
export abstract class JavaScriptValues extends Code {
  protected readonly reads: ReadsRounds = {
    evaluate: (node) => this.evaluate(node),
    source: (node) => this.source(node),
    rounds: this.rounds,
  };

  protected override read(node: SyntaxNode): Value | null {
    switch (node.name) {
      case 'String':
        return text(unescaped(this.source(node).slice(1, -1)));
      case 'TemplateString':
        return this.#template(node);
      case 'Number': {
        const number = Number(this.source(node).replace(/_/g, '').replace(/n$/, ''));
        return Number.isFinite(number) ? plain(JSON.stringify(number)) : null;
      }
      case 'BooleanLiteral':
      case 'null':
        return plain(this.source(node));
      case 'UnaryExpression': {
        const operand = node.lastChild && this.evaluate(node.lastChild);
        const minus =
          this.source(node).startsWith('-') && operand?.kind === 'plain' && /^\d/.test(operand.json);
        return minus ? plain(`-${operand.json}`) : null;
      }
      case 'BinaryExpression':
        return this.#binary(node);
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
        return this.inner(node);
      case 'AssignmentExpression':
        return node.lastChild && this.evaluate(node.lastChild);
      case 'ConditionalExpression': {
        const [condition, , met, , other] = [...partsOf(node)];
        return met && other ? this.#chosen(condition, met, other) : null;
      }
      case 'ArrayExpression':
        return this.listOf(node, 'Spread');
      case 'ObjectExpression':
        return this.#object(node);
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node);
      case 'MemberExpression':
        return this.#member(node);
      default:
        return null;
    }
  }

  /** `condition ? met : other` */
  #chosen(condition: SyntaxNode | undefined, met: SyntaxNode, other: SyntaxNode): Value | null {
    const truth = condition ? truthOf(condition, this.reads) : null;
    return truth === null ? null : this.evaluate(truth ? met : other);
  }

  #template(node: SyntaxNode): Value | null {
    const pieces: Value[] = [];
    let at = node.from + 1;
    for (const part of node.getChildren('Interpolation')) {
      const inner = [...partsOf(part)].find(({ name }) => !/^Interpolation/.test(name));
      pieces.push(text(unescaped(this.text.slice(at, part.from))), this.put(inner ?? part));
      at = part.to;
    }
    return joined([...pieces, text(unescaped(this.text.slice(at, node.to - 1)))], true);
  }

  #binary(node: SyntaxNode): Value | null {
    const [left, operator, right] = [...partsOf(node)];
    if (!left || !operator) return null;
    const sign = this.source(operator);
    if (/^(?:as|satisfies)$/.test(sign)) return this.evaluate(left);
    if (right && /^(?:\|\||\?\?)$/.test(sign)) return this.either(left, right);
    if (!right) return null;
    if (sign === '&&') return this.#chosen(left, right, left);
    const values = [this.evaluate(left), this.evaluate(right)] as const;
    const reckoned = worked(values[0], sign, values[1]);
    if (reckoned !== null) return plain(reckoned);
    if (sign !== '+') return null;
    return values.some(({ kind }) => kind === 'text') ? joined(values, true) : null;
  }

  #object(node: SyntaxNode): Value {
    const members = new Map<string, Value>();
    for (const property of node.getChildren('Property')) {
      const [first, ...rest] = [...partsOf(property)];
      if (!first) continue;
      if (first.name === 'Spread') {
        if (rest[0]) this.spreadInto(members, rest[0], '...');
        continue;
      }
      const computed = property.firstChild?.name === '[';
      const key = this.#key(first, computed);
      const value = rest.filter(({ name }) => name !== ':').at(-1);
      if (value) {
        const given = this.evaluate(value);
        // JSON.stringify leaves such a member out.
        if (!(given.kind === 'hole' && this.source(value) === 'undefined')) members.set(key, given);
      } else {
        members.set(key, this.heldBy(key, first.from) ?? { kind: 'hole', hole: this.hole(first) });
      }
    }
    return { kind: 'map', members };
  }

  #key(node: SyntaxNode, computed: boolean): string {
    const value = node.name === 'String' || node.name === 'Number' || computed ? this.evaluate(node) : null;
    if (value?.kind === 'text') return value.text;
    if (value?.kind === 'plain') return value.json;
    return computed ? `‹${this.source(node)}›` : this.source(node);
  }

  protected override callOf(node: SyntaxNode): Call | null {
    const list = node.getChild('ArgList');
    const callee = list && [...partsOf(node)].find(({ name }) => !CALLEE.has(name));
    if (!list || !callee) return null;
    const args = [...partsOf(list)]
      .filter(({ name }) => name !== 'Spread')
      .map((part) => this.evaluate(part));
    return {
      callee: this.source(callee).replace(/\s+/g, ''),
      args,
      named: new Map(),
      hole: this.hole(node),
    };
  }

  #call(node: SyntaxNode): Value | null {
    const call = this.callOf(node);
    if (!call) return null;
    const [first] = call.args;
    if (first && call.callee === 'JSON.stringify') {
      const made = written(first);
      return made && { kind: 'text', text: made.json, holes: made.holes };
    }
    if (first && /^(?:structuredClone|Buffer\.from|String)$/.test(call.callee)) return first;
    const made = madeOfLists(node, call.callee, this.reads);
    if (made) return made;
    return this.#ofMethod(node, call) ?? this.givenBackBy(node) ?? { kind: 'call', call };
  }

  /** `texts.join(" ")`, `text.trim()`; null where only a run would tell. */
  #ofMethod(node: SyntaxNode, { callee, args: [first] }: Call): Value | null {
    const subject = node.getChild('MemberExpression')?.firstChild;
    const method = /\.(?:encode|join|trim)$/.exec(callee)?.[0];
    if (!subject || !method) return null;
    if (method === '.encode' && first) return first;
    const value = this.evaluate(subject);
    if (method !== '.join') return value.kind === 'text' ? { ...value, text: value.text.trim() } : null;
    if (value.kind !== 'list' || first?.kind !== 'text') return null;
    return joined(
      value.items.flatMap((item, i) => (i > 0 ? [first, item] : [item])),
      true,
    );
  }

  /** `body.messages`, `body["messages"]` */
  protected override partOf(node: SyntaxNode): { readonly of: SyntaxNode; readonly key: Late } | null {
    if (node.name !== 'MemberExpression' || !node.firstChild || !node.lastChild) return null;
    const { firstChild: of, lastChild: end } = node;
    if (end.name === 'PropertyName') return { of, key: () => text(this.source(end)) };
    return end.name === ']' && end.prevSibling ? { of, key: this.late(end.prevSibling) } : null;
  }

  #member(node: SyntaxNode): Value | null {
    const parts = [...partsOf(node)];
    const [container] = parts;
    const name = node.getChild('PropertyName');
    if (!container) return null;
    const value = this.evaluate(container);
    if (name) return value.kind === 'map' ? (value.members.get(this.source(name)) ?? null) : null;
    const key = parts.at(-1);
    const at = key && this.evaluate(key);
    if (value.kind === 'list' && at?.kind === 'plain') return value.items[Number(at.json)] ?? null;
    return value.kind === 'map' && at?.kind === 'text' ? (value.members.get(at.text) ?? null) : null;
  }
}
