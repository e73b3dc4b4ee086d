import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GatheredBytes } from './gathered-bytes.ts';

const bytes = (lengths: readonly number[]): Buffer[] =>
  lengths.map((length, i) => Buffer.alloc(length, 65 + (i % 26)));

it('gives back what was added, small and large, also where it was asked for in between', () => {
  const length = fc.oneof(fc.nat(300), fc.integer({ min: 15_000, max: 40_000 }));
  fc.assert(
    fc.property(fc.array(fc.tuple(length, fc.boolean()), { maxLength: 30 }), (steps) => {
      const gathered = new GatheredBytes();
      const pieces = bytes(steps.map(([size]) => size));
      const seen: [Buffer, Buffer][] = [];
      for (const [i, piece] of pieces.entries()) {
        gathered.add(piece);
        if (steps[i]?.[1]) seen.push([gathered.whole(), Buffer.concat(pieces.slice(0, i + 1))]);
      }
      seen.push([gathered.whole(), Buffer.concat(pieces)]);
      for (const [got, wanted] of seen) expect(got.equals(wanted)).toBe(true);
    }),
  );
});

it('keeps no array of a small piece, and is as large as its bytes once it is whole', () => {
  const gathered = new GatheredBytes();
  const piece = Buffer.from('a frame');
  gathered.add(piece);
  piece.fill('x');
  for (let i = 0; i < 1_000; i++) gathered.add(Buffer.alloc(200, 66));
  const whole = gathered.whole();
  expect(whole.toString('latin1', 0, 9)).toBe('a frameBB');
  expect(whole.buffer.byteLength).toBe(7 + 200_000);
  expect(gathered.whole()).toBe(whole);
});
