import type { Pointer } from '../../json/pointer.ts';
import { Places, stepOfKey } from './places.ts';
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

const stepOf = (key: string | number): string | number => (typeof key === 'number' ? key : stepOfKey(key));

/** What became of an incoming value that is not in the body. */
export interface Note {
  readonly from: Pointer;
  readonly rule: Rule;
  readonly to: Target | null;
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
  readonly #whole = new Map<object, Origin>();
  readonly #members = new Map<object, Places<Origin>>();
  readonly #notes: Note[] = [];

  /** Says where a container as a whole is from; returns it. */
  whole<T extends object>(container: T, from: From, rule: Rule): T {
    this.#whole.set(container, { from, rule });
    return container;
  }

  /** Says where one member of a container is from, overriding what holds for the whole; returns the container. */
  member<T extends object>(container: T, key: string | number, from: From, rule: Rule): T {
    let members = this.#members.get(container);
    if (!members) {
      members = new Places();
      this.#members.set(container, members);
    }
    members.set(stepOf(key), { from, rule });
    return container;
  }

  /**
   * Gives a copy of a container (a spread with some members changed) the origins of the container
   * it was copied from; returns the copy. Statements made about the copy afterwards override them.
   */
  inherit<T extends object>(copy: T, original: object): T {
    const whole = this.#whole.get(original);
    if (whole) this.#whole.set(copy, whole);
    const members = this.#members.get(original);
    if (members) this.#members.set(copy, members.copy());
    return copy;
  }

  /** Says what became of an incoming value that does not go into the body (consumed, dropped, moved, refused). */
  note(from: Pointer, rule: Rule, to: Target | null = null): void {
    this.#notes.push({ from, rule, to });
  }

  wholeOf(container: object): Origin | undefined {
    return this.#whole.get(container);
  }

  memberOf(container: object, key: string | number): Origin | undefined {
    return this.#members.get(container)?.get(stepOf(key));
  }

  /** False where `memberOf` has nothing to say about any member of the container. */
  speaksOfMembers(container: object): boolean {
    return this.#members.has(container);
  }

  get notes(): readonly Note[] {
    return this.#notes;
  }
}
