import type { Script } from './value.ts';

/** Which calls are looked for, by the name that is called. */
export type Wanted = (callee: string) => boolean;

/** How a text is read: `whole` tells nothing of one that is not of the language all through, and finds that out soon. */
export type Reading = 'whole' | 'parts';

/** A text that ends in the middle of something has a few errors; one of another language has more at once. */
const MOST_ERRORS_OF_WHOLE = 8;

export const mostErrorsOf = (reading: Reading): number =>
  reading === 'whole' ? MOST_ERRORS_OF_WHOLE : Number.POSITIVE_INFINITY;

/** One language as texts are read by it. */
export interface Reader {
  readonly read: (source: string, wanted: Wanted, reading: Reading) => Script;
  /** False where already the beginning of a text is not of the language. */
  readonly begins: (source: string) => boolean;
}
