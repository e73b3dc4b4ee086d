import { describe, expect, it } from 'vitest';
import { LAST_POSITION, positionOf, sizeAt, snap } from './scale.ts';

describe('the slider of chunk sizes', () => {
  it('reaches from one byte to 64 KB and then as received', () => {
    expect(sizeAt(0)).toBe(1);
    expect(sizeAt(positionOf(65_536))).toBe(65_536);
    expect(sizeAt(LAST_POSITION)).toBeNull();
  });

  it.each([1, 64, 512, 1024, 2048, 4096, 16_384])('holds %d bytes exactly', (size) => {
    expect(sizeAt(positionOf(size))).toBe(size);
  });

  it('goes back to as received', () => {
    expect(positionOf(null)).toBe(LAST_POSITION);
  });

  it('jumps over the room between 64 KB and as received in both directions', () => {
    const top = positionOf(65_536);
    expect(snap(top + 1, top)).toBe(LAST_POSITION);
    expect(snap(LAST_POSITION - 1, LAST_POSITION)).toBe(top);
    expect(snap(10, 9)).toBe(10);
  });
});
