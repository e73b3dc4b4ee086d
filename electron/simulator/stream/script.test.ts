import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collect, divide, flipBit, inBursts, type Script, splitAt, spread } from './script.ts';

const scripts = fc
  .array(fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.nat(50)), { maxLength: 12 })
  .map((parts): Script => {
    let atMs = 0;
    return parts.map(([bytes, gap]) => {
      atMs += gap;
      return { atMs, bytes };
    });
  });
const bytesOf = (script: Script): Buffer => Buffer.concat(script.map(({ bytes }) => bytes));
const startsOf = (script: Script): readonly number[] =>
  script.map((_, i) => bytesOf(script.slice(0, i)).length);

test('splitting, gathering and spreading never change the bytes', () => {
  fc.assert(
    fc.property(scripts, fc.array(fc.nat(250)), fc.integer({ min: 1, max: 60 }), (script, offsets, size) => {
      const bytes = bytesOf(script);
      for (const changed of [
        splitAt(script, offsets),
        collect(script),
        inBursts(script, size),
        spread(script, 3),
      ])
        expect(bytesOf(changed).equals(bytes)).toBe(true);
    }),
  );
});

test('a delivery begins at each offset that lies inside', () => {
  fc.assert(
    fc.property(scripts, fc.array(fc.nat(250)), (script, offsets) => {
      const size = bytesOf(script).length;
      const inside = offsets.filter((offset) => offset > 0 && offset < size);
      expect(startsOf(splitAt(script, offsets))).toEqual(expect.arrayContaining(inside));
    }),
  );
});

test('dividing gives exactly the bytes before and behind', () => {
  fc.assert(
    fc.property(scripts, fc.nat(250), (script, offset) => {
      const bytes = bytesOf(script);
      const [before, after] = divide(script, offset);
      expect(bytesOf(before).equals(bytes.subarray(0, offset))).toBe(true);
      expect(bytesOf(after).equals(bytes.subarray(offset))).toBe(true);
    }),
  );
});

test('flipping changes one bit, and twice nothing', () => {
  fc.assert(
    fc.property(scripts, fc.nat(250), fc.nat(7), (script, offset, bit) => {
      const bytes = bytesOf(script);
      const once = bytesOf(flipBit(script, offset, bit));
      const changed = bytes.filter((byte, i) => byte !== once[i]).length;
      expect(changed).toBe(offset < bytes.length ? 1 : 0);
      expect(bytesOf(flipBit(flipBit(script, offset, bit), offset, bit)).equals(bytes)).toBe(true);
    }),
  );
});

test('bursts wait for their size and leave with their last part', () => {
  const piece = (atMs: number) => ({ atMs, bytes: new Uint8Array(10) });
  const bursts = inBursts([piece(1), piece(2), piece(3), piece(4), piece(5)], 20);
  expect(bursts.map(({ atMs, bytes }) => [atMs, bytes.length])).toEqual([
    [2, 20],
    [4, 20],
    [5, 10],
  ]);
});

test('spreading keeps times that are far enough apart and delays the others', () => {
  const piece = (atMs: number) => ({ atMs, bytes: new Uint8Array(1) });
  expect(spread([piece(0), piece(0), piece(3), piece(50)], 5).map(({ atMs }) => atMs)).toEqual([
    0, 5, 10, 50,
  ]);
});
