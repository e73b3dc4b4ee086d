import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { SendEvent } from '../../shared/contract/sending.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { Outbox } from './outbox.ts';

const frame = (index: number, bytes: number): RecordedFrame => ({
  index,
  offset: index * bytes,
  length: bytes,
  arrivalMs: index,
  eventType: 'chunk',
  messageType: 'event',
  check: 'ok',
  bytes: 'A'.repeat(bytes),
  content: `content ${index}`,
  deltas: [],
});

const LIMITS = { memory: 10_000, disk: 200_000 };

function fill(outbox: Outbox, count: number, bytes = 1000): void {
  for (let i = 0; i < count; i++) {
    outbox.putFrames([frame(i, bytes)], { bytes, atMs: i, decodeMs: 0 });
    outbox.put({ type: 'body', text: `${i}`, atMs: i });
  }
}

const gather = async (outbox: Outbox): Promise<readonly SendEvent[]> => {
  const events: SendEvent[] = [];
  for await (const event of outbox.drain()) events.push(event);
  return events;
};

const spools = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('strata-spool-'));

describe('a reader who falls behind', () => {
  test('gets everything in order, behind a mark that says what was kept for it', async () => {
    const outbox = new Outbox(() => undefined, LIMITS);
    fill(outbox, 100);
    outbox.close();
    const events = await gather(outbox);
    const frames = events.flatMap((event) => (event.type === 'frames' ? event.frames : []));
    expect(frames.map(({ index }) => index)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(events.flatMap((event) => (event.type === 'body' ? [Number(event.text)] : []))).toHaveLength(100);
    const gaps = events.filter((event) => event.type === 'gap');
    expect(gaps).toEqual([{ type: 'gap', frames: 90, bytes: 90_000, atMs: 10 }]);
    const before = events.slice(0, events.indexOf(gaps[0] as SendEvent));
    expect(before.filter((event) => event.type === 'frames')).toHaveLength(10);
  });

  test('leaves no file with a name behind', async () => {
    const before = spools();
    const outbox = new Outbox(() => undefined, LIMITS);
    fill(outbox, 100);
    if (process.platform !== 'win32') expect(spools()).toEqual(before);
    outbox.close();
    await gather(outbox);
    expect(spools()).toEqual(before);
  });

  test('slows the network down only when the disk holds enough', () => {
    const outbox = new Outbox(() => undefined, LIMITS);
    fill(outbox, 50);
    expect(outbox.full).toBe(false);
    fill(outbox, 300);
    expect(outbox.full).toBe(true);
  });

  test('is back in memory once it has caught up', async () => {
    const outbox = new Outbox(() => undefined, LIMITS);
    fill(outbox, 30);
    const events = outbox.drain();
    const kinds: string[] = [];
    for (let i = 0; i < 61; i++) kinds.push((await events.next()).value?.type ?? 'none');
    fill(outbox, 5);
    for (let i = 0; i < 10; i++) kinds.push((await events.next()).value?.type ?? 'none');
    expect(kinds.filter((kind) => kind === 'gap')).toHaveLength(1);
    await events.return(undefined);
  });
});
