import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrameReader, framed } from './frame.ts';
import type { ToStore } from './protocol.ts';

const message: fc.Arbitrary<ToStore> = fc.oneof(
  fc.record({
    type: fc.constant('take' as const),
    packed: fc.uint8Array({ maxLength: 40 }),
    bytes: fc.nat(40),
  }),
  fc.record({
    type: fc.constant('call' as const),
    id: fc.nat(),
    method: fc.constant('answered' as const),
    args: fc.constant([{ body: new Uint8Array([1, 2]), model: null }, undefined, Number.POSITIVE_INFINITY]),
  }),
);

/** The same, whichever kind of array the bytes are in. */
const plain = (messages: readonly ToStore[]): unknown =>
  messages.map((one) => (one.type === 'take' ? { ...one, packed: [...one.packed] } : one));

it('messages come out of a pipe as they went in, wherever it cuts them', () => {
  const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 });
  fc.assert(
    fc.property(fc.array(message, { maxLength: 6 }), cuts, (messages, lengths) => {
      const all = Buffer.concat(messages.flatMap(framed));
      const reader = new FrameReader();
      const out: ToStore[] = [];
      for (let at = 0, i = 0; at < all.length; i++) {
        const length = lengths[i % lengths.length] ?? 1;
        out.push(...reader.read(all.subarray(at, at + length)));
        at += length;
      }
      expect(plain(out)).toEqual(plain(messages));
    }),
  );
});
