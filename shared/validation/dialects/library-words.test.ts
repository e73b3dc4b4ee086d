import { describe, expect, test } from 'vitest';
import type { Json } from '../../json/json.ts';
import { LazyText } from '../../text/lazy-text.ts';
import { checker } from '../schema/check.ts';
import type { Schema } from '../schema/schema.ts';
import { anthropic } from './anthropic.ts';
import type { Dialect } from './dialect.ts';
import { everit } from './everit.ts';
import { dialectFor, wordingOn } from './index.ts';
import { pydantic } from './pydantic.ts';
import { serde } from './serde.ts';
import { isUnreadable, smithy } from './smithy.ts';
import { Subject } from './subject.ts';

// The right values are what the libraries themselves said of the same values: pydantic 2.10.6 (strict, extra keys
// forbidden), serde_json 1 with serde_path_to_error 0.1, everit-json-schema 1.14.4 (whose messages are told one after the other).

/** What a dialect answers about a text, given the rules of its members. */
function answered(dialect: Dialect, properties: Readonly<Record<string, Schema>>, raw: string): string {
  const schema: Schema = { type: 'object', properties, additionalProperties: false };
  const body = JSON.parse(raw) as Json;
  const subject = new Subject({ schema, body, raw: new LazyText(raw), onInvoke: false });
  const found = dialect.order(checker(schema)(body), subject);
  return dialect.answer(
    found.map((one) => dialect.sentence(one, subject)),
    subject,
  );
}

const INNER: Schema = {
  type: 'object',
  properties: { role: { type: 'string' } },
  required: ['role'],
  additionalProperties: false,
};
const ABC: Schema = { enum: ['a', 'b', 'c'] };
const SHORT: Schema = { maxLength: 1 };

