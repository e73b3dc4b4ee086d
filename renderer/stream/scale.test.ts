import { describe, expect, it } from 'vitest';
import { LAST_POSITION, nearest, positionOf, sizeAt, snap } from './scale.ts';

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
    expect(snap(41, 40)).toBe(41);
  });

  it('follows a pointer without ever stepping back', () => {
    const dragged = Array.from({ length: LAST_POSITION + 1 }, (_, at) => positionOf(sizeAt(nearest(at))));
    expect(dragged).toEqual([...dragged].sort((a, b) => a - b));
    expect(dragged.at(-2)).toBe(LAST_POSITION);
    expect(dragged).not.toContain(positionOf(65_536) + 1);
  });

  it('reaches every size in both directions, one arrow key at a time', () => {
    const walk = (step: number, from: number): readonly number[] => {
      const visited = [from];
      for (let now = from; ; ) {
        const next = positionOf(sizeAt(snap(now + step, now)));
        if (next === now || visited.length > 500) return visited;
        visited.push(next);
        now = next;
        if (now === 0 || now === LAST_POSITION) return visited;
      }
    };
    const up = walk(1, 0);
    expect(up.at(-1)).toBe(LAST_POSITION);
    expect(walk(-1, LAST_POSITION)).toEqual([...up].reverse());
    expect(up.slice(0, 5).map(sizeAt)).toEqual([1, 2, 3, 4, 5]);
  });
});
