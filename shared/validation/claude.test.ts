import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { CLAUDE, check, claudeBody } from './testdata/check.ts';
import { validate } from './validate.ts';

const invoke = (changes: { readonly [key: string]: Json }, model = CLAUDE) =>
  check('InvokeModel', model, claudeBody(changes));
const said = (changes: { readonly [key: string]: Json }, model = CLAUDE) => invoke(changes, model).message;
const user = (content: Json): Json => [{ role: 'user', content }];

describe('paths name the variant of a block', () => {
  test('unknown keys of content blocks, tool results inside them, cache control and tools', () => {
    expect(said({ messages: user([{ type: 'text', text: 'hi', foo: 1 }]) })).toBe(
      'messages.0.content.0.text.foo: Extra inputs are not permitted',
    );
    const result = { type: 'tool_result', tool_use_id: 'a', content: [{ type: 'text', text: 'x', k: 1 }] };
    expect(said({ messages: user([result]) })).toBe(
      'messages.0.content.0.tool_result.content.0.text.k: Extra inputs are not permitted',
    );
    expect(
      said({ system: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral', scope: 'g' } }] }),
    ).toBe('system.0.cache_control.ephemeral.scope: Extra inputs are not permitted');
    expect(said({ tools: [{ name: 'a', input_schema: { type: 'object' }, custom: {} }] })).toBe(
      'tools.0.custom.custom: Extra inputs are not permitted',
    );
  });

  test('a message itself has no variant', () => {
    expect(said({ messages: [{ role: 'user', content: 'hi', name: 'x' }] })).toBe(
      'messages.0.name: Extra inputs are not permitted',
    );
  });

  test('a missing tag and an unknown tag', () => {
    expect(said({ messages: user([{ type: 'document', source: {} }]) })).toBe(
      'messages.0.content.0.document.source.type: Field required',
    );
    expect(said({ messages: user([{ type: 'image', source: { type: 'url', url: 'x' } }]) })).toBe(
      'messages.0.content.0.image.source.base64.data: URL sources are not supported',
    );
  });
});

describe('one field is named: declared ones first, unknown ones last', () => {
  test('several problems at once', () => {
    const verdict = check('InvokeModel', CLAUDE, { zebra: 1, messages: 'x', temperature: 5 });
    expect(verdict.message).toBe('max_tokens: Field required');
    expect(verdict.problems.map(({ message }) => message)).toEqual([
      'max_tokens: Field required',
      'anthropic_version: Field required',
      'messages: Input should be a valid list',
      'temperature: range: 0..1',
      'zebra: Extra inputs are not permitted',
    ]);
  });

  test('unknown keys in the order of the body', () => {
    expect(said({ zebra: 1, alpha: 2 })).toBe('zebra: Extra inputs are not permitted');
  });
});

describe('values', () => {
  test.each<[string, { readonly [key: string]: Json }, string]>([
    ['text for a number', { max_tokens: 'x' }, 'max_tokens: Input should be a valid integer'],
    [
      'a fraction',
      { max_tokens: 1.5 },
      'max_tokens: Input should be a valid integer, got a number with a fractional part',
    ],
    ['zero tokens', { max_tokens: 0 }, 'max_tokens: Input should be greater than or equal to 1'],
    ['temperature above one', { temperature: 1.1 }, 'temperature: range: 0..1'],
    [
      'a small thinking budget',
      { thinking: { type: 'enabled', budget_tokens: 5 } },
      'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
    ],
    [
      'an unknown role',
      { messages: [{ role: 'tool', content: 'x' }] },
      'messages: Unexpected role "tool". Allowed roles are "user" or "assistant"',
    ],
    ['no messages', { messages: [] }, 'messages: at least one message is required'],
    ['a foreign version', { anthropic_version: '2023-06-01' }, 'Invalid API version: 2023-06-01'],
    [
      'a foreign member of metadata',
      { metadata: { trace: 1 } },
      'metadata.trace: Extra inputs are not permitted',
    ],
    ['stream in the body', { stream: true }, 'stream: Extra inputs are not permitted'],
    ['model in the body', { model: CLAUDE }, 'model: Extra inputs are not permitted'],
  ])('%s', (_name, changes, message) => expect(invoke(changes)).toMatchObject({ status: 400, message }));

  test('bounds without evidence only warn', () => {
    const { status, problems } = invoke({ top_k: 501 });
    expect(status).toBe(200);
    expect(problems.map(({ key, severity, confirmed }) => [key, severity, confirmed])).toEqual([
      ['top_k', 'warning', false],
    ]);
  });
});

describe('what a model takes depends on its generation', () => {
  const thinking = { max_tokens: 4096, thinking: { type: 'enabled', budget_tokens: 2048 } };
  test('thinking is unknown before 3.7', () => {
    expect(said(thinking, 'us.anthropic.claude-3-5-sonnet-20241022-v2:0')).toBe(
      'thinking: Extra inputs are not permitted',
    );
    expect(said(thinking, 'us.anthropic.claude-3-7-sonnet-20250219-v1:0')).toBe('');
    expect(said(thinking)).toBe('');
  });

  test('temperature and top_p exclude each other from 4.5 on', () => {
    const both = { temperature: 0.5, top_p: 0.9 };
    const refusal = '`temperature` and `top_p` cannot both be specified for this model. Please use only one.';
    expect(said(both, 'us.anthropic.claude-sonnet-4-5-20250929-v1:0')).toBe(refusal);
    expect(said(both, 'us.anthropic.claude-haiku-4-5-20251001-v1:0')).toBe(refusal);
    expect(said(both, CLAUDE)).toBe('');
  });

  test('effort', () => {
    const effort = { output_config: { effort: 'low' } };
    expect(said(effort)).toBe('output_config.effort: Extra inputs are not permitted');
    expect(said(effort, 'us.anthropic.claude-opus-4-6-v1')).toBe('');
  });

  test('context management wants its beta', () => {
    const edits = { context_management: { edits: [] } };
    expect(said(edits)).toBe('context_management: Extra inputs are not permitted');
    expect(said({ ...edits, anthropic_beta: ['context-management-2025-06-27'] })).toBe('');
  });

  test('a prompt sent to Claude 3 is answered by name', () => {
    const body = { prompt: '\n\nHuman: hi\n\nAssistant:', max_tokens_to_sample: 5 };
    expect(check('InvokeModel', 'anthropic.claude-3-sonnet-20240229-v1:0', body).message).toBe(
      '"claude-3-sonnet-20240229" is not supported on this API. Please use the Messages API instead.',
    );
  });

  test('Claude 3 without messages was read as the text form', () => {
    const id = 'anthropic.claude-3-haiku-20240307-v1:0';
    const wrong = {
      operation: 'InvokeModel' as const,
      modelId: id,
      body: JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', max_tokens: 5, message: [] }),
    };
    expect(validate({ ...wrong, asOf: '2024-05-21' }).message).toBe(
      'Malformed input request: #: required key [prompt] not found#: required key [max_tokens_to_sample] not found' +
        '#: extraneous key [max_tokens] is not permitted#: extraneous key [message] is not permitted, ' +
        'please reformat your input and try again.',
    );
  });

  test('the line of Claude Code was a reserved word early in 2026, and is warned of since', () => {
    const body = JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 5,
      system: [{ type: 'text', text: 'x-anthropic-billing-header: cc_version=2.1.197; cc_entrypoint=cli;' }],
      messages: user('hi'),
    });
    const modelId = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const at = (asOf: string | null) => validate({ operation: 'InvokeModel', modelId, body, asOf });
    expect(at('2026-02-10').message).toContain('is a reserved keyword');
    for (const day of ['2026-11-28', null]) {
      const { status, problems } = at(day);
      expect([status, problems.map(({ severity }) => severity)]).toEqual([200, ['warning']]);
    }
  });

  test('Opus 4.7 and 5 take strict tools since September 2026', () => {
    const schema = { type: 'object', properties: {}, additionalProperties: false };
    const body = JSON.stringify({
      anthropic_version: 'bedrock-2023-05-31',
      max_tokens: 5,
      messages: user('hi'),
      tools: [{ name: 'a', input_schema: schema, strict: true }],
    });
    for (const modelId of ['us.anthropic.claude-opus-4-7', 'us.anthropic.claude-opus-5']) {
      const at = (asOf: string) => validate({ operation: 'InvokeModel', modelId, body, asOf }).message;
      expect(at('2026-07-24')).toBe('tools.0.custom.strict: Extra inputs are not permitted');
      expect(at('2026-09-20')).toBe('');
    }
  });
});

