import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ExchangeRow } from '../../../shared/capture/exchange.ts';
import type { LiveEvent } from '../../../shared/contract/capture.ts';
import { Feed } from './feed.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `call-${i}`);

/** How many batches come in a second in which so many rows change all the time. */
async function follow(count: number): Promise<number> {
  const given = new AbortController();
  const feed = new Feed((id) => ({ id }) as ExchangeRow);
  const batches: LiveEvent[] = [];
  const followed = (async () => {
    for await (const event of feed.follow([], given.signal)) batches.push(event);
  })();
  for (let ms = 0; ms < 2000; ms += 10) {
    for (const id of ids(count)) feed.changed(id);
    await vi.advanceTimersByTimeAsync(10);
  }
  given.abort();
  await vi.advanceTimersByTimeAsync(1000);
  await followed;
  const all = batches.slice(1).every((event) => event.type === 'rows' && event.rows.length === count);
  expect(all).toBe(true);
  return (batches.length - 1) / 2;
}

it('tells a few rows ten times a second, many less often, and any number twice', async () => {
  const perSecond = [];
  for (const count of [1, 50, 5_000]) perSecond.push(Math.round(await follow(count)));
  expect(perSecond).toEqual([10, 4, 2]);
});
