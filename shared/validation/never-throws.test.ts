import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { OPERATIONS, type Operation, type Verdict } from './problem.ts';
import { EXAMPLES } from './testdata/examples.ts';
import { validate } from './validate.ts';

const MODELS = [
  ...new Set(EXAMPLES.map(({ modelId }) => modelId)),
  'us.anthropic.claude-sonnet-4-20250514-v1:0',
  'mistral.mistral-large-2402-v1:0',
];
// Keys that rules know, so that random bodies get past the first object.
const KEYS = [
  'anthropic_version',
  'max_tokens',
  'messages',
  'role',
  'content',
  'type',
  'text',
  'source',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'budget_tokens',
  'input_schema',
  'cache_control',
  'inferenceConfig',
  'temperature',
  'stopSequences',
  'toolConfig',
  'toolSpec',
  'inputSchema',
  'json',
  'additionalModelRequestFields',
  'input',
  'converse',
  'invokeModel',
  'body',
  'prompt',
  'message',
  'chat_history',
  'inputText',
  'textGenerationConfig',
  'requestMetadata',
  'toolUse',
  'toolResult',
  'image',
  'name',
  '__proto__',
  'constructor',
  'a/b',
  '',
  '0',
];
const values = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: 'small' },
    fc.constantFrom<Json>(
      null,
      true,
      0,
      -1,
      1.5,
      1e300,
      '',
      'user',
      'text',
      'tool_use',
      'enabled',
      'object',
      'bash_1',
      '\ud800',
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 8 }).map(Object.fromEntries),
  ) as fc.Arbitrary<Json>,
})).value;
const operations = fc.constantFrom(...OPERATIONS);
const models = fc.constantFrom(...MODELS);

function expectSound(verdict: Verdict): void {
  const refusing = verdict.problems.filter(({ severity }) => severity === 'error');
  if (verdict.status === 200) {
    expect(verdict).toMatchObject({ message: '', errorType: '' });
    expect(refusing).toEqual([]);
  } else {
    expect(verdict.status).toBe(400);
    expect(verdict.message).not.toBe('');
    expect(refusing.length).toBeGreaterThan(0);
  }
}

describe('whatever is sent, there is a verdict', () => {
  test('random JSON', () => {
    fc.assert(
      fc.property(operations, models, values, (operation, modelId, body) => {
        expectSound(validate({ operation, modelId, body: JSON.stringify(body) }));
      }),
      { numRuns: 2000 },
    );
  });

  test('random bytes', () => {
    fc.assert(
      fc.property(operations, models, fc.uint8Array({ maxLength: 200 }), (operation, modelId, bytes) => {
        expectSound(validate({ operation, modelId, body: new TextDecoder().decode(bytes) }));
      }),
    );
  });

  test('random model ids', () => {
    fc.assert(
      fc.property(operations, fc.string(), (operation, modelId) => {
        expectSound(validate({ operation, modelId, body: '{}' }));
      }),
    );
  });

  test.each(OPERATIONS)('bodies nested twenty thousand deep (%s)', (operation) => {
    const arrays = '['.repeat(20_000) + ']'.repeat(20_000);
    const objects = `${'{"a":'.repeat(20_000)}null${'}'.repeat(20_000)}`;
    for (const modelId of MODELS) {
      for (const key of ['zz', 'messages', 'additionalModelRequestFields', 'return_likelihoods'])
        expectSound(validate({ operation, modelId, body: `{"${key}":${arrays}}` }));
      expectSound(validate({ operation, modelId, body: objects }));
    }
  });
});

/** A model that takes the operation by its plain id. */
const modelFor = (operation: Operation): string =>
  operation === 'CountTokens'
    ? 'anthropic.claude-sonnet-4-5-20250929-v1:0'
    : 'anthropic.claude-3-haiku-20240307-v1:0';

describe('bodies that nest without end', () => {
  test.each(OPERATIONS)('are refused by %s with line and column of the bracket too many', (operation) => {
    for (const depth of [501, 3000, 100_000]) {
      const body = `{"messages":\n${'['.repeat(depth)}${']'.repeat(depth)}}`;
      const verdict = validate({ operation, modelId: modelFor(operation), body });
      expect(verdict).toMatchObject({ status: 400, problems: [{ pointer: '' }] });
      expect(verdict.message).toContain('nested deeper than 500 levels at line 2 column 499,');
    }
  });

  test('are read as long as they do not', () => {
    const body = `{"unknown":${'['.repeat(499)}${']'.repeat(499)}}`;
    const verdict = validate({
      operation: 'InvokeModel',
      modelId: 'anthropic.claude-3-haiku-20240307-v1:0',
      body,
    });
    expect(verdict.message).not.toContain('nested');
  });
});
