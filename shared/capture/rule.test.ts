import { describe, expect, test } from 'vitest';
import { rewritten, withModel } from './rule.ts';

describe('a rewritten body', () => {
  test.each([
    ['{"a":1,"b":2}', 'a', '3', '{"a":3,"b":2}'],
    ['{"a":1,"b":2}', 'a', null, '{"b":2}'],
    ['{"a":1}', 'b.c', '"d"', '{"a":1,"b":{"c":"d"}}'],
    ['{"a":{"b":1,"c":2}}', 'a.b', null, '{"a":{"c":2}}'],
    ['{"a.b":1,"a":{"b":2}}', 'a.b', null, '{"a":{"b":2}}'],
    ['{"a":1}', '__proto__', '2', '{"a":1,"__proto__":2}'],
  ])('of %s with %s as %s is %s', (body, member, json, changed) => {
    expect(rewritten(body, member, json)).toBe(changed);
  });

  test.each([
    ['{"a":1}', 'b', null],
    ['{"a":1}', 'a', '1'],
    ['{"a":1}', 'a.b', '1'],
    ['{"a":1}', 'b.c', null],
    ['[1]', '0', null],
    ['{"a', 'a', null],
    ['{"a":1}', 'a', '{'],
  ])('of %s with %s as %s stays as it is', (body, member, json) => {
    expect(rewritten(body, member, json)).toBeNull();
  });
});

test('another model stands in the path as it is written there', () => {
  expect(withModel('/model/a%3A0/invoke?x=1', 'arn:b/c')).toBe('/model/arn%3Ab%2Fc/invoke?x=1');
});
