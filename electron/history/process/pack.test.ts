import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SinkMessage } from '../record/message.ts';
import { packed, unpacked } from './pack.ts';

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
  expect(all.map(({ type }) => type)).toEqual(['deliveries', 'request-ended', 'deliveries']);
});
