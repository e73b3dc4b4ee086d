import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { valueAt } from '../json/pointer.ts';
import { type Holds, type ShrinkOptions, type Shrunk, shrinking } from './shrink.ts';
import { isSound } from './sound.ts';

function shrink(value: Json, holds: Holds, options: Partial<ShrinkOptions> = {}): Shrunk {
  const steps = shrinking(value, holds, { stop: () => false, ...options });
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const messages = (count: number): Json =>
  Array.from({ length: count }, (_, i) => ({
    role: 'user',
    content: `message number ${i}, a rather long one`,
  }));

describe('shrinking', () => {
  it('leaves what is looked for and what it cannot do without', () => {
    const request = { model: 'm', messages: messages(300), tools: [{ a: 1 }], stop: ['A', 'B'], leak: 3 };
    const { value, tries, finished } = shrink(
      request,
      (one) => isObject(one) && one.leak === 3 && valueAt(one, '/messages/0/role') === 'user',
    );
    expect(value).toEqual({ messages: [{ role: 'user' }], leak: 3 });
    expect(finished).toBe(true);
    expect(tries).toBeLessThan(60);
  });

  it('finds one item in the middle of a long list, and two that belong together', () => {
    const holds =
      (...numbers: readonly number[]): Holds =>
      (one) =>
        numbers.every((number) => JSON.stringify(one).includes(`number ${number},`));
    expect(shrink({ messages: messages(300) }, holds(217)).value).toEqual({
      messages: [{ content: expect.stringContaining('217') }],
    });
    const two = shrink({ messages: messages(300) }, holds(3, 290)).value as JsonObject;
    expect(two.messages).toHaveLength(2);
  });

  it('shortens strings to one character, or by halves, and never cuts a character', () => {
    const long = `${'\u{1F600}'.repeat(40)}tail`;
    expect(shrink({ a: long }, (one) => typeof valueAt(one, '/a') === 'string').value).toEqual({ a: 'x' });
    const { value } = shrink({ a: long }, (one) => /^\u{1F600}{11}/u.test(String(valueAt(one, '/a'))));
    expect(value).toEqual({ a: '\u{1F600}'.repeat(11 + 10).slice(0, 42) });
  });

  it.each<readonly [string, string]>([
    [`data:image/png;base64,${'iVBO'.repeat(40)}`, 'data:image/png;base64,iVBO'],
    ['QUJD'.repeat(30), 'QUJD'],
    ['{"city": "Utrecht", "days": 3}', '{}'],
    ['an ordinary sentence of a message', 'x'],
  ])('leaves a text of the kind of %s', (text, expected) => {
    expect(shrink({ a: text }, (one) => typeof valueAt(one, '/a') === 'string').value).toEqual({
      a: expected,
    });
  });

  it.each<readonly [string, Json, readonly Json[]]>([
    [
      'a message keeps its content, an assistant’s may be its calls',
      [
        { role: 'user', content: 'hi', name: 'n' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: 'r', name: 'f' },
      ],
      [
        { role: 'user', content: 'hi' },
        {
          role: 'assistant',
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: 'r' },
      ],
    ],
    [
      'parts keep what their type names',
      [{ role: 'user', content: [{ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } }] }],
      [{ role: 'user', content: [{ type: 'text', text: 'a' }] }],
    ],
    [
      'lists do not become empty',
      [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
      ],
      [{ role: 'user', content: 'b' }],
    ],
  ])('of a request that is to stay whole %s', (_name, given, expected: readonly Json[]) => {
    const isFixed = (pointer: string): boolean => /\/(?:role|type)$/.test(pointer);
    const { value } = shrink(
      { messages: given, knob: { a: 1 } },
      (one) => (valueAt(one, '/messages') as readonly Json[] | undefined)?.length === expected.length,
      { isFixed, isSound },
    );
    expect(value).toEqual({ messages: expected });
  });

  it('keeps a tool whole but for its schema, and no object becomes empty', () => {
    const tools = [
      {
        type: 'function',
        function: { name: 'f', description: 'd', parameters: { type: 'object', properties: { a: {} } } },
      },
    ];
    const toolSpec = {
      name: 'f',
      description: 'd',
      inputSchema: { json: { type: 'object', required: ['a'] } },
    };
    const given = { tools, logit_bias: { 50: 1, 51: 2 }, toolConfig: { tools: [{ toolSpec }] } };
    const holds: Holds = (one) => Object.keys(given).every((key) => isObject(one) && key in one);
    expect(shrink(given, holds, { isSound }).value).toEqual({
      tools: [{ function: { name: 'f' } }],
      logit_bias: { 51: 2 },
      toolConfig: { tools: [{ toolSpec: { name: 'f', inputSchema: {} } }] },
    });
  });

  it('touches nothing at fixed places', () => {
    const request = { model: 'a model id that is quite long', extra: [1, 2] };
    const isFixed = (pointer: string): boolean => pointer === '/model';
    expect(shrink(request, (one) => isObject(one) && 'model' in one, { isFixed }).value).toEqual({
      model: request.model,
    });
  });

  it('ends where it is told to and gives the shortest so far', () => {
    const { tries, finished, value } = shrink(
      { messages: messages(300), a: 1 },
      (one) => isObject(one) && one.a === 1,
      {
        stop: (count) => count >= 3,
      },
    );
    expect([tries, finished]).toEqual([3, false]);
    expect(isObject(value) && value.a).toBe(1);
  });

  it('keeps names such as __proto__ and what the predicate says, whatever the value', () => {
    const hostile = JSON.parse('{"__proto__":{"x":1},"b":2}') as Json;
    const { value } = shrink(hostile, (one) => JSON.stringify(one).includes('__proto__'));
    expect(JSON.stringify(value)).toBe('{"__proto__":{}}');
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(), (json, seed) => {
        const given = json as Json;
        const size = JSON.stringify(given).length;
        const least = seed % (size + 1);
        const holds: Holds = (one) => JSON.stringify(one).length >= least;
        const shrunk = shrink(given, holds);
        expect(holds(shrunk.value)).toBe(true);
        expect(JSON.stringify(shrunk.value).length).toBeLessThanOrEqual(size);
      }),
    );
  });
});
