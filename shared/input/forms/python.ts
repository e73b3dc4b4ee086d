import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/python';
import { lookUp } from '../../json/look-up.ts';
import { Code, partsOf, type Wanted } from './code.ts';
import type { Late } from './names.ts';
import {
  type Call,
  type Hole,
  joined,
  map,
  marked,
  plain,
  type Script,
  text,
  type Value,
  written,
} from './value.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', '\n': '' },
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|\r?(\n)|([\s\S]))/g;

const codePoint = (hex: string): string => {
  const point = Number.parseInt(hex, 16);
  return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
};

/** What the escapes of a string literal stand for; an unknown one stays as it is. */
function unescaped(inner: string): string {
  return inner.replace(ESCAPE, (whole, x, u, wide, octal, line, other) => {
    const hex: string | undefined = x ?? u ?? wide;
    if (hex !== undefined) return codePoint(hex);
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (line !== undefined) return '';
    return lookUp(ESCAPES, other) ?? (/['"\\]/.test(other) ? other : whole);
  });
}

const CHANGES: Readonly<Record<string, 'item' | 'more'>> = { append: 'item', extend: 'more', update: 'more' };

/** Prefix, quotes and what is between them. */
const STRING = /^([a-zA-Z]*)("""|'''|"|')([\s\S]*)\2$/;

const OTHER_BASE = /^0(?:x[0-9a-f]+|o[0-7]+|b[01]+)$/;

/** A number as JSON writes it; null for what is none. */
function number(written: string): string | null {
  const digits = written.replace(/_/g, '').toLowerCase();
  if (OTHER_BASE.test(digits)) return BigInt(digits).toString();
  const [, whole = '', fraction, exponent = ''] = /^(\d*)(?:\.(\d*))?(e[+-]?\d+)?$/.exec(digits) ?? [];
  if (whole === '' && fraction === undefined) return null;
  const before = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${before}${fraction === undefined ? '' : `.${fraction || '0'}`}${exponent}`;
}

/** Calls that only hand on what they are given. */
const HANDED_ON = /^(?:str|bytes|bytearray|list|tuple|textwrap\.dedent|dedent|copy\.deepcopy|deepcopy)$/;
/** Calls that give their second argument where nothing is set. */
const DEFAULTED = /^(?:os\.)?(?:getenv|environ\.get)$/;
/** Objects of clients, as Python prints them. */
const OBJECTS =
  /^(?:\w+\.)*(?:Message|ChatCompletionMessage|ChatCompletionMessageToolCall|ChatCompletionMessageFunctionToolCall|Function|TextBlock|ToolUseBlock|ThinkingBlock)$/;
const TO_JSON = /^(?:json\.dumps|orjson\.dumps|ujson\.dumps|dumps)$/;

const UNKNOWN: Late = () => null;

class Python extends Code {
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

  protected override read(node: SyntaxNode): Value | null {
    switch (node.name) {
      case 'String':
        return this.#string(node);
      case 'FormatString':
        return this.#formatted(node);
      case 'ContinuedString':
        return joined([...partsOf(node)].map((part) => this.evaluate(part)));
      case 'Number': {
        const json = number(this.source(node));
        return json === null ? null : plain(json);
      }
      case 'Boolean':
        return plain(this.source(node) === 'True' ? 'true' : 'false');
      case 'None':
        return plain('null');
      case 'UnaryExpression':
        return this.#unary(node);
      case 'BinaryExpression':
        return this.#binary(node);
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
        return this.inner(node);
      case 'ArrayExpression':
      case 'TupleExpression':
        return this.listOf(node, '*');
      case 'DictionaryExpression':
        return this.#dictionary(node);
      case 'CallExpression':
        return this.#call(node);
      case 'MemberExpression':
        return this.#member(node);
      default:
        return null;
    }
  }

  #string(node: SyntaxNode): Value | null {
    const [, prefix = '', , inner] = STRING.exec(this.source(node)) ?? [];
    if (inner === undefined) return null;
    return text(/r/i.test(prefix) ? inner : unescaped(inner));
  }

  #formatted(node: SyntaxNode): Value | null {
    const source = this.source(node);
    const [, prefix = '', quotes = ''] = STRING.exec(source) ?? [];
    if (quotes === '') return null;
    const literal = (from: number, to: number): string => {
      const raw = this.text.slice(from, to);
      return (/r/i.test(prefix) ? raw : unescaped(raw)).replace(/\{\{|\}\}/g, (pair) => pair.charAt(0));
    };
    const holes: Hole[] = [];
    let made = '';
    let at = node.from + prefix.length + quotes.length;
    for (const part of node.getChildren('FormatReplacement')) {
      made += literal(at, part.from);
      const inner = [...partsOf(part)][0];
      const value = inner && this.evaluate(inner);
      if (value?.kind === 'text') {
        made += value.text;
        holes.push(...value.holes);
      } else if (value?.kind === 'plain' && /^-?\d/.test(value.json)) made += value.json;
      else {
        const hole = this.hole(inner ?? part);
        holes.push(hole);
        made += marked(hole);
      }
      at = part.to;
    }
    return { kind: 'text', text: made + literal(at, node.to - quotes.length), holes };
  }

  #unary(node: SyntaxNode): Value | null {
    const operand = node.lastChild && this.evaluate(node.lastChild);
    if (operand?.kind !== 'plain') return null;
    const operator = this.source(node).charAt(0);
    if (!/^\d/.test(operand.json)) return null;
    return operator === '-' ? plain(`-${operand.json}`) : operator === '+' ? operand : null;
  }

  #binary(node: SyntaxNode): Value | null {
    const [left, operator, right] = [...partsOf(node)];
    if (!left || !right || !operator) return null;
    const sign = this.source(operator);
    if (sign === 'or') return this.either(left, right);
    const [a, b] = [this.evaluate(left), this.evaluate(right)];
    if (sign === '|' && a.kind === 'map' && b.kind === 'map') return map([...a.members, ...b.members]);
    if (sign !== '+') return null;
    if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', items: [...a.items, ...b.items] };
    return a.kind === 'text' || b.kind === 'text' ? joined([a, b]) : null;
  }

  #dictionary(node: SyntaxNode): Value | null {
    const members = new Map<string, Value>();
    let key: string | null = null;
    let spread = false;
    for (const part of partsOf(node)) {
      if (part.name === '**') spread = true;
      else if (part.name === ':') continue;
      else if (spread) {
        spread = false;
        this.spreadInto(members, part, '**');
      } else if (key === null) key = keyOf(this.evaluate(part), this.source(part));
      else {
        members.set(key, this.evaluate(part));
        key = null;
      }
    }
    return { kind: 'map', members };
  }

  protected override callOf(node: SyntaxNode): Call | null {
    const list = node.getChild('ArgList');
    const callee = list?.prevSibling;
    if (!list || !callee) return null;
    const args: Value[] = [];
    const named = new Map<string, Value>();
    let spread = '';
    let name: string | null = null;
    for (const part of partsOf(list)) {
      if (part.name === '*' || part.name === '**') spread = part.name;
      else if (part.nextSibling?.name === 'AssignOp' && name === null && spread === '')
        name = this.source(part);
      else if (part.name === 'AssignOp') continue;
      else {
        const value = this.evaluate(part);
        if (name !== null) named.set(name, value);
        else if (spread === '**') this.spreadInto(named, part, '**');
        else if (spread === '*' && value.kind === 'list') args.push(...value.items);
        else args.push(value);
        name = null;
        spread = '';
      }
    }
    return { callee: this.source(callee).replace(/\s+/g, ''), args, named, hole: this.hole(node) };
  }

  #call(node: SyntaxNode): Value | null {
    const call = this.callOf(node);
    if (!call) return null;
    const { callee, args, named } = call;
    const [first] = args;
    if (callee === 'dict') {
      const given = first?.kind === 'map' ? first.members : [];
      return map([...given, ...named]);
    }
    if (first && TO_JSON.test(callee)) {
      const { json, holes } = written(first);
      return { kind: 'text', text: json, holes };
    }
    if (first && HANDED_ON.test(callee)) return first;
    if (DEFAULTED.test(callee)) return args[1] ?? null;
    if (first?.kind === 'text' && /^(?:int|float)$/.test(callee)) {
      const json = number(first.text);
      return json === null ? null : plain(json);
    }
    if (OBJECTS.test(callee) && args.length === 0 && named.size > 0) {
      return map([...named].filter(([, value]) => !(value.kind === 'plain' && value.json === 'null')));
    }
    const method = /^([\s\S]*)\.(strip|encode|copy)$/.exec(callee);
    const subject = node.getChild('MemberExpression')?.firstChild;
    if (method && subject) {
      const value = this.evaluate(subject);
      if (value.kind === 'text' && method[2] === 'strip') return { ...value, text: value.text.trim() };
      if (value.kind === 'text' || value.kind === 'map' || value.kind === 'list') return value;
    }
    return { kind: 'call', call };
  }

  /** `settings["model"]` of a dictionary that the text has. */
  #member(node: SyntaxNode): Value | null {
    const [container, , key] = [node.firstChild, null, node.lastChild?.prevSibling];
    if (!container || !key) return null;
    const value = this.evaluate(container);
    // A member of an enumeration is its value.
    if (node.lastChild?.name === 'PropertyName') {
      return value.kind === 'text' && this.source(node.lastChild) === 'value' ? value : null;
    }
    if (node.lastChild?.name !== ']') return null;
    const at = this.evaluate(key);
    if (value.kind === 'map' && at.kind === 'text') return value.members.get(at.text) ?? null;
    return value.kind === 'list' && at.kind === 'plain' ? (value.items.at(Number(at.json)) ?? null) : null;
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

const keyOf = (key: Value, source: string): string =>
  key.kind === 'text' ? key.text : key.kind === 'plain' ? key.json : `‹${source}›`;

/** The one expression of a text, assigned to a name or not. */
function onlyExpression(top: SyntaxNode): SyntaxNode | null {
  const statements = [...partsOf(top)].filter(({ name }) => !/^Import/.test(name));
  const [only] = statements;
  if (!only || statements.length > 1) return null;
  return only.name === 'ExpressionStatement' || only.name === 'AssignStatement' ? only.lastChild : null;
}

/** Reads Python without running any of it. */
export function readPython(source: string, wanted: Wanted): Script {
  const tree = parser.parse(source);
  const code = new Python(source, tree);
  return code.script(wanted, onlyExpression(tree.topNode));
}
