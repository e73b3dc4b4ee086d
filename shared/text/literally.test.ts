import { expect, it } from 'vitest';
import { literally } from './literally.ts';

it('every sign stands for itself', () => {
  const signs = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('');
  for (const flags of ['', 'u', 'i']) {
    expect(new RegExp(`^${literally(signs)}$`, flags).test(signs)).toBe(true);
    for (const sign of signs) expect(new RegExp(`^${literally(sign)}$`, flags).exec(sign)?.[0]).toBe(sign);
  }
  expect(new RegExp(literally('a.c')).test('abc')).toBe(false);
});
