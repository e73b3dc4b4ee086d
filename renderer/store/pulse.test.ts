import { describe, expect, it } from 'vitest';
import { beatInterval } from './pulse.ts';

describe('how often a growing stream is drawn', () => {
  it('takes the same small share of the time whether the machine draws quickly or slowly', () => {
    for (const drawingMs of [3, 6, 11]) expect(drawingMs / beatInterval(drawingMs)).toBeCloseTo(0.06);
  });

  it('is thirty times a second where drawing is quick', () => {
    expect(beatInterval(0.5)).toBe(33);
  });

  it('is five times a second however slow drawing is', () => {
    expect(beatInterval(400)).toBe(200);
  });
});
