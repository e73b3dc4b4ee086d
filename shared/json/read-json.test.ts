import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loads } from '../pipeline/python/json.ts';
import { NestedTooDeep } from './depth.ts';
import { isObject, type Json } from './json.ts';
import { jsonIn, parseJson } from './parse.ts';
import { readJson } from './read-json.ts';
import { inheritTexts, keysAsWritten, numberAsWritten } from './texts.ts';

const read = (text: string): object => {
  const value: Json = readJson(text);
  if (typeof value !== 'object' || value === null) throw new Error('a container is needed');
  return value;
};

describe('reading JSON without loss', () => {
  it('gives the value that JSON.parse gives, whatever the numbers', () => {
    const number = fc.oneof(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map(String),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => `${value}`),
      fc.constantFrom('1.0', '-0', '-0.0', '1e2', '1E400', '0.10', '5e-324'),
    );
    const text = fc
      .array(
        fc.oneof(
          number,
          fc.string().map((value) => JSON.stringify(value)),
        ),
      )
      .map(
        (items) =>
          `{"list": [${items.join(', ')}], "2": 1.0, "1": {"0": [${items.join(',')}]}, "__proto__": 1e2}`,
      );
    fc.assert(
      fc.property(text, (given) => {
        expect(readJson(given)).toEqual(JSON.parse(given));
      }),
    );
  });

  it.each(['1.0', '1e2', '-0', '-0.0', '12345678901234567890', '9007199254740993', '1E400'])(
    'remembers %s',
    (number) => {
      expect(numberAsWritten(read(`[${number}]`), 0)).toBe(number);
      expect(numberAsWritten(read(`{"a": ${number}}`), 'a')).toBe(number);
    },
  );

  it.each(['1', '-1', '0.5', '1e-5', '9007199254740991'])('has nothing to remember of %s', (number) => {
    expect(numberAsWritten(read(`[${number}, 1.0]`), 0)).toBeUndefined();
  });

  it('keeps the place of keys that look like integers, and of a key given twice the last value', () => {
    const value = read('{"b": 1.0, "10": 1, "2": 2, "b": 3}');
    expect(keysAsWritten(value)).toEqual(['b', '10', '2']);
    expect(numberAsWritten(value, 'b')).toBeUndefined();
    expect(isObject(value) && value.b).toBe(3);
  });

  it('takes nothing inside a string for a number', () => {
    expect(numberAsWritten(read('{"a": "1.0, \\" 2.0", "n": 1}'), 'a')).toBeUndefined();
  });

  it('gives a copy what its original was written as', () => {
    const original = read('{"3": 1.0, "1": 2}');
    const copy = inheritTexts({ model: 'm', ...original }, original);
    expect(numberAsWritten(copy, '3')).toBe('1.0');
    expect(keysAsWritten(copy)).toEqual(['3', '1', 'model']);
  });

  it('throws what JSON.parse throws', () => {
    expect(() => readJson('{"a": 1.0,}')).toThrow(SyntaxError);
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a": ', '}'],
  ])('refuses %s nested deeper than anybody who walks them has stack for', (_, open, close) => {
    const nested = (levels: number): string => `${open.repeat(levels)}1.0${close.repeat(levels)}`;
    for (const reader of [readJson, parseJson]) {
      expect(() => reader(nested(500))).not.toThrow();
      expect(() => reader(nested(501))).toThrow(NestedTooDeep);
      expect(() => reader(nested(100_000))).toThrow(NestedTooDeep);
    }
    expect(jsonIn(nested(501))).toBeUndefined();
    expect(() => loads(nested(501))).toThrow(NestedTooDeep);
  });
});
