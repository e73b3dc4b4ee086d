/**
 * A value as JSON text. Large results travel from the thread that made them to the page in this form, so that the
 * thread in between, which serves every window, passes them on without looking into them.
 */
export interface Encoded<T> {
  readonly json: string;
  /** Never set: it tells the type of what `json` holds. */
  readonly holds?: T;
}

/** The value that was encoded. */
export function decode<T>({ json }: Encoded<T>): T {
  return JSON.parse(json) as T;
}
