let last: Promise<unknown> = Promise.resolve();

/** Acts on tabs one after the other, in the order in which they were asked for: each begins with what the one before it left. */
export function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const next = last.then(act);
  last = next.catch(() => undefined);
  return next;
}
