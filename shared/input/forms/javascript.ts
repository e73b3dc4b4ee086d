import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import type { Holding, Late, Place } from './changes.ts';
import { namesOf, parametersIn } from './javascript/parameters.ts';
import { namesIn, valuesOf } from './javascript/patterns.ts';
import { JavaScriptValues } from './javascript/values.ts';
import { beginsAs, parseWithin } from './parse-within.ts';
import { mostErrorsOf, type Reading, type Wanted } from './reading.ts';
import type { Loop, Round } from './round.ts';
import { partsOf } from './tree.ts';
import { isOpen, listOf, plain, type Script, standsForMore, stoodFor, type Value } from './value.ts';

/** Names that a pattern, a parameter or a declaration introduces. */
const TARGETS = /^(?:VariableDefinition|VariableName|MemberExpression|ObjectPattern|ArrayPattern)$/;
const AROUND_VALUES = /^(?:Equals|TypeAnnotation|Optional|UpdateOp|const|let|var|using|Privacy|readonly)$/;

/** What statements of JavaScript do to names. */
class JavaScript extends JavaScriptValues {
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
        this.#loop(node, until);
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
      case 'UnaryExpression':
        this.#deleted(node, until);
        return;
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
        for (const { name, path } of adds ? this.placesOf(target) : [])
          this.names.note(name, part.to, until, { kind: 'more', path, value: this.late(part) });
        if (!adds) this.#assign(target, this.holding(part), part.to, until);
        target = null;
        adds = false;
      }
    }
  }

  /** Names of a loop, as its first round has them. */
  #loop(node: SyntaxNode, until: number): void {
    const { target, items } = this.#overIn(node);
    if (!target) return;
    const value: Late = () => {
      const [first] = items() ?? [];
      return first && !standsForMore(first) ? first : null;
    };
    this.#assign(target, { kind: 'is', value }, node.to, until);
  }

  /** `const name of list`: what is named, and the items; null where only a run would tell. */
  #overIn(node: SyntaxNode): {
    readonly target: SyntaxNode | undefined;
    readonly items: () => readonly Value[] | null;
  } {
    const [target, over] = [...partsOf(node)].filter(
      ({ name }) => !/^(?:const|let|var|of|in|await)$/.test(name),
    );
    const items = (): readonly Value[] | null => {
      const all = over && node.name === 'ForOfSpec' ? this.evaluate(over) : null;
      return all?.kind === 'list' ? all.items : null;
    };
    return { target, items };
  }

  protected override resultOf(of: SyntaxNode): SyntaxNode | null {
    const body = of.lastChild;
    if (body?.name !== 'Block') return of.name === 'ArrowFunction' ? body : null;
    const last = [...partsOf(body)].at(-1);
    const value = last?.name === 'ReturnStatement' ? [...partsOf(last)].at(-1) : null;
    return value && value.name !== 'return' ? value : null;
  }

  protected override loopAt(node: SyntaxNode): Loop | null {
    const spec = node.getChild('ForOfSpec');
    if (!spec) return null;
    const { target, items } = this.#overIn(spec);
    if (!target) return null;
    const source = (one: SyntaxNode): string => this.source(one);
    const names = [...namesIn(target, source)].map(({ name }) => source(name));
    const rounds = (): readonly Round[] | null =>
      items()?.map((item) => {
        const values = standsForMore(item)
          ? new Map(names.map((name) => [name, stoodFor(item)]))
          : valuesOf(target, item, source);
        return { from: spec.to, to: node.to, values };
      }) ?? null;
    return { to: node.to, rounds };
  }

  protected override repeats(node: SyntaxNode, child: SyntaxNode): number | null {
    if (node.name === 'WhileStatement' || node.name === 'DoStatement') return null;
    if (node.name !== 'ForStatement' || /Spec$/.test(child.name)) return 1;
    const spec = node.getChild('ForOfSpec');
    const items = spec && this.#overIn(spec).items();
    return items && !items.some(standsForMore) ? items.length : null;
  }

  #assign(target: SyntaxNode, given: Holding, at: number, until: number): void {
    if (target.name === 'ObjectPattern' || target.name === 'ArrayPattern') {
      this.#takeApart(target, given.value, at, until);
      return;
    }
    if (target.name === 'VariableDefinition' || target.name === 'VariableName') {
      this.names.note(this.source(target), at, until, given);
      return;
    }
    if (target.name !== 'MemberExpression') return;
    const isOfObject = target.firstChild?.name === 'this';
    for (const { name, path } of this.placesOf(target)) {
      const isWhole = path.length === 0;
      const end = isWhole && isOfObject ? this.text.length + 1 : until;
      this.names.note(name, at, end, isWhole ? given : { kind: 'set', path, value: given.value });
    }
  }

  /** `{a, b = 1, c: d}`, `[a, b]`: parts of a value under names of their own. */
  #takeApart(pattern: SyntaxNode, value: Late, at: number, until: number): void {
    for (const { name, part, fallback } of namesIn(pattern, (one) => this.source(one)))
      this.names.note(this.source(name), at, until, {
        kind: 'is',
        value: () => part(value()) ?? (fallback && this.lateDefault(fallback)()),
      });
  }

  /** Parameters of a function, as the first call of it in the text has them, or else as their defaults. */
  #parameters(node: SyntaxNode, until: number): void {
    const of = node.parent;
    const calls = namesOf(of, (one) => this.source(one));
    if (of) this.functions.note(calls, of);
    for (const { target, nth, isRest, fallback, isMember } of parametersIn(node)) {
      const value: Late = () => {
        const args = (of && this.handedOver(of, calls)?.args) ?? [];
        const given = isRest ? listOf(args.slice(nth)) : args[nth];
        if (given && !isOpen(given)) return given;
        return fallback && this.lateDefault(fallback)();
      };
      this.#takeApart(target, value, node.from, until);
      const owner = node.parent?.parent;
      if (isMember && owner)
        this.names.note(`this.${this.source(target)}`, owner.from, owner.to, { kind: 'is', value });
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
      for (const { name, path } of target ? this.placesOf(target) : [])
        for (const other of others)
          this.names.note(name, node.to, until, { kind: 'more', path, value: this.late(other) });
      return;
    }
    if (callee.firstChild && /\.(?:push|unshift)$/.test(method))
      for (const place of this.placesOf(callee.firstChild))
        this.#put(place, parts, node.to, until, method.endsWith('.push'));
  }

  /** What a list gets at its end or in front; lists that are spread give their items. */
  #put(
    { name, path }: Place,
    parts: readonly SyntaxNode[],
    at: number,
    until: number,
    behind: boolean,
  ): void {
    parts.forEach((part, i) => {
      if (part.name === 'Spread') return;
      const value = this.late(part);
      const isSpread = parts[i - 1]?.name === 'Spread';
      if (behind) this.names.note(name, at, until, { kind: isSpread ? 'more' : 'item', path, value });
      else this.names.note(name, at, until, { kind: 'insert', path, index: () => plain(String(i)), value });
    });
  }

  /** `delete name.key`: what is taken away under a condition is still there where that is not met. */
  #deleted(node: SyntaxNode, until: number): void {
    const target = node.getChild('MemberExpression');
    if (node.firstChild?.name !== 'delete' || !target || this.isConditional(node)) return;
    for (const { name, path } of this.placesOf(target))
      if (path.length > 0) this.names.note(name, node.to, until, { kind: 'without', path });
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
export function readJavaScript(source: string, wanted: Wanted, reading: Reading): Script {
  // An object that stands alone would be a block.
  const alone = /^\s*\{/.test(source);
  const code = alone ? `(${source.trimEnd().replace(/;$/, '')})` : source;
  const tree = parseWithin(typescript, code, mostErrorsOf(reading));
  const read = new JavaScript(code, tree, alone ? 1 : 0);
  return read.script(wanted, onlyExpression(tree.topNode), reading);
}

/** True where a text begins as JavaScript. */
export const beginsAsJavaScript = (source: string): boolean =>
  beginsAs(typescript, source, mostErrorsOf('whole'));
