/** What is wrong with a text that is meant as JSON, and what to do about it. */
export interface Slip {
  readonly message: string;
  readonly hint: string;
  /** Where it is, UTF-16 offset. */
  readonly at: number;
}
