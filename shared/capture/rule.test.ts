import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { namesModel, rewritten, withModel } from './rule.ts';

describe('a rewritten body', () => {
  test.each([
    ['{"a":1,"b":2}', 'a', '3', '{"a":3,"b":2}'],
    ['{"a":1,"b":2}', 'a', null, '{"b":2}'],
    ['{"a":1}', 'b.c', '"d"', '{"a":1,"b":{"c":"d"}}'],
    ['{"a":{"b":1,"c":2}}', 'a.b', null, '{"a":{"c":2}}'],
    ['{"a.b":1,"a":{"b":2}}', 'a.b', null, '{"a":{"b":2}}'],
    [
      '{"max":9223372036854775807,"a":1.0,"10":2,"b":1}',
      'b',
      '5',
      '{"max":9223372036854775807,"a":1.0,"10":2,"b":5}',
    ],
    ['{"a":1,"max":9223372036854775807}', 'a', null, '{"max":9223372036854775807}'],
    [
      '{ "a" : { "b" : "}\\"" } ,\n "c": [1, {"a": 2}] }',
      'a.b',
      ' 1.0 ',
      '{ "a" : { "b" : 1.0 } ,\n "c": [1, {"a": 2}] }',
    ],
    ['{"a":1, "b":2, "a":3, "c":4}', 'a', null, '{"b":2, "c":4}'],
    ['{"a":1,"a":2}', 'a', '3', '{"a":1,"a":3}'],
    ['{ }', 'a.b', '1', '{"a":{"b":1} }'],
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

test.each([
  ['/model/a%3A0/invoke?x=1', true],
  ['/model/arn:a/b/converse-stream', true],
  ['/guardrail/a/version/1/apply', false],
  ['/async-invoke', false],
  ['/foundation-models', false],
])('whether %s names a model that could be another: %s', (target, names) => {
  expect(namesModel(target)).toBe(names);
});

test('a rewritten body says what the same change of its value says', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const key = fc.constantFrom('a', 'b', '"', 'ä\\', '10');
  const object = fc.dictionary(key, fc.oneof(json, fc.dictionary(key, json)));
  fc.assert(
    fc.property(object, key, fc.option(json), fc.constantFrom(0, 2), (body, member, value, indent) => {
      const text = rewritten(
        JSON.stringify(body, null, indent),
        member,
        value === null ? null : JSON.stringify(value),
      );
      const { [member]: before, ...rest } = JSON.parse(JSON.stringify(body));
      const after = value === null ? rest : { ...rest, [member]: JSON.parse(JSON.stringify(value)) };
      if (text === null) expect(before).toEqual(after[member]);
      else expect(JSON.parse(text)).toEqual(after);
    }),
  );
});
