import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { lookUp } from '../../json/look-up.ts';
import { Code, partsOf, type Wanted } from './code.ts';
import type { Late } from './names.ts';
import {
  type Call,
  type Hole,
  joined,
  marked,
  plain,
  type Script,
  text,
  type Value,
  written,
} from './value.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' },
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|\r?(\n)|([\s\S]))/g;

/** What the escapes of a string literal stand for. */
function unescaped(inner: string): string {
  return inner.replace(ESCAPE, (_whole, x, point, u, line, other) => {
    const hex: string | undefined = x ?? point ?? u;
    if (hex === undefined) return line === undefined ? (lookUp(ESCAPES, other) ?? other) : '';
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  });
}

const CALLEE = new Set(['new', 'await', 'TypeArgList']);

const UNKNOWN: Late = () => null;
/** Names that a pattern, a parameter or a declaration introduces. */
const TARGETS = /^(?:VariableDefinition|VariableName|MemberExpression|ObjectPattern|ArrayPattern)$/;
const AROUND_VALUES = /^(?:Equals|TypeAnnotation|Optional|UpdateOp|const|let|var|using|Privacy|readonly)$/;

class JavaScript extends Code {
  protected override readonly scopes = new Set([
    'FunctionDeclaration',
    'FunctionExpression',
    'ArrowFunction',
    'MethodDeclaration',
  ]);

  protected override notice(node: SyntaxNode, until: number): void {
    switch (node.name) {
      case 'VariableDeclaration':
      case 'AssignmentExpression':
        this.#assigned(node, until);
        return;
      case 'ParamList':
        this.#parameters(node, until);
        return;
      case 'ForOfSpec':
      case 'ForInSpec': {
        const target = node.getChild('VariableDefinition') ?? node.getChild('ObjectPattern');
        if (target) this.#assign(target, UNKNOWN, node.from, until);
        return;
      }
      case 'PropertyDeclaration': {
        const name = node.getChild('PropertyDefinition');
        const value = node.getChild('Equals')?.nextSibling;
        const owner = node.parent?.to ?? until;
        if (name && value) {
          this.names.note(`this.${this.source(name)}`, node.to, owner, {
            kind: 'is',
            value: this.late(value),
          });
        }
        return;
      }
      case 'CallExpression':
        this.#changed(node, until);
    }
  }

