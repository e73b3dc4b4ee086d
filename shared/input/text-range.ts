/** A place in the text the user typed; lines and columns count from 1, offsets from 0 (UTF-16 units). */
export interface TextRange {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

/** Why the typed text cannot be read, where, and what to do. */
export interface InputProblem {
  readonly message: string;
  readonly hint: string;
  readonly range: TextRange;
  /** The file that the place is in, where it is not in the text itself but in one that it includes. */
  readonly file?: string;
}
