import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../shared/json/json.ts';
import { type Answer, type Ask, blockText } from './answer.ts';
import { compose } from './compose.ts';
import { createRandom } from './random.ts';
import { PLAIN_ASK } from './read.ts';
import { sampleOf } from './sample.ts';
import { tokenize } from './tokens.ts';

const TOOLS = [
  {
    name: 'get_weather',
    description: 'The weather of a city',
    schema: { type: 'object', properties: { city: { type: 'string' } } },
  },
  { name: 'send_mail', description: 'Writes to somebody', schema: { type: 'object' } },
] as const;

const answer = (ask: Partial<Ask>, text = '', tokensPerFrame = 0): Answer =>
  compose({ ...PLAIN_ASK, ...ask }, { answer: text, tokensPerFrame }, createRandom('test'));
const kinds = (made: Answer): readonly string[] => made.blocks.map(({ kind }) => kind);

describe('an answer', () => {
  test('is the text that was set, whole', () => {
    const made = answer({}, 'Grüße, 世界 🦊!');
    expect(made.blocks.map(blockText)).toEqual(['Grüße, 世界 🦊!']);
    expect(made.stop).toBe('end');
  });

  test('comes in deltas of as many tokens as were set', () => {
    const sizes = (perFrame: number): readonly number[] =>
      answer({}, 'one two three four five six seven', perFrame).blocks.flatMap((block) =>
        block.pieces.map(({ tokens }) => tokens),
      );
    expect(sizes(1)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(sizes(4)).toEqual([4, 3]);
    expect(new Set(sizes(0)).size).toBeGreaterThan(1);
  });

  test('calls the tool that the words ask for', () => {
    const made = answer({ tools: TOOLS, lastUser: 'How is the weather in Porto?' });
    expect(made.blocks).toMatchObject([{ kind: 'tool', name: 'get_weather', input: { city: 'Porto' } }]);
    expect(made.stop).toBe('tool');
  });

  test.each([
    ['no word asks for one', { lastUser: 'Hello' }],
    ['the choice is none', { lastUser: 'weather', toolChoice: 'none' as const }],
    ['its result has come', { lastUser: 'weather', hasToolResult: true }],
    ['the named tool is not there', { toolChoice: { name: 'missing' } }],
  ])('is text when %s', (_name, ask) => {
    expect(kinds(answer({ tools: TOOLS, ...ask }))).toEqual(['text']);
  });

  test('calls the tool that the choice names', () => {
    const made = answer({ tools: TOOLS, toolChoice: { name: 'send_mail' } });
    expect(made.blocks).toMatchObject([{ name: 'send_mail' }]);
  });

  test('thinks first when asked to', () => {
    expect(kinds(answer({ reasoning: true }))).toEqual(['reasoning', 'text']);
  });

  test('never says more than the token limit, thoughts and tools included', () => {
    for (let maxTokens = 1; maxTokens < 60; maxTokens++) {
      const made = answer({
        maxTokens,
        reasoning: true,
        tools: TOOLS,
        toolChoice: 'any',
        lastUser: 'Bo in Rome',
      });
      const pieces = made.blocks.flatMap((block) => block.pieces);
      expect(pieces.reduce((sum, piece) => sum + piece.tokens, 0)).toBe(made.outputTokens);
      expect(made.outputTokens).toBeLessThanOrEqual(maxTokens);
      expect(made.stop === 'length').toBe(made.outputTokens === maxTokens && made.stop !== 'tool');
    }
  });

  test('ends before the first of several stop sequences', () => {
    const made = answer({ stops: ['three', 'two', ''] }, 'one two three');
    expect([made.blocks.map(blockText), made.stop, made.stopSequence]).toEqual([
      ['one '],
      'stop-sequence',
      'two',
    ]);
  });

  test('in JSON parses and fits its schema', () => {
    const schema = { type: 'object', properties: { n: { type: 'integer', minimum: 3 } }, required: ['n'] };
    const [block] = answer({ json: schema }).blocks;
    expect(JSON.parse(block ? blockText(block) : '').n).toBeGreaterThanOrEqual(3);
  });
});

test('tokens joined are the text again', () => {
  for (const text of ['', ' ', '  a\n\nbb ', 'longerthanfivecharacters', '🦊🦊🦊🦊🦊🦊🦊', 'ا ب'])
    expect(tokenize(text).join('')).toBe(text);
});

test.each<JsonObject>([
  { type: 'string', minLength: 12 },
  { type: 'string', maxLength: 2 },
  { type: 'string', enum: ['red', 'blue'] },
  { const: 5 },
  { type: 'integer', minimum: 10, maximum: 12 },
  { type: 'number', exclusiveMinimum: 1, exclusiveMaximum: 2 },
  { type: 'integer', multipleOf: 4, minimum: 9 },
  { type: 'array', items: { type: 'boolean' }, minItems: 3 },
  { type: ['null', 'string'] },
  { anyOf: [{ type: 'integer' }, { type: 'string' }] },
  { allOf: [{ type: 'object', properties: { a: { type: 'string' } } }, { required: ['a'] }] },
  {
    $ref: '#/$defs/tree',
    $defs: { tree: { type: 'object', properties: { left: { $ref: '#/$defs/tree' } } } },
  },
  { type: 'object', properties: { when: { type: 'string', format: 'date' } }, required: ['when'] },
])('a sample of %j satisfies it', (schema) => {
  const check = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  expect(check(sampleOf(schema, 'a trip to Rome'))).toBe(true);
});

/** A schema whose least value has no end, or is longer than anybody can send. */
const nestedLists = (depth: number): JsonObject =>
  depth === 0 ? { type: 'string' } : { type: 'array', minItems: 100, items: nestedLists(depth - 1) };
const node = (refs: number): JsonObject => {
  const names = Array.from({ length: refs }, (_, i) => `m${i}`);
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/$defs/node' }]));
  return { type: 'object', properties, required: names };
};

test.each<[string, JsonObject]>([
  ['lists of 100 lists, 12 deep', nestedLists(12)],
  ['three required references to itself', { $ref: '#/$defs/node', $defs: { node: node(3) } }],
  ['a reference to itself under each of 200 names', { $ref: '#/$defs/node', $defs: { node: node(200) } }],
  [
    'parts that are merged again at every level',
    {
      $ref: '#/$defs/node',
      $defs: { node: { allOf: [node(4), ...Array.from({ length: 50 }, () => node(2))] } },
    },
  ],
  [
    'one long default under many names',
    {
      type: 'array',
      minItems: 100,
      items: { type: 'array', minItems: 100, items: { default: 'x'.repeat(10_000) } },
    },
  ],
  [
    'long texts in nested lists',
    {
      type: 'array',
      minItems: 100,
      items: { type: 'array', minItems: 100, items: { type: 'string', minLength: 10_000 } },
    },
  ],
])('a sample stays in proportion to a schema with %s', (_, schema) => {
  const length = JSON.stringify(sampleOf(schema, 'a trip to Rome')).length;
  expect(length).toBeLessThan(100_000 + 10 * JSON.stringify(schema).length);
});

test('a sample is no longer than an answer, however long its schema is', () => {
  const schema = { ...nestedLists(12), description: 'x'.repeat(1_000_000) };
  expect(JSON.stringify(sampleOf(schema, '')).length).toBeLessThan(1_000_000);
});

test.each(['__proto__', 'constructor', 'valueOf'])('%s is no format of a schema', (format) => {
  expect(sampleOf({ type: 'string', format }, '')).toBe('value');
});
