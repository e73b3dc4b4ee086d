/**
 * A function that gives events one by one, and is read when it is first called: what the window does not begin with is
 * evaluated once somebody wants it. What fails to load fails where the events are waited for.
 */
export const whenUsed = <Args extends readonly unknown[], Event>(
  load: () => Promise<(...args: Args) => AsyncIterable<Event>>,
): ((...args: Args) => AsyncGenerator<Event>) =>
  async function* (...args) {
    yield* (await load())(...args);
  };