describe('conversation rules', () => {
  const call = { type: 'tool_use', id: 't1', name: 'a', input: {} };
  test('every tool call wants its result next', () => {
    const messages = [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: [call] },
      { role: 'user', content: 'no result' },
    ];
    expect(said({ messages })).toBe(
      'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t1. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
    );
  });

  test('empty content is for the last assistant message alone', () => {
    const refusal =
      'messages.0: all messages must have non-empty content except for the optional final assistant message';
    expect(said({ messages: user([]) })).toBe(refusal);
    const closing = [
      { role: 'user', content: 'q' },
      { role: 'assistant', content: '' },
    ];
    expect(said({ messages: closing })).toBe('');
  });

  test('empty text', () => {
    expect(said({ messages: user([{ type: 'text', text: '' }]) })).toBe(
      'messages: text content blocks must be non-empty',
    );
  });
});

describe('what only an estimate or a page says warns', () => {
  const warnings = (changes: { readonly [key: string]: Json }, model: string) => {
    const { status, problems } = invoke(changes, model);
    return [status, problems.map(({ severity, message }) => [severity, message])];
  };

  test('text that is longer than the context window', () => {
    const long = { messages: user('word '.repeat(250_000)) };
    expect(warnings(long, CLAUDE)).toEqual([200, [['warning', 'Input is too long for requested model.']]]);
    expect(warnings(long, 'us.anthropic.claude-opus-4-8')).toEqual([200, []]);
  });

  test('a geography without a profile of the model', () => {
    const model = 'ca.anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(warnings({}, model)).toEqual([200, [['warning', 'The provided model identifier is invalid.']]]);
  });
});

