import type { Pointer } from '../../json/pointer.ts';
import type { Rule } from './rule.ts';

/** The incoming values a value was made from: none (`added`), one, or several. */
export type From = Pointer | readonly Pointer[] | null;

/** Where a value is from, and by which rule. */
export interface Origin {
  readonly from: From;
  readonly rule: Rule;
}

/** Where an incoming value went when it did not go into the body. */
export type Target =
  | { readonly part: 'body'; readonly pointer: Pointer }
  | { readonly part: 'path' }
  | { readonly part: 'header'; readonly name: string };

/** The incoming values that something was made from, as a list. */
export const listOf = (from: From): readonly Pointer[] =>
  from === null ? [] : typeof from === 'string' ? [from] : from;

/** What became of an incoming value that is not in the body. */
export interface Note {
  readonly from: Pointer;
  readonly rule: Rule;
  readonly to: Target | null;
}

/** Where a member is from; `before` leads to what was said earlier, of the same key too. */
export interface MemberOrigin extends Origin {
  readonly key: string;
  readonly before: MemberOrigin | null;
  /** How many there are up to this one. */
  readonly count: number;
}

/** Up to so many members are found by looking at each: a map for every block would cost more. */
const FEW = 8;

/** What is said of one container: of the whole, and of members that are spoken of by themselves. */
export interface Said {
  readonly whole: Origin | undefined;
  /** What was said last of a member, while few are spoken of … */
  readonly last: MemberOrigin | null;
  /** … and of all, where they are many. */
  readonly members: ReadonlyMap<string, Origin> | null;
}

interface Kept extends Said {
  whole: Origin | undefined;
  last: MemberOrigin | null;
  members: Map<string, Origin> | null;
}

/** True where any member of a container is spoken of by itself. */
export const hasMembers = ({ last, members }: Said): boolean => last !== null || members !== null;

/** Where a member of a container is from, if that was said of it alone. */
export function memberIn({ last, members }: Said, key: string): Origin | undefined {
  if (members) return members.get(key);
  for (let at = last; at; at = at.before) if (at.key === key) return at;
  return undefined;
}

function asMap(last: MemberOrigin | null): Map<string, Origin> {
  const map = new Map<string, Origin>();
  for (let at = last; at; at = at.before) if (!map.has(at.key)) map.set(at.key, at);
  return map;
}

/**
 * Remembers, while a transform builds the outgoing body out of plain objects and arrays, where
 * each of them is from. Origins hang on containers by identity, so building code may move, merge
 * and reorder containers freely; only code that creates one has to say what it was made from.
 *
 * The most specific statement wins: an origin of the member, then of the container that is the
 * member's value, then the origin inherited from the surrounding container.
 */
export class Trace {
  readonly #said = new Map<object, Kept>();
  readonly #notes: Note[] = [];

  /** Says where a container as a whole is from; returns it. */
  whole<T extends object>(container: T, from: From, rule: Rule): T {
    const said = this.#said.get(container);
    if (said) said.whole = { from, rule };
    else this.#said.set(container, { whole: { from, rule }, last: null, members: null });
    return container;
  }

  /** Says where one member of a container is from, overriding what holds for the whole; returns the container. */
  member<T extends object>(container: T, key: string | number, from: From, rule: Rule): T {
    const said = this.#said.get(container);
    const name = String(key);
    if (said?.members) {
      said.members.set(name, { from, rule });
      return container;
    }
    const before = said?.last ?? null;
    const last = { from, rule, key: name, before, count: (before?.count ?? 0) + 1 };
    if (!said) this.#said.set(container, { whole: undefined, last, members: null });
    else if (last.count <= FEW) said.last = last;
    else said.members = asMap(last);
    return container;
  }

  /**
   * Gives a copy of a container (a spread with some members changed) the origins of the container
   * it was copied from; returns the copy. Statements made about the copy afterwards override them.
   */
  inherit<T extends object>(copy: T, original: object): T {
    const from = this.#said.get(original);
    if (!from) return copy;
    const own = this.#said.get(copy);
    const of = hasMembers(from) ? from : (own ?? from);
    this.#said.set(copy, {
      whole: from.whole ?? own?.whole,
      last: of.last,
      members: of.members && new Map(of.members),
    });
    return copy;
  }

  /** Says what became of an incoming value that does not go into the body (consumed, dropped, moved, refused). */
  note(from: Pointer, rule: Rule, to: Target | null = null): void {
    this.#notes.push({ from, rule, to });
  }

  /** All that is said of a container. */
  saidOf(container: object): Said | undefined {
    return this.#said.get(container);
  }

  /** The incoming values that containers were made from, one after the other. */
  sourcesOf(containers: readonly object[]): readonly Pointer[] {
    const sources: Pointer[] = [];
    for (const container of containers) {
      const from = this.wholeOf(container)?.from ?? null;
      if (typeof from === 'string') sources.push(from);
      else if (from !== null) for (const pointer of from) sources.push(pointer);
    }
    return sources;
  }

  wholeOf(container: object): Origin | undefined {
    return this.saidOf(container)?.whole;
  }

  memberOf(container: object, key: string | number): Origin | undefined {
    const said = this.saidOf(container);
    return said && memberIn(said, String(key));
  }

  get notes(): readonly Note[] {
    return this.#notes;
  }
}
