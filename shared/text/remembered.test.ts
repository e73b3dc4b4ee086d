import { describe, expect, it } from 'vitest';
import { remembered } from './remembered.ts';

describe('what a name tells', () => {
  it('is asked once for each name, also where it is nothing', () => {
    const asked: string[] = [];
    const of = remembered((name) => {
      asked.push(name);
      return name === 'known' ? 1 : undefined;
    });
    expect([of('known'), of('other'), of('known'), of('other')]).toEqual([1, undefined, 1, undefined]);
    expect(asked).toEqual(['known', 'other']);
  });

  it('is kept of a bounded number of names', () => {
    let asked = 0;
    const of = remembered((name) => {
      asked += 1;
      return name;
    });
    const names = Array.from({ length: 501 }, (_, i) => `model-${i}`);
    names.forEach(of);
    expect(of('model-500')).toBe('model-500');
    expect(asked).toBe(501);
    expect(of('model-0')).toBe('model-0');
    expect(asked).toBe(502);
  });

  it('is asked anew of a name that is longer than what is kept', () => {
    let asked = 0;
    const of = remembered(() => ++asked, { longest: 3 });
    expect([of('abc'), of('abc'), of('abcd'), of('abcd')]).toEqual([1, 1, 2, 3]);
  });
});
