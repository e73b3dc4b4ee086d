import type { SyntaxNode } from '@lezer/common';
import type { FirstOf } from './first-of.ts';
import type { OwnCalls } from './own-calls.ts';
import type { OwnFunctions } from './own-functions.ts';

/** What has to be known of a text to say that. */
export interface Around {
  readonly scopes: ReadonlySet<string>;
  readonly functions: OwnFunctions;
  readonly ownCalls: OwnCalls;
  /** How often a node repeats one of its children, null where only a run would tell; 1 for what is no loop. */
  readonly repeats: (node: SyntaxNode, child: SyntaxNode) => number | null;
}

/** Loops in loops beyond this say nothing more; functions that call each other end here, too. */
const MOST = 3;

/** Of what the call at a node is the first one, from the inside out. What happens once is left out. */
export function firstsOf(call: SyntaxNode, { scopes, functions, ownCalls, repeats }: Around): FirstOf[] {
  const firsts: FirstOf[] = [];
  const entered = new Set<number>();
  let child = call;
  while (child.parent && firsts.length < MOST) {
    const { parent } = child;
    const count = repeats(parent, child);
    if (count === null || count > 1) firsts.push({ kind: 'round', at: parent.from, count, name: '' });
    child = parent;
    if (!scopes.has(parent.name)) continue;
    const names = functions.namesOf(parent);
    const followed = ownCalls.firstOutside(names, parent);
    if (!followed || entered.has(parent.from)) break;
    entered.add(parent.from);
    const name = (names[0] ?? '').replace(/^\./, '');
    const calls = ownCalls.count(names, parent);
    if (calls === null || calls > 1) firsts.push({ kind: 'call', at: followed.from, count: calls, name });
    child = followed;
  }
  return firsts;
}
