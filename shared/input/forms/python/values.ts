import type { SyntaxNode } from '@lezer/common';
import { keyOf, type Late } from '../changes.ts';
import { Code } from '../code.ts';
import { partsOf } from '../tree.ts';
import { type Call, isOpen, joined, listOf, map, plain, text, type Value, written } from '../value.ts';
import { worked } from '../worked.ts';
import { listed, mapped, type ReadsRounds } from './comprehensions.ts';
import { number, STRING, unescaped } from './literals.ts';
import { StandIns } from './stand-ins.ts';
import { TEXT_METHODS } from './text-methods.ts';
import { truthOf } from './truth.ts';

/** Calls that only hand on what they are given. */
const HANDED_ON = /^(?:str|bytes|bytearray|list|tuple|textwrap\.dedent|dedent|copy\.deepcopy|deepcopy)$/;
/** Calls that give their second argument where nothing is set. */
const DEFAULTED = /^(?:os\.)?(?:getenv|environ\.get)$/;
/** Objects of clients, as Python prints them. */
const OBJECTS =
  /^(?:\w+\.)*(?:Message|ChatCompletionMessage|ChatCompletionMessageToolCall|ChatCompletionMessageFunctionToolCall|Function|TextBlock|ToolUseBlock|ThinkingBlock)$/;
const TO_JSON = /^(?:json\.dumps|orjson\.dumps|ujson\.dumps|dumps)$/;

/** Python writes other plain values in words of its own. */
const isNumber = (json: string): boolean => /^-?\d/.test(json);