describe("pydantic's sentences", () => {
  const rows: readonly (readonly [Schema, Json, string, string?])[] = [
    [
      { type: 'string' },
      null,
      'Input should be a valid string [type=string_type, input_value=None, input_type=NoneType]',
    ],
    [
      { type: 'string' },
      true,
      'Input should be a valid string [type=string_type, input_value=True, input_type=bool]',
    ],
    [
      { type: 'string' },
      false,
      'Input should be a valid string [type=string_type, input_value=False, input_type=bool]',
    ],
    [
      { type: 'string' },
      1,
      'Input should be a valid string [type=string_type, input_value=1, input_type=int]',
    ],
    [
      { type: 'string' },
      1.5,
      'Input should be a valid string [type=string_type, input_value=1.5, input_type=float]',
    ],
    [
      { type: 'string' },
      [],
      'Input should be a valid string [type=string_type, input_value=[], input_type=list]',
    ],
    [
      { type: 'string' },
      ['a', "it's", null, true],
      "Input should be a valid string [type=string_type, input_value=['a', \"it's\", None, True], input_type=list]",
    ],
    [
      { type: 'string' },
      { a: 'x', b: 1 },
      "Input should be a valid string [type=string_type, input_value={'a': 'x', 'b': 1}, input_type=dict]",
    ],
    [
      { type: 'boolean' },
      'x',
      "Input should be a valid boolean [type=bool_type, input_value='x', input_type=str]",
    ],
    [
      { type: 'integer' },
      'x',
      "Input should be a valid integer [type=int_type, input_value='x', input_type=str]",
    ],
    [
      { type: 'integer' },
      1.5,
      'Input should be a valid integer [type=int_type, input_value=1.5, input_type=float]',
    ],
    [
      { type: 'integer' },
      true,
      'Input should be a valid integer [type=int_type, input_value=True, input_type=bool]',
    ],
    [
      { type: 'number' },
      'x',
      "Input should be a valid number [type=float_type, input_value='x', input_type=str]",
    ],
    [
      { type: 'array' },
      'x',
      "Input should be a valid list [type=list_type, input_value='x', input_type=str]",
    ],
    [
      { type: 'array' },
      { a: 1 },
      "Input should be a valid list [type=list_type, input_value={'a': 1}, input_type=dict]",
    ],
    [
      { type: 'object' },
      'x',
      "Input should be a valid dictionary [type=dict_type, input_value='x', input_type=str]",
    ],
    [
      { type: 'object' },
      [],
      'Input should be a valid dictionary [type=dict_type, input_value=[], input_type=list]',
    ],
    [{ type: 'null' }, 1, 'Input should be None [type=none_required, input_value=1, input_type=int]'],
    [
      { type: ['string', 'null'] },
      1,
      'Input should be a valid string [type=string_type, input_value=1, input_type=int]',
    ],
    [
      { type: ['array', 'null'] },
      1,
      'Input should be a valid list [type=list_type, input_value=1, input_type=int]',
    ],
    [{ enum: ['a'] }, 'z', "Input should be 'a' [type=literal_error, input_value='z', input_type=str]"],
    [
      { enum: ['a', 'b'] },
      'z',
      "Input should be 'a' or 'b' [type=literal_error, input_value='z', input_type=str]",
    ],
    [ABC, 'z', "Input should be 'a', 'b' or 'c' [type=literal_error, input_value='z', input_type=str]"],
    [
      ABC,
      "it's",
      "Input should be 'a', 'b' or 'c' [type=literal_error, input_value=\"it's\", input_type=str]",
    ],
    [
      ABC,
      'say "no"',
      "Input should be 'a', 'b' or 'c' [type=literal_error, input_value='say \"no\"', input_type=str]",
    ],
    [
      ABC,
      'it\'s "so"',
      "Input should be 'a', 'b' or 'c' [type=literal_error, input_value='it\\'s \"so\"', input_type=str]",
    ],
    [
      ABC,
      'a\\b',
      "Input should be 'a', 'b' or 'c' [type=literal_error, input_value='a\\\\b', input_type=str]",
    ],
    [
      ABC,
      'a\nb\rc\td',
      "Input should be 'a', 'b' or 'c' [type=literal_error, input_value='a\\nb\\rc\\td', input_type=str]",
    ],
    [
      { enum: ['a', 1] },
      'z',
      "Input should be 'a' or 1 [type=literal_error, input_value='z', input_type=str]",
    ],
    [
      { minimum: 1 },
      0,
      'Input should be greater than or equal to 1 [type=greater_than_equal, input_value=0, input_type=int]',
    ],
    [
      { maximum: 1 },
      2,
      'Input should be less than or equal to 1 [type=less_than_equal, input_value=2, input_type=int]',
    ],
    [
      { exclusiveMinimum: 0 },
      0,
      'Input should be greater than 0 [type=greater_than, input_value=0, input_type=int]',
    ],
    [
      { minLength: 1 },
      '',
      "String should have at least 1 character [type=string_too_short, input_value='', input_type=str]",
    ],
    [
      { minLength: 2 },
      'a',
      "String should have at least 2 characters [type=string_too_short, input_value='a', input_type=str]",
    ],
    [
      SHORT,
      'abc',
      "String should have at most 1 character [type=string_too_long, input_value='abc', input_type=str]",
    ],
    [
      SHORT,
      'éééééééééééééééééééé',
      "String should have at most 1 character [type=string_too_long, input_value='éééééééééééééééééééé', input_type=str]",
    ],
    [
      SHORT,
      'éééééééééééééééééééééééééé',
      "String should have at most 1 character [type=string_too_long, input_value='éééééééééééé...ééééééééééé', input_type=str]",
    ],
    [
      SHORT,
      'éééééééééééééééééééééééééééééé',
      "String should have at most 1 character [type=string_too_long, input_value='éééééééééééé...ééééééééééé', input_type=str]",
    ],
    [
      SHORT,
      '😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀',
      "String should have at most 1 character [type=string_too_long, input_value='😀😀😀😀😀😀...😀😀😀😀😀', input_type=str]",
    ],
    [
      SHORT,
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      "String should have at most 1 character [type=string_too_long, input_value='aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', input_type=str]",
    ],
    [
      SHORT,
      'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      "String should have at most 1 character [type=string_too_long, input_value='aaaaaaaaaaaaaaaaaaaaaaaa...aaaaaaaaaaaaaaaaaaaaaaa', input_type=str]",
    ],
    [
      SHORT,
      'aaaaaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbcccccccccccccccccccc',
      "String should have at most 1 character [type=string_too_long, input_value='aaaaaaaaaaaaaaaaaaaabbbb...bbbcccccccccccccccccccc', input_type=str]",
    ],
    [
      SHORT,
      '\u0001\u007f',
      "String should have at most 1 character [type=string_too_long, input_value='\\x01\\x7f', input_type=str]",
    ],
    [
      { pattern: '^a$' },
      'b',
      "String should match pattern '^a$' [type=string_pattern_mismatch, input_value='b', input_type=str]",
    ],
    [
      { type: 'array', minItems: 1 },
      [],
      'List should have at least 1 item after validation, not 0 [type=too_short, input_value=[], input_type=list]',
    ],
    [
      { type: 'array', minItems: 2 },
      ['a'],
      "List should have at least 2 items after validation, not 1 [type=too_short, input_value=['a'], input_type=list]",
    ],
    [
      { type: 'array', maxItems: 1 },
      ['a', 'b'],
      "List should have at most 1 item after validation, not 2 [type=too_long, input_value=['a', 'b'], input_type=list]",
    ],
    [
      { type: 'array', maxItems: 1 },
      [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
        28, 29,
      ],
      'List should have at most 1 item after validation, not 30 [type=too_long, input_value=[0, 1, 2, 3, 4, 5, 6, 7, ... 24, 25, 26, 27, 28, 29], input_type=list]',
    ],
    [
      { type: 'object', minProperties: 1 },
      {},
      'Dictionary should have at least 1 item after validation, not 0 [type=too_short, input_value={}, input_type=dict]',
    ],
    [
      { type: 'object', maxProperties: 1 },
      { a: 1, b: 2 },
      "Dictionary should have at most 1 item after validation, not 2 [type=too_long, input_value={'a': 1, 'b': 2}, input_type=dict]",
    ],
    [
      { type: 'array', items: INNER },
      [{}],
      'Field required [type=missing, input_value={}, input_type=dict]',
      'k.0.role',
    ],
    [
      { type: 'array', items: INNER },
      [{ role: 1 }],
      'Input should be a valid string [type=string_type, input_value=1, input_type=int]',
      'k.0.role',
    ],
    [
      { type: 'array', items: INNER },
      [{ role: 'a', zz: [1] }],
      'Extra inputs are not permitted [type=extra_forbidden, input_value=[1], input_type=list]',
      'k.0.zz',
    ],
    [
      { type: 'array', items: INNER },
      [{ role: 'a' }, { role: 'a', zz: null }],
      'Extra inputs are not permitted [type=extra_forbidden, input_value=None, input_type=NoneType]',
      'k.1.zz',
    ],
    [
      SHORT,
      'ab\u00a0\u200b\u3000\u{e0001}',
      "String should have at most 1 character [type=string_too_long, input_value='ab\\xa0\\u200b\\u3000\\U000e0001', input_type=str]",
    ],
    [
      SHORT,
      `x${'é'.repeat(26)}`,
      "String should have at most 1 character [type=string_too_long, input_value='xééééééééééé...ééééééééééé', input_type=str]",
    ],
    [
      SHORT,
      `${'x'.repeat(24)}é${'y'.repeat(40)}é${'z'.repeat(22)}`,
      "String should have at most 1 character [type=string_too_long, input_value='xxxxxxxxxxxxxxxxxxxxxxxx...zzzzzzzzzzzzzzzzzzzzzz', input_type=str]",
    ],
    [
      SHORT,
      'À'.repeat(30),
      "String should have at most 1 character [type=string_too_long, input_value='ÀÀÀÀÀÀÀÀÀÀÀÀ...ÀÀÀÀÀÀÀÀÀÀÀ', input_type=str]",
    ],
  ];

  const placed = rows.map(([rules, value, words, place = 'k']) => [rules, value, words, place] as const);

  test.each(placed)('%j is told of %j', (rules, value, words, place) => {
    const type = /type=(\w+)/.exec(words)?.[1];
    expect(answered(pydantic('Request'), { k: rules }, JSON.stringify({ k: value }))).toBe(
      `Validation Error: 1 validation error for Request\n${place}\n  ${words}\n    For further information visit https://errors.pydantic.dev/2.10/v/${type}`,
    );
  });

  test('on invoke nothing is named', () => {
    const raw = '{"k": 1}';
    const subject = new Subject({ schema: {}, body: { k: 1 }, raw: new LazyText(raw), onInvoke: true });
    const [violation] = checker({ properties: { k: { type: 'string' } } })({ k: 1 });
    expect(violation && pydantic('Request').sentence(violation, subject)).toBe('Validation Error');
  });
});

