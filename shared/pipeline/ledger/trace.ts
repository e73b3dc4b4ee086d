import type { Pointer } from '../../json/pointer.ts';
import { Places } from './places.ts';
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

/** What became of an incoming value that is not in the body. */
export interface Note {
  readonly from: Pointer;
  readonly rule: Rule;
  readonly to: Target | null;
}

/** What is said of one container: of the whole, and of its members where any is spoken of by itself. */
export interface Said {
  readonly whole: Origin | undefined;
  readonly members: Pick<Places<Origin>, 'get'> | null;
}

interface Kept extends Said {
  whole: Origin | undefined;
  members: Places<Origin> | null;
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

  #of(container: object): Kept {
    const found = this.#said.get(container);
    if (found) return found;
    const made: Kept = { whole: undefined, members: null };
    this.#said.set(container, made);
    return made;
  }

  /** Says where a container as a whole is from; returns it. */
  whole<T extends object>(container: T, from: From, rule: Rule): T {
    this.#of(container).whole = { from, rule };
    return container;
  }

  /** Says where one member of a container is from, overriding what holds for the whole; returns the container. */
  member<T extends object>(container: T, key: string | number, from: From, rule: Rule): T {
    const said = this.#of(container);
    said.members ??= new Places();
    said.members.set(String(key), { from, rule });
    return container;
  }

  /**
   * Gives a copy of a container (a spread with some members changed) the origins of the container
   * it was copied from; returns the copy. Statements made about the copy afterwards override them.
   */
  inherit<T extends object>(copy: T, original: object): T {
    const from = this.#said.get(original);
    if (!from) return copy;
    const said = this.#of(copy);
    said.whole = from.whole ?? said.whole;
    said.members = from.members?.copy() ?? said.members;
    return copy;
  }

  /** Says what became of an incoming value that does not go into the body (consumed, dropped, moved, refused). */
  note(from: Pointer, rule: Rule, to: Target | null = null): void {
    this.#notes.push({ from, rule, to });
  }

  saidOf(container: object): Said | undefined {
    return this.#said.get(container);
  }

  wholeOf(container: object): Origin | undefined {
    return this.saidOf(container)?.whole;
  }

  memberOf(container: object, key: string | number): Origin | undefined {
    return this.saidOf(container)?.members?.get(String(key));
  }

  get notes(): readonly Note[] {
    return this.#notes;
  }
}