/** What expressions of Python are. */
export abstract class PythonValues extends Code {
  protected readonly classes = new Set<string>();
  protected readonly standIns = new StandIns((node) => this.dotted(node));
  protected readonly reads: ReadsRounds = {
    evaluate: (node) => this.evaluate(node),
    callOf: (node) => this.callOf(node),
    source: (node) => this.source(node),
    rounds: this.rounds,
  };

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
      case 'VariableName':
        // JSON that was given a name: its words are names to Python, and nobody gives them another value.
        return /^(?:true|false|null)$/.test(this.source(node)) ? plain(this.source(node)) : null;
      case 'UnaryExpression':
        return this.#unary(node);
      case 'BinaryExpression':
        return this.#binary(node);
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
        return this.inner(node);
      case 'ConditionalExpression':
        return this.#conditional(node);
      case 'ArrayExpression':
      case 'TupleExpression':
      case 'SetExpression':
        return this.listOf(node, '*');
      case 'ArrayComprehensionExpression':
      case 'ComprehensionExpression':
      case 'SetComprehensionExpression':
        return listed(node, this.reads);
      case 'DictionaryComprehensionExpression':
        return mapped(node, this.reads);
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
    const pieces: Value[] = [];
    let at = node.from + prefix.length + quotes.length;
    for (const part of node.getChildren('FormatReplacement')) {
      pieces.push(text(literal(at, part.from)), this.put([...partsOf(part)][0] ?? part, isNumber));
      at = part.to;
    }
    return joined([...pieces, text(literal(at, node.to - quotes.length))], true);
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
    const reckoned = worked(a, sign, b);
    if (reckoned !== null)
      return plain(sign === '/' && /^-?\d+$/.test(reckoned) ? `${reckoned}.0` : reckoned);
    if (sign !== '+') return null;
    if (a.kind === 'list' || b.kind === 'list') return this.#lists(a, b);
    return a.kind === 'text' || b.kind === 'text' ? joined([a, b]) : null;
  }

  /** Lists one after the other; one that only a run would tell stands there as a hole. */
  #lists(...parts: readonly Value[]): Value | null {
    const items = parts.map((part) => (part.kind === 'list' ? part.items : isOpen(part) ? [part] : null));
    return items.includes(null) ? null : listOf(...items.map((some) => some ?? []));
  }

  /** `a if condition else b` */
  #conditional(node: SyntaxNode): Value | null {
    const [met, , condition, , other] = [...partsOf(node)];
    if (!met || !condition || !other) return null;
    const truth = truthOf(condition, this.reads);
    return truth === null ? null : this.evaluate(truth ? met : other);
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
    const goesOver = list.getChild('for') !== null;
    if (goesOver) args.push(listed(list, this.reads) ?? { kind: 'hole', hole: this.hole(list) });
    let spread = '';
    let name: string | null = null;
    for (const part of goesOver ? [] : partsOf(list)) {
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
    const call = { callee: this.source(callee).replace(/\s+/g, ''), args, named, hole: this.hole(node) };
    return this.standIns.called(call, (one) => this.callOf(one));
  }

  protected override calledBy(name: string): string {
    return this.standIns.calledBy(name);
  }

  #call(node: SyntaxNode): Value | null {
    const call = this.callOf(node);
    if (!call) return null;
    const { callee, args, named } = call;
    const [first] = args;
    if (callee === 'dict') return map([...(first?.kind === 'map' ? first.members : []), ...named]);
    if (first && TO_JSON.test(callee)) {
      const made = written(first);
      return made && { kind: 'text', text: made.json, holes: made.holes };
    }
    if (callee === 'str' && first?.kind === 'plain') return isNumber(first.json) ? text(first.json) : null;
    if (first && HANDED_ON.test(callee)) return first;
    if (DEFAULTED.test(callee)) return args[1] ?? null;
    if (first?.kind === 'text' && /^(?:int|float)$/.test(callee)) {
      const json = number(first.text);
      return json === null ? null : plain(json);
    }
    if (OBJECTS.test(callee) && args.length === 0 && named.size > 0) {
      return map([...named].filter(([, value]) => !(value.kind === 'plain' && value.json === 'null')));
    }
    const told = this.#looked(node, call);
    if (told) return told;
    return this.#ofMethod(node, call) ?? this.givenBackBy(node) ?? { kind: 'call', call };
  }

  /** `text.strip()`, `params.copy()` */
  #ofMethod(node: SyntaxNode, call: Call): Value | null {
    const [subject, , method] = [...partsOf(node.getChild('MemberExpression') ?? node)];
    if (!subject || method?.name !== 'PropertyName') return null;
    const name = this.source(method);
    const ofText = TEXT_METHODS.get(name);
    if (!ofText && !/^(?:encode|copy)$/.test(name)) return null;
    const value = this.evaluate(subject);
    if (ofText) return value.kind === 'text' ? ofText(value, call) : null;
    return isOpen(value) || value.kind === 'plain' ? null : value;
  }

  /** `settings.get("model", "x")` of a dictionary that the text has whole. */
  #looked(node: SyntaxNode, { callee, args: [key, other] }: Call): Value | null {
    const subject = node.getChild('MemberExpression')?.firstChild;
    if (!subject || key?.kind !== 'text' || !/\.(?:get|pop)$/.test(callee)) return null;
    const value = this.evaluate(subject);
    if (value.kind !== 'map') return null;
    const isWhole = [...value.members.keys()].every((name) => !/^(?:\*\*|‹)/.test(name));
    const nothing = callee.endsWith('.get') ? plain('null') : null;
    return value.members.get(key.text) ?? (isWhole ? (other ?? nothing) : null);
  }

  /** What stands between the brackets of `name[…]`, where it is one expression. */
  #key(node: SyntaxNode): SyntaxNode | null {
    const key =
      node.name === 'MemberExpression' && node.lastChild?.name === ']' ? node.lastChild.prevSibling : null;
    return key?.prevSibling?.name === '[' ? key : null;
  }

  /** `body["messages"]`, `body.setdefault("messages", [])`, `body.get("messages")` */
  protected override partOf(node: SyntaxNode): { readonly of: SyntaxNode; readonly key: Late } | null {
    const key = this.#key(node);
    if (key && node.firstChild) return { of: node.firstChild, key: this.late(key) };
    const callee = node.name === 'CallExpression' ? node.getChild('MemberExpression') : null;
    if (!callee?.firstChild || !/\.\s*(?:setdefault|get)$/.test(this.source(callee))) return null;
    return { of: callee.firstChild, key: () => this.callOf(node)?.args[0] ?? null };
  }

  /** `settings["model"]` of a dictionary that the text has. */
  #member(node: SyntaxNode): Value | null {
    const container = node.firstChild;
    if (!container) return null;
    const value = this.evaluate(container);
    if (node.lastChild?.name === 'PropertyName') {
      const name = this.source(node.lastChild);
      if (value.kind === 'call') return this.#ofObject(value.call, name);
      // A member of an enumeration is its value.
      return value.kind === 'text' && name === 'value' ? value : null;
    }
    const key = this.#key(node);
    if (!key) return value.kind === 'list' ? this.#slice(node, value.items) : null;
    const at = this.evaluate(key);
    if (value.kind === 'map' && at.kind === 'text') return value.members.get(at.text) ?? null;
    return value.kind === 'list' && at.kind === 'plain' ? (value.items.at(Number(at.json)) ?? null) : null;
  }

  /** `settings.model` of an object of the text's own class, as it is made or else as the class has it. */
  #ofObject({ callee, named }: Call, name: string): Value | null {
    if (!this.classes.has(callee)) return null;
    const own = this.functions.named(callee) ? this.names.lastOf(`self.${name}`) : named.get(name);
    return own ?? this.names.lastOf(`${callee}.${name}`);
  }

  /** `messages[-10:]` of a list that the text has whole. */
  #slice(node: SyntaxNode, items: readonly Value[]): Value | null {
    const bounds: (number | undefined)[] = [undefined];
    for (let part = node.lastChild?.prevSibling; part && part.name !== '['; part = part.prevSibling) {
      if (part.name === ':') bounds.unshift(undefined);
      else {
        const value = this.evaluate(part);
        if (value.kind !== 'plain' || !/^-?\d+$/.test(value.json)) return null;
        bounds[0] = Number(value.json);
      }
    }
    const isWhole = items.every(({ kind }) => kind !== 'hole' && kind !== 'call');
    return isWhole && bounds.length === 2 ? { kind: 'list', items: items.slice(...bounds) } : null;
  }
}
