import { describe, expect, it } from 'vitest';
import { BEHAVIOURS, has, observed } from './behaviours.ts';
import { KNOWN_RELEASES } from './known.ts';
import { byRelease, type Release, since } from './release.ts';
import { isThere, valuesIn } from './timeline.ts';

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

  it('do what they do from the versions at which it begins until it ends, and again', () => {
    const comings = ['1.87.0', '1.90.0', '1.109.1'];
    const asked: Release[] = ['1.86.9', '1.87.0', '1.89.9', '1.90.0', '1.109.0', '1.109.1', '2.0.0'];
    expect(asked.map((release) => isThere(comings, release))).toEqual([
      ...[false, true, true, false, false, true, true],
    ]);
    expect(has('1.90.0', 'cache-marks-capped')).toBe(true);
    expect(has('1.87.0', 'cache-marks-capped')).toBe(false);
  });

  it('have behaviours that begin and end in order, at releases that can be installed', () => {
    const known = KNOWN_RELEASES.map(({ release }) => release);
    for (const [name, versions] of Object.entries<readonly string[]>(BEHAVIOURS)) {
      const at = versions.map((version) => known.indexOf(version as Release));
      expect([name, at.includes(-1), [...at].sort((a, b) => a - b)]).toEqual([name, false, at]);
    }
  });

  it('know of values what holds since the newest version that is not newer', () => {
    const values = { a: { '1.87.0': 1, '1.109.1': 3, '1.90.0': null }, b: { '1.109.1': 4 } };
    const asked: Release[] = ['1.87.5', '1.95.0', '1.110.0'];
    expect(asked.map((release) => valuesIn(values, release))).toEqual([{ a: 1 }, {}, { a: 3, b: 4 }]);
  });

  it('are seen as somebody else would have them while they are observed', () => {
    const asked: string[] = [];
    const held = observed(
      (behaviour) => {
        asked.push(behaviour);
        return false;
      },
      () => has('1.90.0', 'cache-marks-capped'),
    );
    expect([held, asked]).toEqual([false, ['cache-marks-capped']]);
    expect(has('1.90.0', 'cache-marks-capped')).toBe(true);
  });
});