describe("serde's sentences", () => {
  const MEMBERS: Readonly<Record<string, Schema>> = {
    i: { type: 'integer', minimum: 0 },
    f: { type: 'number' },
    s: { type: 'string' },
    b: { type: ['boolean', 'null'] },
    l: { type: 'array', items: { type: 'string' } },
    ls: { type: 'array', items: { ...INNER, additionalProperties: true } },
    one: { enum: ['a'] },
    two: { enum: ['a', 'b'] },
    three: ABC,
    m: { type: 'object', additionalProperties: INNER },
  };
  const rows: readonly (readonly [string, string])[] = [
    ['{"i":null}', 'i: invalid type: null, expected u32 at line 1 column 9'],
    ['{"i":[1]}', 'i: invalid type: sequence, expected u32 at line 1 column 5'],
    ['{"i":{"a":1}}', 'i: invalid type: map, expected u32 at line 1 column 5'],
    ['{"i":1.5}', 'i: invalid type: floating point `1.5`, expected u32 at line 1 column 8'],
    ['{"i":true}', 'i: invalid type: boolean `true`, expected u32 at line 1 column 9'],
    ['{"i":-1}', 'i: invalid value: integer `-1`, expected u32 at line 1 column 7'],
    ['{"i":"x\\"y\\u00e9"}', 'i: invalid type: string "x\\"yé", expected u32 at line 1 column 17'],
    ['{"s":null}', 's: invalid type: null, expected a string at line 1 column 9'],
    ['{"s":[1]}', 's: invalid type: sequence, expected a string at line 1 column 5'],
    ['{"s":1.5}', 's: invalid type: floating point `1.5`, expected a string at line 1 column 8'],
    ['{"s":false}', 's: invalid type: boolean `false`, expected a string at line 1 column 10'],
    ['{"s":12}', 's: invalid type: integer `12`, expected a string at line 1 column 7'],
    ['{"l":{"a":1}}', 'l: invalid type: map, expected a sequence at line 1 column 5'],
    ['{"l":"x"}', 'l: invalid type: string "x", expected a sequence at line 1 column 8'],
    ['{"l":null}', 'l: invalid type: null, expected a sequence at line 1 column 9'],
    ['{"b":"x"}', 'b: invalid type: string "x", expected a boolean at line 1 column 8'],
    ['{"f":"x"}', 'f: invalid type: string "x", expected f32 at line 1 column 8'],
    ['{"f":[]}', 'f: invalid type: sequence, expected f32 at line 1 column 5'],
    ['{"l":["a",1]}', 'l[1]: invalid type: integer `1`, expected a string at line 1 column 11'],
    ['{"one":"z"}', 'one: unknown variant `z`, expected `a` at line 1 column 10'],
    ['{"two":"z"}', 'two: unknown variant `z`, expected `a` or `b` at line 1 column 10'],
    ['{"three":"z"}', 'three: unknown variant `z`, expected one of `a`, `b`, `c` at line 1 column 12'],
    ['{"ls":[{"role":1}]}', 'ls[0].role: invalid type: integer `1`, expected a string at line 1 column 16'],
    ['{"ls":[{"n":1}]}', 'ls[0]: missing field `role` at line 1 column 14'],
    [
      '{"m":{"12":{"role":1}}}',
      'm.12.role: invalid type: integer `1`, expected a string at line 1 column 20',
    ],
    [
      '{"m":{"1a":{"role":1}}}',
      'm.1a.role: invalid type: integer `1`, expected a string at line 1 column 20',
    ],
    [
      '{"m":{"a1":{"role":1}}}',
      'm.a1.role: invalid type: integer `1`, expected a string at line 1 column 20',
    ],
    [
      '{"ls":[{"role":"a"},{"role":"a"},{"role":"a"},{"role":"a"},{"role":"a"},{"role":"a"},{"role":"a"},{"role":"a"},{"role":"a"},{"role":"a"},{"role":7}]}',
      'ls[10].role: invalid type: integer `7`, expected a string at line 1 column 146',
    ],
  ];

  test.each(rows)('%s', (raw, words) => {
    expect(answered(serde(false), MEMBERS, raw)).toBe(
      `Failed to deserialize the JSON body into the target type: ${words}`,
    );
  });
});

