/** How long a client may keep a connection waiting, milliseconds. An answer that streams has no limit. */
export interface Limits {
  /** From a connection's first byte of a request to the end of its head. */
  readonly headMs: number;
  /** Between two pieces of a body. */
  readonly bodyMs: number;
  /** Without a byte before the first request, or between two. */
  readonly idleMs: number;
}

export const DEFAULT_LIMITS: Limits = { headMs: 10_000, bodyMs: 15_000, idleMs: 60_000 };
