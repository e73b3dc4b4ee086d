/** So much of a text tells what it is; the editor tells it apart from the whole, UTF-16 units. */
export const HEAD = 200;

/** A change by the user. */
export interface Typed {
  /** How long the text is now, UTF-16 units. */
  readonly length: number;
  /** How it begins, at least its first `HEAD` units where it has so many. */
  readonly head: string;
  /** All of it, with whatever is typed until then. */
  readonly read: () => string;
}