describe("everit's sentences", () => {
  const BLOCK: Schema = {
    type: 'object',
    tagged: { by: 'type', inPath: false, variants: { text: {}, image: {} } },
  };
  const UNION: Schema = {
    type: 'object',
    union: 'Either',
    properties: { m: { type: 'string' }, z: {} },
  };
  const rows: readonly (readonly [Schema, Json, string])[] = [
    [{ type: 'string' }, null, '#/k: expected type: String, found: Null'],
    [{ type: 'string' }, 1, '#/k: expected type: String, found: Integer'],
    [{ type: 'string' }, 1.5, '#/k: expected type: String, found: BigDecimal'],
    [{ type: 'string' }, true, '#/k: expected type: String, found: Boolean'],
    [{ type: 'string' }, [], '#/k: expected type: String, found: JSONArray'],
    [{ type: 'string' }, { a: 1 }, '#/k: expected type: String, found: JSONObject'],
    [{ type: 'integer' }, 'x', '#/k: expected type: Integer, found: String'],
    [{ type: 'integer' }, 1.5, '#/k: expected type: Integer, found: BigDecimal'],
    [{ type: 'integer' }, true, '#/k: expected type: Integer, found: Boolean'],
    [{ type: 'object' }, 'x', '#/k: expected type: JSONObject, found: String'],
    [{ type: 'object' }, [], '#/k: expected type: JSONObject, found: JSONArray'],
    [{ type: 'array' }, {}, '#/k: expected type: JSONArray, found: JSONObject'],
    [{ type: 'array' }, 'x', '#/k: expected type: JSONArray, found: String'],
    [{ type: 'boolean' }, 'x', '#/k: expected type: Boolean, found: String'],
    [{ type: 'number' }, 'x', '#/k: expected type: Number, found: String'],
    [{ type: 'null' }, 1, '#/k: expected: null, found: Integer'],
    [
      { type: ['string', 'array'] },
      1,
      '#/k: expected type: String, found: Integer#/k: expected type: JSONArray, found: Integer',
    ],
    [
      { type: ['string', 'array'] },
      {},
      '#/k: expected type: String, found: JSONObject#/k: expected type: JSONArray, found: JSONObject',
    ],
    [
      { type: ['string', 'null'] },
      1,
      '#/k: expected type: String, found: Integer#/k: expected: null, found: Integer',
    ],
    [{ type: 'string', minLength: 2 }, '😀', '#/k: expected minLength: 2, actual: 1'],
    [{ type: 'string', minLength: 2 }, 'a', '#/k: expected minLength: 2, actual: 1'],
    [{ type: 'string', maxLength: 1 }, '😀b', '#/k: expected maxLength: 1, actual: 2'],
    [{ type: 'string', maxLength: 1 }, 'abc', '#/k: expected maxLength: 1, actual: 3'],
    [{ type: 'array', minItems: 2 }, ['a'], '#/k: expected minimum item count: 2, found: 1'],
    [{ type: 'array', maxItems: 1 }, ['a', 'b'], '#/k: expected maximum item count: 1, found: 2'],
    [{ type: 'object', minProperties: 1 }, {}, '#/k: minimum size: [1], found: [0]'],
    [{ type: 'object', maxProperties: 1 }, { a: 1, b: 2 }, '#/k: maximum size: [1], found: [2]'],
    [{ enum: ['a', 'b'] }, 'z', '#/k: z is not a valid enum value'],
    [{ enum: ['a', 'b'] }, 4, '#/k: 4 is not a valid enum value'],
    [{ type: 'string', enum: ['a', 'b'] }, 'z', '#/k: z is not a valid enum value'],
    [{ minimum: 1 }, 0, '#/k: 0 is not greater or equal to 1'],
    [{ maximum: 1 }, 2, '#/k: 2 is not less or equal to 1'],
    [{ maximum: 1 }, 1.5, '#/k: 1.5 is not less or equal to 1'],
    [{ exclusiveMinimum: 0 }, 0, '#/k: 0 is not greater than 0'],
    [{ type: 'string', pattern: '^a$' }, 'b', '#/k: string [b] does not match pattern ^a$'],
    [INNER, { zz: 1 }, '#/k: required key [role] not found#/k: extraneous key [zz] is not permitted'],
    [INNER, { role: 1 }, '#/k/role: expected type: String, found: Integer'],
    [
      { type: 'array', items: { type: 'string' } },
      [1, 'a', 2],
      '#/k/0: expected type: String, found: Integer#/k/2: expected type: String, found: Integer',
    ],
    [UNION, {}, '#/k: minimum size: [1], found: [0]'],
    [UNION, { m: 1, z: 1 }, '#/k: maximum size: [1], found: [2]#/k/m: expected type: String, found: Integer'],
    [BLOCK, { type: 'z' }, '#/k/type: z is not a valid enum value'],
    [BLOCK, { type: 4 }, '#/k/type: 4 is not a valid enum value'],
    [BLOCK, { a: 1 }, '#/k: required key [type] not found'],
    [BLOCK, { type: null }, '#/k/type: null is not a valid enum value'],
    [
      {
        type: 'object',
        required: ['role', 'name'],
        maxProperties: 1,
        additionalProperties: false,
        properties: { x: { type: 'string' } },
      },
      { x: 1, zz: 2, b: 2 },
      '#/k: required key [role] not found#/k: required key [name] not found#/k: maximum size: [1], found: [3]#/k: extraneous key [zz] is not permitted#/k: extraneous key [b] is not permitted#/k/x: expected type: String, found: Integer',
    ],
    [
      { type: 'object', minProperties: 3, required: ['role'], additionalProperties: false },
      { zz: 2 },
      '#/k: required key [role] not found#/k: minimum size: [3], found: [1]#/k: extraneous key [zz] is not permitted',
    ],
  ];

  test.each(rows)('%j is told of %j', (rules, value, words) => {
    expect(answered(everit(), { k: rules }, JSON.stringify({ k: value }))).toBe(
      `Malformed input request: ${words}, please reformat your input and try again.`,
    );
  });
});

