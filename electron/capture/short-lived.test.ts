import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { ShortLived } from './short-lived.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (what?: { readonly type: 'minor' }) => void;

const CALLS = 4_000;
const AT_ONCE = 50;
const BYTES = 10_000;

/** What is held of bodies when so many calls have come and gone, and only what is young was collected, bytes. */
function heldAfter(calls: ShortLived<number, object>): number {
  // Both collections: what survives them is old.
  collect();
  collect();
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < CALLS; i++) {
    calls.set(i, { body: new Uint8Array(BYTES) });
    calls.delete(i - AT_ONCE);
    if (i % 200 === 0) collect({ type: 'minor' });
  }
  for (let i = CALLS - AT_ONCE; i < CALLS; i++) calls.delete(i);
  collect({ type: 'minor' });
  collect({ type: 'minor' });
  return process.memoryUsage().arrayBuffers - before;
}

test('holds what is set until it is deleted or set anew', () => {
  const calls = new ShortLived<string, { readonly n: number }>();
  calls.set('a', { n: 1 });
  calls.set('a', { n: 2 });
  calls.set('b', { n: 3 });
  expect([calls.get('a'), calls.get('b'), calls.get('c')]).toEqual([{ n: 2 }, { n: 3 }, undefined]);
  calls.delete('a');
  calls.delete('nobody');
  expect([calls.get('a'), calls.get('b')]).toEqual([undefined, { n: 3 }]);
});

// A Map holds 26 of the 40 MB here (Node 20).
test('of what has gone nothing waits for a collection of what is old', () => {
  expect(heldAfter(new ShortLived())).toBeLessThan(AT_ONCE * BYTES);
});
