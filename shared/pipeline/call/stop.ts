import type { TransformError } from './result.ts';

/**
 * Ends a transform early. Thrown by stages and families, caught in `transform` only, where it
 * becomes a typed result; it never leaves the pipeline.
 */
export class Stop extends Error {
  override readonly name = 'Stop';
  constructor(
    readonly kind: 'refused' | 'crashed' | 'invalid',
    readonly error: TransformError,
    /** For `invalid`: the pointer of the value at fault. */
    readonly pointer: string = '',
  ) {
    super(error.message);
  }
}
