import type { FlagKind } from '../capture/exchange.ts';
import type { IsWord } from './is.ts';

/** A place in the text, UTF-16 units. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/**
 * A pattern for texts, in small letters: its parts stand in this order with anything between them. `whole`: nothing
 * before the first and after the last.
 */
export interface Pattern {
  readonly parts: readonly string[];
  readonly whole: boolean;
}

/** An interval of numbers; null where it is open. `least` and `most` belong to it unless the flag says otherwise. */
export interface Interval {
  readonly least: number | null;
  readonly most: number | null;
  readonly aboveLeast: boolean;
  readonly belowMost: boolean;
}

/** What is asked of one field. */
export type Test =
  | { readonly kind: 'interval'; readonly field: string; readonly any: readonly Interval[] }
  | { readonly kind: 'pattern'; readonly field: string; readonly any: readonly Pattern[] }
  | { readonly kind: 'key'; readonly field: string; readonly any: readonly string[] }
  | { readonly kind: 'choice'; readonly field: string; readonly any: readonly string[] }
  | { readonly kind: 'flag'; readonly flag: FlagKind; readonly names: readonly Pattern[] }
  | { readonly kind: 'is'; readonly word: IsWord }
  /** There is a value, whatever it is; or there is none. */
  | { readonly kind: 'present'; readonly field: string; readonly present: boolean }
  /** Words in this order, the last one only begun where `begun`. */
  | {
      readonly kind: 'words';
      readonly where: 'asked' | 'answered' | null;
      readonly words: readonly string[];
      readonly begun: boolean;
    };

/** A filter. A `hole` is what is not finished or wrong; it lets everything through. */
export type Tree =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Tree[] }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'test'; readonly test: Test; readonly place: Place }
  | { readonly kind: 'hole'; readonly place: Place };

/** Something in the text that is not understood, in a sentence for the person who typed it. */
export interface Problem extends Place {
  readonly message: string;
}

/** The tree without holes; null where nothing is left. */
export function withoutHoles(tree: Tree): Tree | null {
  switch (tree.kind) {
    case 'hole':
      return null;
    case 'test':
      return tree;
    case 'not': {
      const inner = withoutHoles(tree.of);
      return inner && { kind: 'not', of: inner };
    }
    case 'all':
    case 'any': {
      const of = tree.of.flatMap((part) => withoutHoles(part) ?? []);
      return of.length === 0 ? null : of.length === 1 ? (of[0] ?? null) : { kind: tree.kind, of };
    }
  }
}
