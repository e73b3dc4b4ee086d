import { describe, expect, it } from 'vitest';
import { bytes, chunkName, milliseconds } from './units.ts';

describe('units', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KB'],
    [20 * 1024 * 1024, '20.0 MB'],
  ])('%d bytes read %s', (count, text) => {
    expect(bytes(count)).toBe(text);
  });

  it.each([
    [0.314, '0.31 ms'],
    [4.26, '4.3 ms'],
    [642.4, '642 ms'],
    [12_340, '12.3 s'],
  ])('%d ms read %s', (ms, text) => {
    expect(milliseconds(ms)).toBe(text);
  });

  it.each([
    [null, 'as received'],
    [2048, '2048 B'],
    [65_536, '64.0 KB'],
  ])('chunk size %s reads %s', (size, text) => {
    expect(chunkName(size)).toBe(text);
  });
});
