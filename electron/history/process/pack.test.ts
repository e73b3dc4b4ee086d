import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SinkMessage } from '../record/message.ts';
import { type Packed, Packer, unpacked } from './pack.ts';

function packed(messages: readonly SinkMessage[], packer = new Packer()): Packed {
  for (const one of messages)
    if (one.type === 'delivery') packer.delivery(one.id, one.bytes, one.atMs);
    else packer.add(one);
  return packer.take();
}

const id = fc.constantFrom('a', 'b', 'c');
const bytes = fc.uint8Array({ maxLength: 5 });
const message: fc.Arbitrary<SinkMessage> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('delivery'), id, bytes, atMs: fc.nat() }) },
  fc.record({ type: fc.constant('request-body'), id, bytes }),
  fc.record({ type: fc.constant('request-ended'), id, atMs: fc.nat() }),
);

/** The same, whichever kind of array the bytes are in. */
const plain = (messages: Iterable<SinkMessage>): unknown =>
  [...messages].map((one) => ('bytes' in one ? { ...one, bytes: [...one.bytes] } : one));

it('messages come out as they went in, in their order', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 20 }), (messages) => {
      expect(plain(unpacked(packed(messages)))).toEqual(plain(messages));
    }),
  );
});

it('deliveries that follow each other cross as one', () => {
  const delivery = (name: string): SinkMessage => ({
    type: 'delivery',
    id: name,
    bytes: new Uint8Array(3),
    atMs: 1,
  });
  const ended: SinkMessage = { type: 'request-ended', id: 'b', atMs: 2 };
  const all = packed([delivery('a'), delivery('b'), ended, delivery('a')]);
  expect(
    JSON.parse(Buffer.from(all.packed).toString('utf8', all.bytes)).map(({ type }: SinkMessage) => type),
  ).toEqual(['deliveries', 'request-ended', 'deliveries']);
});

it('a block that was released is filled again, whatever its bytes were; one that was not stays as it is', () => {
  const packer = new Packer();
  const of = (value: number): SinkMessage => ({
    type: 'delivery',
    id: 'a',
    bytes: new Uint8Array(9).fill(value),
    atMs: 1,
  });
  const first = packed([of(1)], packer);
  const second = packed([of(2)], packer);
  expect(second.packed.buffer).not.toBe(first.packed.buffer);
  packer.release(first);
  const third = packed([of(3)], packer);
  expect(third.packed.buffer).toBe(first.packed.buffer);
  expect([second, third].flatMap(({ packed, bytes }) => [...packed.subarray(0, bytes)])).toEqual([
    ...Array(9).fill(2),
    ...Array(9).fill(3),
  ]);
});

it('bytes beyond a block cross whole', () => {
  const long = (value: number): SinkMessage => ({
    type: 'delivery',
    id: 'a',
    bytes: new Uint8Array(300_000).fill(value),
    atMs: 1,
  });
  const messages = [long(1), long(2), long(3)];
  const whole = (all: Iterable<SinkMessage>): Buffer =>
    Buffer.concat([...all].map((one) => ('bytes' in one ? one.bytes : Buffer.alloc(0))));
  expect(whole(unpacked(packed(messages))).equals(whole(messages))).toBe(true);
});

it('of many batches under way a few blocks are kept for the next ones, the others are given back', () => {
  const packer = new Packer();
  const one: SinkMessage = { type: 'delivery', id: 'a', bytes: new Uint8Array(9), atMs: 1 };
  const batches = Array.from({ length: 40 }, () => packed([one], packer));
  for (const batch of batches) packer.release(batch);
  const held = batches.reduce((sum, batch) => sum + batch.packed.buffer.byteLength, 0);
  expect(held).toBeGreaterThan(0);
  expect(held).toBeLessThan(5_000_000);
});
