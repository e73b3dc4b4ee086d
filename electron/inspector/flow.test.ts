import { describe, expect, it } from 'vitest';
import type { SendEvent } from '../../shared/contract/sending.ts';
import { Flows } from './flow.ts';

async function* endless(onGiven: () => void, text = 'x'): AsyncGenerator<SendEvent> {
  for (let i = 0; i < 100_000; i++) {
    onGiven();
    yield { type: 'body', text, atMs: i };
  }
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Takes events as fast as they come, as a connection does that buffers them all. */
async function pump(events: AsyncIterable<SendEvent>, taken: SendEvent[]): Promise<void> {
  for await (const event of events) taken.push(event);
}

describe('a page that does not say what it took', () => {
  it('is given a window of events and no more, until it says so', async () => {
    const flows = new Flows();
    const stop = new AbortController();
    const taken: SendEvent[] = [];
    let given = 0;
    const done = pump(
      flows.pace(
        'one',
        endless(() => given++),
        stop.signal,
      ),
      taken,
    );
    await settled();
    expect(taken).toHaveLength(64);
    flows.took('one', 20);
    await settled();
    expect(taken).toHaveLength(84);
    expect(given).toBeLessThanOrEqual(86);
    flows.took('other', 1_000);
    flows.took('one', 10);
    await settled();
    expect(taken).toHaveLength(84);
    flows.took('one', 1_000_000);
    stop.abort();
    await done;
    expect(taken).toHaveLength(100_000);
  });

  it('is given a few large events only', async () => {
    const flows = new Flows();
    const stop = new AbortController();
    const taken: SendEvent[] = [];
    void pump(
      flows.pace(
        'large',
        endless(() => undefined, 'x'.repeat(1_000_000)),
        stop.signal,
      ),
      taken,
    );
    await settled();
    expect(taken).toHaveLength(5);
    flows.took('large', 2);
    await settled();
    expect(taken).toHaveLength(7);
  });
});
