import { describe, expect, it } from 'vitest';
import { has } from './behaviours.ts';
import { byRelease, type Release, since } from './release.ts';

describe('Releases', () => {
  it('are ordered by their full version, number by number', () => {
    expect(since('1.90.0', '1.87.0')).toBe(true);
    expect(since('1.90.0', '1.90.0')).toBe(true);
    expect(since('1.90.0', '1.109.1')).toBe(false);
    expect(since('1.109.0', '1.109.1')).toBe(false);
    expect(since('2.0.0', '1.999.9')).toBe(true);
  });

  it('take a table’s entry of the newest version that is not newer than they are', () => {
    const table = byRelease({ '1.109.1': 'c', '1.87.0': 'a', '1.90.0': 'b' });
    const asked: Release[] = ['1.80.0', '1.87.0', '1.89.9', '1.90.0', '1.109.0', '1.109.1', '1.200.0'];
    expect(asked.map(table)).toEqual(['a', 'a', 'a', 'b', 'b', 'c', 'c']);
  });

  it('are refused where they are no full version', () => {
    expect(() => byRelease({ '109': 1 })).toThrow('109 is no full version');
    expect(() => byRelease({})).toThrow('needs an entry');
  });

  it('do what they do within an interval of versions', () => {
    expect(has('1.90.0', 'cache-marks-capped')).toBe(true);
    expect(has('1.87.0', 'cache-marks-capped')).toBe(false);
    expect(has('1.95.3', 'messages-system-left-alone')).toBe(true);
    expect(has('1.109.1', 'messages-system-left-alone')).toBe(false);
  });
});