describe("Anthropic's sentences are those of pydantic", () => {
  const TEXT: Schema = {
    type: 'object',
    properties: { type: { enum: ['text'] }, text: { type: 'string' } },
    required: ['type', 'text'],
    additionalProperties: false,
  };
  const IMAGE: Schema = {
    type: 'object',
    properties: { type: { enum: ['image'] }, size: { type: 'integer', minimum: 1 } },
    required: ['type', 'size'],
    additionalProperties: false,
  };
  const BLOCK: Schema = {
    type: 'object',
    tagged: { by: 'type', inPath: true, variants: { text: TEXT, image: IMAGE } },
  };
  const BLOCKS: Schema = { type: 'array', items: BLOCK };
  const FIELDS = 'Input should be a valid dictionary or object to extract fields from';
  const TAG = "Input tag 'z' found using 'type' does not match any of the expected tags: 'text', 'image'";
  const rows: readonly (readonly [Schema, Json, string])[] = [
    [BLOCK, 'x', `k: ${FIELDS}`],
    [BLOCK, { type: 'z' }, `k: ${TAG}`],
    [BLOCK, { type: 'text' }, 'k.text.text: Field required'],
    [BLOCK, { type: 'text', text: 1 }, 'k.text.text: Input should be a valid string'],
    [BLOCK, { type: 'text', text: 'a', zz: 1 }, 'k.text.zz: Extra inputs are not permitted'],
    [BLOCK, { type: 'image', size: 0 }, 'k.image.size: Input should be greater than or equal to 1'],
    [
      BLOCK,
      { type: 'image', size: 1.5 },
      'k.image.size: Input should be a valid integer, got a number with a fractional part',
    ],
    [BLOCK, { type: 3 }, `k: ${TAG.replace("'z'", "'3'")}`],
    [BLOCKS, ['x'], `k.0: ${FIELDS}`],
    [BLOCKS, [{ type: 'text' }], 'k.0.text.text: Field required'],
    [BLOCKS, [{ type: 'text', text: 'a' }, { type: 'z' }], `k.1: ${TAG}`],
    [INNER, 'x', `k: ${FIELDS}`],
    [INNER, {}, 'k.role: Field required'],
    [INNER, { role: 1 }, 'k.role: Input should be a valid string'],
    [INNER, { role: 'a', zz: 1 }, 'k.zz: Extra inputs are not permitted'],
    [{ type: 'object' }, 'x', 'k: Input should be a valid dictionary'],
    [{ type: 'object', additionalProperties: true }, [], 'k: Input should be a valid dictionary'],
    [{ type: 'integer' }, [], 'k: Input should be a valid integer'],
    [{ type: 'number' }, [], 'k: Input should be a valid number'],
    [{ type: ['string', 'array'] }, 1, 'k: Input should be a valid list'],
    [{ type: ['string', 'null'] }, 1, 'k: Input should be a valid string'],
    [{ type: 'boolean' }, [], 'k: Input should be a valid boolean'],
    [{ type: 'null' }, 1, 'k: Input should be None'],
    [{ enum: ['a', 1] }, 'z', "k: Input should be 'a' or 1"],
    [{ enum: ['a'] }, 'z', "k: Input should be 'a'"],
    [ABC, 'z', "k: Input should be 'a', 'b' or 'c'"],
    [{ ...ABC, insteadOfOthers: 'No VALUE here' }, 4, "k: Input should be 'a', 'b' or 'c'"],
    [{ type: 'string', minLength: 1 }, '', 'k: String should have at least 1 character'],
    [{ type: 'string', maxLength: 2 }, 'abc', 'k: String should have at most 2 characters'],
    [{ type: 'array', minItems: 1 }, [], 'k: List should have at least 1 item after validation, not 0'],
    [{ type: 'array', minItems: 2 }, ['a'], 'k: List should have at least 2 items after validation, not 1'],
    [{ type: 'array', maxItems: 1 }, [1, 2], 'k: List should have at most 1 item after validation, not 2'],
    [
      { type: 'object', minProperties: 1 },
      {},
      'k: Dictionary should have at least 1 item after validation, not 0',
    ],
    [
      { type: 'object', maxProperties: 1 },
      { a: 1, b: 2 },
      'k: Dictionary should have at most 1 item after validation, not 2',
    ],
    [{ exclusiveMinimum: 0 }, 0, 'k: Input should be greater than 0'],
    [{ maximum: 1 }, 2, 'k: Input should be less than or equal to 1'],
    [{ type: 'string', pattern: '^a$' }, 'b', "k: String should match pattern '^a$'"],
  ];

  test.each(rows)('%j is told of %j', (rules, value, words) => {
    expect(answered(anthropic, { k: rules }, JSON.stringify({ k: value }))).toBe(words);
  });

  test('the members come in the order of the form, unknown keys last', () => {
    const members = { a: { type: 'integer' }, b: { type: 'integer' }, c: INNER } as const;
    const first = (body: Json): string => answered(anthropic, members, JSON.stringify(body));
    expect(first({ zy: 1, a: [], b: [], c: [] })).toBe('a: Input should be a valid integer');
    expect(first({ zy: 1, b: [], c: [] })).toBe('b: Input should be a valid integer');
    expect(first({ zy: 1, c: [] })).toBe(`c: ${FIELDS}`);
    expect(first({ c: { yy: 1 }, zy: 1 })).toBe('c.role: Field required');
    expect(first({ zy: 1, c: { role: 'a', yy: 1 } })).toBe('c.yy: Extra inputs are not permitted');
    expect(first({ zy: 1, yy: 2 })).toBe('zy: Extra inputs are not permitted');
  });

  test('what an object inside lacks is told where the form declares it', () => {
    const nested: Schema = {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { type: 'integer' } },
      required: ['a', 'b'],
      additionalProperties: false,
    };
    const first = (k: Json): string => answered(anthropic, { k: nested }, JSON.stringify({ k }));
    expect(first({ a: [] })).toBe('k.a: Input should be a valid integer');
    expect(first({ b: [] })).toBe('k.a: Field required');
  });
});

