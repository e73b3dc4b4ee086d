import { describe, expect, test } from 'vitest';
import { check } from '../testdata/check.ts';
import { validate } from '../validate.ts';

const COMMAND_R = 'cohere.command-r-v1:0';
const PLEASE = 'please reformat your input and try again.';

describe('the JSON Schema form', () => {
  const body = { p: 2, prompt: 'a', temperature: 'warm' };

  test('missing keys, then unknown ones, then the members in the order of a Java map', () => {
    expect(check('InvokeModel', COMMAND_R, body).message).toBe(
      'Malformed input request: #: required key [message] not found#: extraneous key [prompt] is not permitted' +
        `#/p: 2 is not less or equal to 1#/temperature: expected type: Number, found: String, ${PLEASE}`,
    );
  });

  test('joined with commas and without please, as in sightings of 2026', () => {
    const verdict = check(
      'InvokeModel',
      COMMAND_R,
      { message: 'a', p: 2, k: 'x' },
      { joining: 'listed', please: false },
    );
    expect(verdict.message).toBe(
      'Malformed input request: #/k: expected type: Number, found: String, #/p: 2 is not less or equal to 1, reformat your input and try again.',
    );
  });

  test('counted, or bare where there is one, as until 2024', () => {
    const collapsed = { joining: 'collapsed' } as const;
    expect(check('InvokeModel', COMMAND_R, body, collapsed).message).toBe(
      `Malformed input request: 4 schema violations found, ${PLEASE}`,
    );
    expect(check('InvokeModel', COMMAND_R, { message: 'a', zz: 1 }, collapsed).message).toBe(
      `Malformed input request: extraneous key [zz] is not permitted, ${PLEASE}`,
    );
  });

  test('numbers are repeated as they were written', () => {
    const body = '{"message": "a", "p": 2.0}';
    expect(validate({ operation: 'InvokeModel', modelId: COMMAND_R, body }).message).toBe(
      `Malformed input request: #/p: 2.0 is not less or equal to 1, ${PLEASE}`,
    );
  });

  test('keys with slashes and tildes are escaped in pointers', () => {
    const { problems } = check('InvokeModel', COMMAND_R, { message: 'a', 'a/b~c': 1 });
    expect(problems).toMatchObject([{ pointer: '/a~1b~0c', key: 'a/b~c' }]);
  });
});

describe('the serde form counts the bytes of the body as sent', () => {
  const MODEL = 'qwen.qwen3-32b-v1:0';
  const prefix = 'Failed to deserialize the JSON body into the target type: ';
  const inner = (body: string): string => {
    const { message } = validate({ operation: 'InvokeModel', modelId: MODEL, body });
    return JSON.parse(message).message;
  };

  test('an unknown key ends the reading after its quote; bytes count, not characters', () => {
    expect(inner('{"messages":[{"role":"user","content":"é"}],"prompt":1}')).toMatch(/at line 1 column 53$/);
    expect(inner('{"messages":[{"role":"user","content":"e"}],"prompt":1}')).toMatch(/at line 1 column 52$/);
    expect(inner('{\n "prompt": "x"}')).toMatch(/unknown variant `prompt`, .* at line 2 column 9$/);
  });

  test('scalars are read to their end, containers are not entered', () => {
    expect(inner('{"messages":[],"reasoning_effort":{"a":1}}')).toBe(
      `${prefix}reasoning_effort: invalid type: map, expected a string at line 1 column 34`,
    );
    expect(inner('{"messages":[],"max_tokens":"five"}')).toBe(
      `${prefix}max_tokens: invalid type: string "five", expected u32 at line 1 column 34`,
    );
  });

  test('the first problem in the text wins, whatever its kind', () => {
    expect(inner('{"max_tokens":true,"zz":1}')).toContain('max_tokens: invalid type: boolean `true`');
    expect(inner('{"zz":1,"max_tokens":true}')).toContain('unknown variant `zz`');
    expect(inner('{"temperature":1}')).toBe(`${prefix}missing field \`messages\` at line 1 column 17`);
  });

  test('places inside the body are written as paths', () => {
    expect(inner('{"messages":[{"content":"x"}]}')).toBe(
      `${prefix}messages[0]: missing field \`role\` at line 1 column 28`,
    );
  });

  test('only Qwen3 knows include_reasoning', () => {
    const body = { messages: [{ role: 'user', content: 'a' }], include_reasoning: true };
    expect(check('InvokeModel', MODEL, body).status).toBe(200);
    expect(check('InvokeModel', 'openai.gpt-oss-20b-1:0', body).status).toBe(400);
  });
});
