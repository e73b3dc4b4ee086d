import fc from 'fast-check';
import { findNodeAtLocation, type JSONPath, parseTree } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { isArray, isObject, type Json } from '../json/json.ts';
import { child, type Pointer } from '../json/pointer.ts';
import { spansOf } from './spans.ts';

/** Every place of a document, as pointer and as path. */
function placesIn(
  value: Json,
  pointer: Pointer = '',
  path: JSONPath = [],
): readonly (readonly [Pointer, JSONPath])[] {
  const inside = isArray(value)
    ? value.flatMap((item, i) => placesIn(item, child(pointer, i), [...path, i]))
    : isObject(value)
      ? Object.keys(value).flatMap((key) => placesIn(value[key] ?? null, child(pointer, key), [...path, key]))
      : [];
  return [[pointer, path], ...inside];
}

describe('places in a JSON text', () => {
  it('are those that the JSON library finds, however the text is laid out', () => {
    const key = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('a/b', '~', '"', '\\', '__proto__', '{', '0'),
    );
    const { document } = fc.letrec<{ document: Json }>((tie) => ({
      document: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
        fc.array(tie('document'), { maxLength: 4 }),
        fc.array(fc.tuple(key, tie('document')), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs)),
      ),
    }));
    fc.assert(
      fc.property(document, fc.constantFrom('', ' ', '\t', '  '), fc.boolean(), (value, indent, escaped) => {
        const plain = JSON.stringify(value, null, indent);
        const text = escaped
          ? plain.replace(/[^\x20-\x7e\n\t]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
          : plain;
        const tree = parseTree(text);
        const spans = spansOf(text);
        for (const [pointer, path] of placesIn(value)) {
          const node = tree && findNodeAtLocation(tree, path);
          const name = node?.parent?.type === 'property' ? node.parent.children?.[0] : undefined;
          expect(spans.find(pointer)).toEqual({
            key: name ? { from: name.offset, to: name.offset + name.length } : null,
            value: { from: node?.offset, to: (node?.offset ?? 0) + (node?.length ?? 0) },
          });
        }
        expect(spans.find('/no/such/place')).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });

  it('of a key given twice are those of the last one, which counts', () => {
    expect(spansOf('{"a":1, "a":2}').find('/a')).toEqual({
      key: { from: 8, to: 11 },
      value: { from: 12, to: 13 },
    });
  });

  it('end for text that is no JSON too', () => {
    for (const text of [
      '',
      '{',
      '[',
      '"',
      '{"a',
      '{"a":',
      '{"a":[',
      '[,,,]',
      '{{{{',
      ']]]]',
      'hello',
      '{"a" "b"}',
      '[1 2',
      '{a:1}',
    ])
      expect(() => spansOf(text).find('/a/0')).not.toThrow();
  });
});