describe("smithy's sentences", () => {
  // Measured on Athena by an emulator of it, and on DynamoDB by dynalite.
  const A_LIST = 'Start of list found where not expected';
  const A_MAP = 'Start of structure or map found where not expected.';
  const MAP: Schema = { type: 'object', additionalProperties: { type: 'string' } };
  const rows: readonly (readonly [Schema, Json, string])[] = [
    [{ type: 'integer' }, '1', 'STRING_VALUE can not be converted to an Integer'],
    [{ type: 'integer' }, true, 'TRUE_VALUE can not be converted to an Integer'],
    [{ type: 'integer' }, false, 'FALSE_VALUE can not be converted to an Integer'],
    [{ type: 'integer' }, [1], A_LIST],
    [{ type: 'integer' }, { a: 1 }, A_MAP],
    [{ type: 'string' }, 1, 'NUMBER_VALUE can not be converted to a String'],
    [{ type: 'string' }, 1.5, 'NUMBER_VALUE can not be converted to a String'],
    [{ type: 'string' }, true, 'TRUE_VALUE can not be converted to a String'],
    [{ type: 'string' }, ['x'], A_LIST],
    [{ type: 'boolean' }, 1, 'NUMBER_VALUE can not be converted to a Boolean'],
    [{ type: 'array', items: { type: 'string' } }, [1], 'NUMBER_VALUE can not be converted to a String'],
    [{ type: 'array' }, 'x', 'Expected list or null'],
    [{ type: 'array' }, 1, 'Expected list or null'],
    [{ type: 'array' }, {}, A_MAP],
    [INNER, 'x', 'Expected null'],
    [INNER, true, 'Expected null'],
    [INNER, [], A_LIST],
    [MAP, 'x', 'Expected map or null'],
    [MAP, [], A_LIST],
  ];

  test.each(rows)('%j is told of %j', (rules, value, words) => {
    const schema: Schema = { type: 'object', properties: { k: rules } };
    const body = { k: value };
    const subject = new Subject({ schema, body, raw: new LazyText(JSON.stringify(body)), onInvoke: false });
    const found = checker(schema)(body);
    expect(found.map((one) => [isUnreadable(one), smithy.sentence(one, subject)])).toEqual([[true, words]]);
  });

  test('null is no value of a wrong kind: it is missing', () => {
    const raw = '{"k":null}';
    expect(answered(smithy, { k: { type: 'string' } }, raw)).toBe(
      "1 validation error detected: Value null at 'k' failed to satisfy constraint: Member must not be null",
    );
  });

  const ofOne = (words: string): string => `1 validation error detected: Value ${words}`;

  test('a missing member is null at its place; several come as a HashMap of Java has them', () => {
    const missing = 'failed to satisfy constraint: Member must not be null';
    expect(answered(smithy, { k: INNER }, '{"k":{}}')).toBe(ofOne(`null at 'k.role' ${missing}`));
    const members = { name: {}, description: {}, role: {} };
    const three: Schema = { type: 'object', properties: members, required: Object.keys(members) };
    expect(answered(smithy, { k: three }, '{"k":{}}')).toBe(
      `3 validation errors detected: ${['role', 'name', 'description'].map((name) => `Value null at 'k.${name}' ${missing}`).join('; ')}`,
    );
  });

  test('values of a map are told of the map that holds them', () => {
    const tags: Schema = { type: 'object', additionalProperties: { type: 'string', minLength: 1 } };
    const words =
      'failed to satisfy constraint: Map value must satisfy constraint: [Member must have length greater than or equal to 1]';
    expect(answered(smithy, { k: tags }, '{"k":{"a":"","b":"x"}}')).toBe(
      ofOne(`'{a=, b=x}' at 'k' ${words}`),
    );
  });
});

describe('the wording of a day', () => {
  test('systemRole, named and joining change between the days of the reports', () => {
    expect(wordingOn('2026-05-18').systemRole).toBe(false);
    expect(wordingOn('2026-06-08').systemRole).toBe(true);
    expect(wordingOn('2025-12-31').named).toBe(false);
    expect(wordingOn('2026-08-01').named).toBe(true);
    expect(wordingOn('2024-01-04').joining).toBe('collapsed');
    expect(wordingOn('2024-01-21').joining).toBeUndefined();
  });

  test("Mistral's first models named nothing in 2025", () => {
    const of = (day: string): string =>
      answered(dialectFor('pydantic-chat', wordingOn(day)), { k: { type: 'string' } }, '{"k":1}');
    expect(of('2025-12-02')).toBe('Validation Error');
    expect(of('2026-08-01')).toContain('1 validation error for ThirdPartyChatCompletionRequest');
  });
});
