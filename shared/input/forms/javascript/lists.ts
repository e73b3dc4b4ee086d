import type { SyntaxNode } from '@lezer/common';
import type { Rounds } from '../round.ts';
import { partsOf } from '../tree.ts';
import { isTrue } from '../truth.ts';
import { isOpen, listOf, map, plain, standsForMore, text, type Value } from '../value.ts';
import { parametersIn } from './parameters.ts';
import { givenBack, valuesOf } from './patterns.ts';
import { type Reads, truthOf } from './truth.ts';

/** How expressions are read, over and over with other values of their names. */
export interface ReadsRounds extends Reads {
  readonly rounds: Rounds;
}

type List = readonly Value[];
type Method = (items: List, given: readonly SyntaxNode[], reads: ReadsRounds) => Value | null;

/**
 * What a function that is written out makes of each item, by `made`; `asIs` takes what stands for more items than one.
 * Null where only a run would tell.
 */
function ofEach<T>(
  items: List,
  of: SyntaxNode | undefined,
  reads: ReadsRounds,
  made: (body: SyntaxNode, item: Value) => T,
  asIs: (item: Value) => T,
): readonly T[] | null {
  const body = of && givenBack(of);
  const list = of?.getChild('ParamList');
  if (!body || !list || !reads.rounds.mayGo(items.length)) return null;
  const [first, second] = parametersIn(list);
  return items.map((item, i) => {
    if (standsForMore(item)) return asIs(item);
    const values = first ? valuesOf(first.target, item, reads.source) : new Map<string, Value>();
    if (second) values.set(reads.source(second.target), plain(String(i)));
    return reads.rounds.within({ from: of.from, to: of.to, values }, () => made(body, item));
  });
}

const mapped: Method = (items, [of], reads) => {
  const made = ofEach(
    items,
    of,
    reads,
    (body) => reads.evaluate(body),
    (item) => item,
  );
  return made && listOf(made);
};

const filtered: Method = (items, [of], reads) => {
  if (of && reads.source(of) === 'Boolean') return listOf(items.filter((item) => isTrue(item) !== false));
  const made = ofEach(
    items,
    of,
    reads,
    (body, item) => (truthOf(body, reads) === false ? [] : [item]),
    (item) => [item],
  );
  return made && listOf(...made);
};

const more: Method = (items, given, reads) =>
  listOf(
    items,
    ...given.map((one) => {
      const value = reads.evaluate(one);
      return value.kind === 'list' ? value.items : [value];
    }),
  );

/** A part of a list that the text has whole. */
const sliced: Method = (items, given, reads) => {
  const bounds = given.map((one) => reads.evaluate(one));
  const isKnown = bounds.every((one) => one.kind === 'plain' && /^-?\d+$/.test(one.json));
  if (!isKnown || items.some(isOpen)) return null;
  return listOf(items.slice(...bounds.map((one) => (one.kind === 'plain' ? Number(one.json) : 0))));
};

const METHODS: ReadonlyMap<string, Method> = new Map([
  ['concat', more],
  ['filter', filtered],
  ['map', mapped],
  ['slice', sliced],
]);

const ofMap =
  (made: (name: string, value: Value) => Value) =>
  (value: Value): Value | null =>
    value.kind === 'map' ? listOf([...value.members].map(([name, member]) => made(name, member))) : null;

/** A map of pairs; null where one is none. */
function ofPairs(value: Value): Value | null {
  if (value.kind !== 'list') return null;
  const pairs = value.items.flatMap((item): (readonly [string, Value])[] => {
    const [name, member] = item.kind === 'list' ? item.items : [];
    return name?.kind === 'text' && member ? [[name.text, member]] : [];
  });
  return pairs.length === value.items.length ? map(pairs) : null;
}

/** What functions of JavaScript make of a value. */
const FUNCTIONS: ReadonlyMap<string, (value: Value) => Value | null> = new Map([
  ['Array.from', (value: Value) => (value.kind === 'list' ? value : null)],
  ['Object.entries', ofMap((name, value) => listOf([text(name), value]))],
  ['Object.fromEntries', ofPairs],
  ['Object.keys', ofMap((name) => text(name))],
  ['Object.values', ofMap((_, value) => value)],
]);

/** What a call makes of a list or a map that the text has; null where it is another call, or only a run would tell. */
export function madeOfLists(call: SyntaxNode, callee: string, reads: ReadsRounds): Value | null {
  const list = call.getChild('ArgList');
  const given = list ? [...partsOf(list)] : [];
  const made = FUNCTIONS.get(callee);
  if (made) return given[0] ? made(reads.evaluate(given[0])) : null;
  const [subject, , name] = [...partsOf(call.getChild('MemberExpression') ?? call)];
  const method = name?.name === 'PropertyName' && METHODS.get(reads.source(name));
  if (!method || !subject || given.some((one) => one.name === 'Spread')) return null;
  const value = reads.evaluate(subject);
  return value.kind === 'list' ? method(value.items, given, reads) : null;
}