describe('a model id that no table knows', () => {
  test('is given the rules of its nearest relative, and the verdict says so', () => {
    const verdict = invoke({ temperature: 0.5 }, 'us.anthropic.claude-opus-6');
    expect(verdict.message).toBe('`temperature` is deprecated for this model.');
    expect(verdict.basis.nearest).toContain('claude-opus');
  });
});

describe('one set of rules on both routes', () => {
  const text = { type: 'text', text: 'hi' };
  test.each<[string, { readonly [key: string]: Json }, { readonly [key: string]: Json }]>([
    [
      'a thinking budget above the answer',
      { max_tokens: 2000, thinking: { type: 'enabled', budget_tokens: 4000 } },
      {
        inferenceConfig: { maxTokens: 2000 },
        additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 4000 } },
      },
    ],
    [
      'a fifth cache mark',
      {
        system: Array.from({ length: 5 }, () => ({ ...text, cache_control: { type: 'ephemeral' } })),
      },
      {
        system: Array.from({ length: 5 }, () => [{ text: 'hi' }, { cachePoint: { type: 'default' } }]).flat(),
      },
    ],
  ])('%s', (_name, native, converse) => {
    const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const own = said(native, model);
    expect(own).not.toBe('');
    const verdict = check('Converse', model, {
      messages: [{ role: 'user', content: [{ text: 'hi' }] }],
      ...converse,
    });
    expect(verdict.message).toBe(`The model returned the following errors: ${own}`);
  });
});
