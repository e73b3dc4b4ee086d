import type { SyntaxNode } from '@lezer/common';
import { keyOf } from '../changes.ts';
import type { Rounds } from '../round.ts';
import { partsOf } from '../tree.ts';
import { listOf, map, standsForMore, type Value } from '../value.ts';
import { loopOf, type ReadsCalls, roundsOf, valuesOf } from './rounds.ts';
import { truthOf } from './truth.ts';

/** How expressions are read, over and over with other values of their names. */
export interface ReadsRounds extends ReadsCalls {
  readonly rounds: Rounds;
}

/**
 * What a comprehension makes of each item, by `made`, with those alone that may meet its conditions; `asIs` takes what
 * stands for more items than one. Null where only a run would tell.
 */
function comprehended<T>(
  node: SyntaxNode,
  reads: ReadsRounds,
  made: () => T,
  asIs: (item: Value) => T,
): readonly T[] | null {
  const loop = loopOf(node);
  const rounds = loop && roundsOf(loop.over, reads);
  if (!rounds || !reads.rounds.mayGo(rounds.length)) return null;
  return rounds.flatMap((item) => {
    if (standsForMore(item)) return [asIs(item)];
    const values = valuesOf(loop.targets, item, reads);
    return reads.rounds.within({ from: node.from, to: node.to, values }, () =>
      loop.conditions.some((one) => truthOf(one, reads) === false) ? [] : [made()],
    );
  });
}

/** `[message for message in messages if …]`; null where only a run would tell. */
export function listed(node: SyntaxNode, reads: ReadsRounds): Value | null {
  const [one] = [...partsOf(node)];
  const items =
    one &&
    comprehended(
      node,
      reads,
      () => reads.evaluate(one),
      (item) => item,
    );
  return items ? listOf(items) : null;
}

/** `{key: value for key, value in params.items() if …}`; null where only a run would tell. */
export function mapped(node: SyntaxNode, reads: ReadsRounds): Value | null {
  const [key, , value] = [...partsOf(node)];
  if (!key || !value) return null;
  const made = (): readonly [string, Value] => [
    keyOf(reads.evaluate(key), reads.source(key)),
    reads.evaluate(value),
  ];
  const asIs = (item: Value): readonly [string, Value] => {
    const [name, all] = item.kind === 'list' ? item.items : [];
    return [name?.kind === 'text' ? name.text : `**${reads.source(node)}`, all ?? item];
  };
  const members = comprehended(node, reads, made, asIs);
  return members && map(members);
}