  /** `const a = …, {b} = …`, `a = …`, `a.b = …`, `a += …` */
  #assigned(node: SyntaxNode, until: number): void {
    let target: SyntaxNode | null = null;
    let adds = false;
    for (const part of partsOf(node)) {
      if (!target && TARGETS.test(part.name)) target = part;
      else if (part.name === 'UpdateOp') adds = true;
      else if (target && !AROUND_VALUES.test(part.name)) {
        const name = this.dotted(target);
        if (adds && name) this.names.note(name, part.to, until, { kind: 'more', value: this.late(part) });
        else if (!adds) this.#assign(target, this.late(part), part.to, until);
        target = null;
        adds = false;
      }
    }
  }

  #assign(target: SyntaxNode, value: Late, at: number, until: number): void {
    if (target.name === 'ObjectPattern') {
      this.#takeApart(target, value, at, until);
      return;
    }
    if (target.name === 'VariableDefinition' || target.name === 'VariableName') {
      this.names.note(this.source(target), at, until, { kind: 'is', value });
      return;
    }
    const key = target.name === 'MemberExpression' ? target.lastChild : null;
    const of = target.firstChild;
    if (!of || !key) return;
    const whole = this.source(target).replace(/\s+/g, '');
    if (key.name === 'PropertyName') {
      const isOfObject = of.name === 'this';
      this.names.note(whole, at, isOfObject ? this.text.length + 1 : until, { kind: 'is', value });
      const name = this.dotted(of);
      if (name) this.names.note(name, at, until, { kind: 'member', key: this.source(key), value });
    } else if (key.name === ']' && key.prevSibling?.name === 'String') {
      const name = this.dotted(of);
      const member = unescaped(this.source(key.prevSibling).slice(1, -1));
      if (name) this.names.note(name, at, until, { kind: 'member', key: member, value });
    }
  }

  /** `{a, b = 1, c: d}`: members of a value under names of their own. */
  #takeApart(pattern: SyntaxNode, value: Late | null, at: number, until: number): void {
    for (const property of pattern.getChildren('PatternProperty')) {
      const name = property.getChild('VariableDefinition') ?? property.getChild('VariableName');
      if (!name) continue;
      const key = this.source(property.getChild('PropertyName') ?? name);
      const given = property.getChild('Equals')?.nextSibling;
      this.names.note(this.source(name), at, until, {
        kind: 'is',
        value: () => {
          const whole = value?.();
          const member = whole?.kind === 'map' ? whole.members.get(key) : undefined;
          return member ?? (given ? this.lateDefault(given)() : null);
        },
      });
    }
  }

  #parameters(node: SyntaxNode, until: number): void {
    for (const part of partsOf(node)) {
      if (part.name === 'ObjectPattern') this.#takeApart(part, null, node.from, until);
      else if (part.name === 'VariableDefinition') {
        let next = part.nextSibling;
        while (next && /^(?:Optional|TypeAnnotation)$/.test(next.name)) next = next.nextSibling;
        const given = next?.name === 'Equals' ? next.nextSibling : null;
        const value = given ? this.lateDefault(given) : UNKNOWN;
        this.names.note(this.source(part), node.from, until, { kind: 'is', value });
      }
    }
  }

  /** `name.push(…)`, `Object.assign(name, …)` */
  #changed(node: SyntaxNode, until: number): void {
    const callee = node.firstChild;
    if (callee?.name !== 'MemberExpression') return;
    const list = node.getChild('ArgList');
    const parts = list ? [...partsOf(list)] : [];
    const method = this.source(callee).replace(/\s+/g, '');
    if (method === 'Object.assign') {
      const [target, ...others] = parts;
      const name = target && this.dotted(target);
      for (const other of name ? others : [])
        this.names.note(name ?? '', node.to, until, { kind: 'more', value: this.late(other) });
      return;
    }
    const name = callee.firstChild && this.dotted(callee.firstChild);
    if (!name || !method.endsWith('.push')) return;
    const isSpread = parts.some((part) => part.name === 'Spread');
    for (const part of parts) {
      if (part.name === 'Spread') continue;
      this.names.note(name, node.to, until, { kind: isSpread ? 'more' : 'item', value: this.late(part) });
    }
  }

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

  #template(node: SyntaxNode): Value {
    const holes: Hole[] = [];
    let made = '';
    let at = node.from + 1;
    for (const part of node.getChildren('Interpolation')) {
      made += unescaped(this.text.slice(at, part.from));
      const inner = [...partsOf(part)].find(({ name }) => !/^Interpolation/.test(name));
      const value = inner && this.evaluate(inner);
      if (value?.kind === 'text') {
        made += value.text;
        holes.push(...value.holes);
      } else if (value?.kind === 'plain') made += value.json;
      else {
        const hole = this.hole(inner ?? part);
        holes.push(hole);
        made += marked(hole);
      }
      at = part.to;
    }
    return { kind: 'text', text: made + unescaped(this.text.slice(at, node.to - 1)), holes };
  }

  #binary(node: SyntaxNode): Value | null {
    const [left, operator, right] = [...partsOf(node)];
    if (!left || !operator) return null;
    const sign = this.source(operator);
    if (/^(?:as|satisfies)$/.test(sign)) return this.evaluate(left);
    if (right && /^(?:\|\||\?\?)$/.test(sign)) return this.either(left, right);
    if (!right || sign !== '+') return null;
    const values = [this.evaluate(left), this.evaluate(right)];
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
        members.set(key, this.names.valueOf(key, first.from) ?? { kind: 'hole', hole: this.hole(first) });
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
      const { json, holes } = written(first);
      return { kind: 'text', text: json, holes };
    }
    if (first && /^(?:structuredClone|Buffer\.from|String)$/.test(call.callee)) return first;
    const subject = node.getChild('MemberExpression')?.firstChild;
    if (subject && first?.kind === 'text' && call.callee.endsWith('.join')) {
      const list = this.evaluate(subject);
      const joint = first;
      if (list.kind !== 'list') return { kind: 'call', call };
      const texts = list.items.flatMap((item, i) => (i > 0 ? [joint, item] : [item]));
      return joined(texts, true) ?? { kind: 'call', call };
    }
    if (subject && /\.(?:encode|trim)$/.test(call.callee)) {
      if (call.callee.endsWith('.encode') && first) return first;
      const value = this.evaluate(subject);
      if (value.kind === 'text') return { ...value, text: value.text.trim() };
    }
    return { kind: 'call', call };
  }

  #member(node: SyntaxNode): Value | null {
    const parts = [...partsOf(node)];
    const [container] = parts;
    const name = node.getChild('PropertyName');
    if (!container) return null;
    const value = this.evaluate(container);
    if (value.kind !== 'map') return null;
    if (name) return value.members.get(this.source(name)) ?? null;
    const key = parts.at(-1);
    const at = key && this.evaluate(key);
    return at?.kind === 'text' ? (value.members.get(at.text) ?? null) : null;
  }
}

function onlyExpression(top: SyntaxNode): SyntaxNode | null {
  const statements = [...partsOf(top)].filter(({ name }) => !/^Import/.test(name));
  const [only] = statements;
  if (!only || statements.length > 1) return null;
  if (only.name === 'ExpressionStatement') return [...partsOf(only)][0] ?? null;
  return only.name === 'VariableDeclaration' ? ([...partsOf(only)].at(-1) ?? null) : null;
}

const typescript = parser.configure({ dialect: 'ts' });

/** Reads JavaScript or TypeScript without running any of it. */
export function readJavaScript(source: string, wanted: Wanted): Script {
  // An object that stands alone would be a block.
  const alone = /^\s*\{/.test(source);
  const code = alone ? `(${source.trimEnd().replace(/;$/, '')})` : source;
  const tree = typescript.parse(code);
  const read = new JavaScript(code, tree, alone ? 1 : 0);
  return read.script(wanted, onlyExpression(tree.topNode));
}
