import type { SyntaxNode } from '@lezer/common';
import { partsOf } from '../tree.ts';
import { type Call, plain, standsForMore, text, type Value } from '../value.ts';

/** What a loop names, what it goes over, and what an item has to meet. */
export interface Loop {
  /** Names, or groups of names. */
  readonly targets: readonly SyntaxNode[];
  readonly over: SyntaxNode;
  readonly conditions: readonly SyntaxNode[];
}

/** The loop of a statement or a comprehension; null where it has several. */
export function loopOf(node: SyntaxNode): Loop | null {
  const targets: SyntaxNode[] = [];
  const conditions: SyntaxNode[] = [];
  let over: SyntaxNode | null = null;
  let word = '';
  for (const part of partsOf(node)) {
    if (/^(?:for|in|if)$/.test(part.name)) {
      if (part.name === 'for' && over) return null;
      word = part.name;
    } else if (word === 'for') targets.push(part);
    else if (word === 'in' && !over) over = part;
    else if (word === 'if') conditions.push(part);
  }
  return over && { targets, over, conditions };
}

/** What targets are given of an item; a target that is none of names keeps what it was. */
function* givenTo(targets: readonly SyntaxNode[], item: Value): Generator<readonly [SyntaxNode, Value]> {
  const [only, ...others] = targets;
  if (!only) return;
  if (others.length === 0) {
    if (only.name === 'VariableName') yield [only, item];
    else if (/^(?:Tuple|Array)Expression$/.test(only.name)) yield* givenTo([...partsOf(only)], item);
  } else if (item.kind === 'list') {
    for (const [i, target] of targets.entries()) {
      const part = item.items[i];
      if (part) yield* givenTo([target], part);
    }
  }
}

/** The names among targets. */
export function* namesIn(targets: Iterable<SyntaxNode>): Generator<SyntaxNode> {
  for (const target of targets) {
    if (target.name === 'VariableName') yield target;
    else if (/^(?:Tuple|Array)Expression$/.test(target.name)) yield* namesIn(partsOf(target));
  }
}

const pair = (...items: readonly Value[]): Value => ({ kind: 'list', items });

/** What a method of a dictionary goes over. */
const OF_MAPS: ReadonlyMap<string, (name: string, value: Value) => Value> = new Map([
  ['items', (name, value) => pair(text(name), value)],
  ['keys', (name) => text(name)],
  ['values', (_, value) => value],
]);

/** Rounds that a range is followed for. */
const LONGEST_RANGE = 1000;

function range(bounds: readonly Value[]): readonly Value[] | null {
  const [from, to, ...more] = bounds.map((one) => (one.kind === 'plain' ? Number(one.json) : Number.NaN));
  const [first, end] = to === undefined ? [0, from ?? 0] : [from ?? 0, to];
  const count = end - first;
  if (more.length > 0 || !Number.isSafeInteger(count) || count > LONGEST_RANGE) return null;
  return Array.from({ length: Math.max(0, count) }, (_, i) => plain(String(first + i)));
}

const itemsOf = (value: Value | undefined): readonly Value[] | null =>
  value?.kind === 'list'
    ? value.items
    : value?.kind === 'map'
      ? [...value.members.keys()].map((name) => text(name))
      : null;

/** What functions of Python make of what they are given to go over. */
const GONE_OVER: ReadonlyMap<string, (call: Call) => readonly Value[] | null> = new Map([
  ['range', ({ args }) => range(args)],
  ['iter', ({ args }) => itemsOf(args[0])],
  [
    'enumerate',
    ({ args, named }) => {
      const start = args[1] ?? named.get('start');
      const first = start?.kind === 'plain' ? Number(start.json) : 0;
      return itemsOf(args[0])?.map((item, i) => pair(plain(String(first + i)), item)) ?? null;
    },
  ],
  [
    'zip',
    ({ args }) => {
      const lists = args.map((one) => itemsOf(one));
      const shortest = Math.min(...lists.map((list) => list?.length ?? 0));
      return lists.includes(null)
        ? null
        : Array.from({ length: shortest }, (_, i) => pair(...lists.flatMap((list) => list?.[i] ?? [])));
    },
  ],
]);

/** What the names among targets stand for in the round of an item. */
export const valuesOf = (
  targets: readonly SyntaxNode[],
  item: Value,
  { source }: Pick<ReadsCalls, 'source'>,
): ReadonlyMap<string, Value> =>
  new Map([...givenTo(targets, item)].map(([name, value]) => [source(name), value]));

/** How expressions are read. */
export interface ReadsCalls {
  readonly evaluate: (node: SyntaxNode) => Value;
  readonly callOf: (node: SyntaxNode) => Call | null;
  readonly source: (node: SyntaxNode) => string;
}

/** The items that a loop goes over; null where only a run would tell. */
export function roundsOf(over: SyntaxNode, reads: ReadsCalls): readonly Value[] | null {
  if (over.name !== 'CallExpression') return itemsOf(reads.evaluate(over));
  const callee = over.firstChild;
  const ofMap = callee?.lastChild?.name === 'PropertyName' && OF_MAPS.get(reads.source(callee.lastChild));
  if (ofMap && callee?.firstChild) {
    const of = reads.evaluate(callee.firstChild);
    return of.kind === 'map' ? [...of.members].map(([name, value]) => ofMap(name, value)) : null;
  }
  const goneOver = callee && GONE_OVER.get(reads.source(callee));
  const call = goneOver && reads.callOf(over);
  return call ? goneOver(call) : itemsOf(reads.evaluate(over));
}

/** How often a statement or a comprehension repeats one of its children; null where only a run would tell. */
export function repeatsOf(node: SyntaxNode, child: SyntaxNode, reads: ReadsCalls): number | null {
  if (child.prevSibling?.name === 'else') return 1;
  if (node.name === 'WhileStatement') return null;
  const isLoop =
    node.name === 'ForStatement' ? child.name === 'Body' : /Comprehension|^ArgList$/.test(node.name);
  if (!isLoop || !node.getChild('for')) return 1;
  const loop = loopOf(node);
  if (loop?.over.from === child.from) return 1;
  const items = loop && loop.conditions.length === 0 ? roundsOf(loop.over, reads) : null;
  return items && !items.some(standsForMore) ? items.length : null;
}
