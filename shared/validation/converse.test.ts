import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { CLAUDE, check, claudeBody, converseBody, NOVA } from './testdata/check.ts';

const said = (changes: { readonly [key: string]: Json }, model = NOVA): string =>
  check('Converse', model, converseBody(changes)).message;
const tool = (name: string, json: Json = { type: 'object' }): Json => ({
  toolSpec: { name, inputSchema: { json } },
});

describe('constraints of the service model', () => {
  test('ranges, enums, missing members, lengths and patterns', () => {
    expect(said({ inferenceConfig: { maxTokens: 0 } })).toBe(
      "1 validation error detected: Value '0' at 'inferenceConfig.maxTokens' failed to satisfy constraint: Member must have value greater than or equal to 1",
    );
    expect(said({ messages: [{ role: 'tool', content: [{ text: 'a' }] }] })).toBe(
      "1 validation error detected: Value 'tool' at 'messages.1.member.role' failed to satisfy constraint: Member must satisfy enum value set: [user, assistant, system]",
    );
    expect(said({ messages: [{ role: null, content: [{ text: 'a' }] }] })).toBe(
      "1 validation error detected: Value null at 'messages.1.member.role' failed to satisfy constraint: Member must not be null",
    );
    expect(said({ toolConfig: { tools: [] } })).toBe(
      "1 validation error detected: Value '[]' at 'toolConfig.tools' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  });

  test('several are counted and joined, lists count from one', () => {
    expect(said({ toolConfig: { tools: [tool(''), tool('b'.repeat(65))] } })).toBe(
      "3 validation errors detected: Value '' at 'toolConfig.tools.1.member.toolSpec.name' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+; Value '' at 'toolConfig.tools.1.member.toolSpec.name' " +
        'failed to satisfy constraint: Member must have length greater than or equal to 1; ' +
        `Value '${'b'.repeat(65)}' at 'toolConfig.tools.2.member.toolSpec.name' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
  });

  test('keys and values of maps are told about the map', () => {
    expect(said({ requestMetadata: { 'a|': 'b' } })).toContain(
      "Value '{a|=b}' at 'requestMetadata' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern:",
    );
    expect(said({ requestMetadata: { a: 'b|' } })).toContain(
      "Value '{a=b|}' at 'requestMetadata' failed to satisfy constraint: Map value must satisfy constraint: [Member must satisfy",
    );
  });

  test('a null member counts as unset', () => {
    expect(
      said({ inferenceConfig: null, system: null, toolConfig: { tools: [tool('a')], toolChoice: null } }),
    ).toBe('');
  });

  test('a union wants exactly one member', () => {
    const refusal =
      /^The ContentBlock object at messages\.0\.content\.0 must set one of the following keys: text, image, /;
    expect(said({ messages: [{ role: 'user', content: [{}] }] })).toMatch(refusal);
    expect(
      said({ messages: [{ role: 'user', content: [{ text: 'a', cachePoint: { type: 'default' } }] }] }),
    ).toMatch(refusal);
  });

  test('values of a wrong kind fail before anything else', () => {
    const body = converseBody({ messages: [{ role: 'x', content: 'hi' }] });
    expect(check('Converse', NOVA, body)).toMatchObject({ status: 400, errorType: 'SerializationException' });
  });

  test('unknown members are skipped by the service: a warning, with a place for them', () => {
    const verdict = check('Converse', NOVA, converseBody({ top_k: 5 }));
    expect(verdict).toMatchObject({
      status: 200,
      problems: [
        {
          severity: 'warning',
          fixes: [
            { kind: 'move', pointer: '/top_k', to: '/additionalModelRequestFields/top_k' },
            { kind: 'drop' },
          ],
        },
      ],
    });
  });
});

describe('checks written by hand', () => {
  const messages = (content: Json): { readonly [key: string]: Json } => ({
    messages: [{ role: 'user', content }],
  });
  const call = { toolUse: { toolUseId: 't', name: 'a', input: {} } };

  test.each<[string, { readonly [key: string]: Json }, string]>([
    [
      'blank text',
      messages([{ text: 'a' }, { text: '' }]),
      'The text field in the ContentBlock object at messages.0.content.1 is blank. Add text to the text field, and try again.',
    ],
    [
      'empty content',
      messages([]),
      'The content field in the Message object at messages.0 is empty. Add a ContentBlock object to the content field and try again.',
    ],
    [
      'no messages',
      { messages: [] },
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    ],
    [
      'assistant first',
      { messages: [{ role: 'assistant', content: [{ text: 'a' }] }] },
      'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    ],
    [
      'tools used but not named',
      {
        messages: [
          { role: 'user', content: [{ text: 'a' }] },
          { role: 'assistant', content: [call] },
        ],
      },
      'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    ],
    [
      'a document alone',
      messages([{ document: { name: 'a', format: 'txt', source: { text: 'x' } } }]),
      'A text block must be included when using documents. Add a text block and retry your request.',
    ],
    [
      'a schema as text',
      { toolConfig: { tools: [tool('a', '{}')] } },
      'The format of the value at toolConfig.tools.0.toolSpec.inputSchema.json is invalid. Provide a json object for the field and try again.',
    ],
    [
      'a schema for a string',
      { toolConfig: { tools: [tool('a', { type: 'string' })] } },
      'The value at toolConfig.tools.0.toolSpec.inputSchema.json.type must be one of the following: object.',
    ],
  ])('%s', (_name, changes, message) => expect(said(changes)).toBe(message));

  test('every tool call wants its result in the next message', () => {
    const toolConfig = { tools: [tool('a')] };
    const asked = [
      { role: 'user', content: [{ text: 'a' }] },
      { role: 'assistant', content: [call] },
    ];
    const answer = { toolResult: { toolUseId: 't', content: [{ text: 'x' }] } };
    const then = (...content: readonly Json[]): { readonly [key: string]: Json } => ({
      toolConfig,
      messages: [...asked, { role: 'user', content }],
    });
    expect(said(then({ text: 'b' }))).toBe(
      'Expected toolResult blocks at messages.2.content for the following Ids: t',
    );
    expect(said(then(answer, { text: 'b' }))).toBe('');
    expect(said(then(answer, { text: 'b' }), 'us.meta.llama3-3-70b-instruct-v1:0')).toBe(
      'messages.2.content: Conversation blocks and tool result blocks cannot be provided in the same turn.',
    );
  });

  test('models without system messages', () => {
    const system = [{ text: 'Be brief.' }];
    expect(said({ system }, 'mistral.mixtral-8x7b-instruct-v0:1')).toBe(
      "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.",
    );
    expect(said({ system }, 'mistral.mistral-large-2407-v1:0')).toBe('');
  });

  test('answers longer than the model gives', () => {
    const model = 'anthropic.claude-3-haiku-20240307-v1:0';
    const refusal =
      'The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096.';
    expect(said({ inferenceConfig: { maxTokens: 4097 } }, model)).toBe(refusal);
    expect(said({ inferenceConfig: { maxTokens: 4096 } }, model)).toBe('');
    expect(check('InvokeModel', model, claudeBody({ max_tokens: 4097 })).message).toBe(
      'The maximum tokens you requested exceeds the model limit of 4096',
    );
  });

  test('models without stop sequences', () => {
    const stop = { inferenceConfig: { stopSequences: ['a'] } };
    const refusal = "This model doesn't support the stopSequences field. Remove stopSequences and try again.";
    expect(said(stop, 'qwen.qwen3-32b-v1:0')).toBe(refusal);
    expect(said(stop, 'openai.gpt-oss-20b-1:0')).toBe(refusal);
    expect(said(stop)).toBe('');
  });
});

describe('additional fields are answered by the model', () => {
  const fields = (value: Json, model: string): string => said({ additionalModelRequestFields: value }, model);
  const prefix = 'The model returned the following errors: ';

  test('in its own dialect behind the prefix', () => {
    expect(fields({ foo: 1 }, CLAUDE)).toBe(`${prefix}foo: Extra inputs are not permitted`);
    expect(fields({ foo: 1 }, NOVA)).toBe(
      `${prefix}Malformed input request: #: extraneous key [foo] is not permitted, please reformat your input and try again.`,
    );
    expect(fields({ stop: ['a'], foo: null }, 'mistral.mistral-large-2407-v1:0')).toBe(
      `${prefix}Validation Error: 2 validation errors for ThirdPartyChatCompletionRequest
stop
  Extra inputs are not permitted [type=extra_forbidden, input_value=['a'], input_type=list]
    For further information visit https://errors.pydantic.dev/2.10/v/extra_forbidden
foo
  Extra inputs are not permitted [type=extra_forbidden, input_value=None, input_type=NoneType]
    For further information visit https://errors.pydantic.dev/2.10/v/extra_forbidden`,
    );
    expect(fields({ foo: 1 }, 'openai.gpt-oss-20b-1:0')).toBe('');
    expect(fields({ n: 'a' }, 'openai.gpt-oss-20b-1:0')).toContain(
      '{"error":{"code":"validation_error","message":"Failed to deserialize the JSON body into the target type: n: invalid type',
    );
  });

  test('problems point into the Converse request', () => {
    const body = converseBody({
      additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1 } },
    });
    expect(check('Converse', CLAUDE, body).problems[0]).toMatchObject({
      pointer: '/additionalModelRequestFields/thinking/budget_tokens',
      fixes: [{ kind: 'set', pointer: '/additionalModelRequestFields/thinking/budget_tokens', value: 1024 }],
    });
  });

  test('pairs of options count across both places', () => {
    const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const body = converseBody({
      inferenceConfig: { temperature: 0.5 },
      additionalModelRequestFields: { top_p: 0.5 },
    });
    expect(check('ConverseStream', model, body)).toMatchObject({
      message: `${prefix}\`temperature\` and \`top_p\` cannot both be specified for this model. Please use only one.`,
      problems: [{ pointer: '/additionalModelRequestFields/top_p' }],
    });
  });

  test('a tool choice may bring what Converse has no member for', () => {
    const choice = { tool_choice: { disable_parallel_tool_use: true } };
    const tools = [tool('a', { type: 'object' })];
    const beside = { toolConfig: { tools, toolChoice: { auto: {} } }, additionalModelRequestFields: choice };
    expect(said(beside, CLAUDE)).toBe('');
    // Without a choice of its own Converse writes no type.
    expect(fields(choice, CLAUDE)).toBe(`${prefix}tool_choice.type: Field required`);
  });

  test("Nova's validator looks into tool schemas", () => {
    expect(said({ toolConfig: { tools: [tool('a', { type: 'object', definitions: {} })] } })).toBe(
      `${prefix}Malformed input request: #/toolConfig/tools/0/toolSpec/inputSchema/json: extraneous key [definitions] is not permitted, please reformat your input and try again.`,
    );
  });
});

describe('CountTokens', () => {
  // Profiles do not carry the operation.
  const COUNTED = CLAUDE.slice('us.'.length);

  test('counts what InvokeModel or Converse would take', () => {
    expect(check('CountTokens', COUNTED, { input: { converse: converseBody() } }).status).toBe(200);
    expect(
      check('CountTokens', COUNTED, { input: { converse: converseBody({ messages: [] }) } }),
    ).toMatchObject({ status: 400, problems: [{ pointer: '/input/converse' }] });
    const body = btoa('{"max_tokens":1,"messages":[],"anthropic_version":"bedrock-2023-05-31"}');
    expect(check('CountTokens', COUNTED, { input: { invokeModel: { body } } }).message).toBe(
      'messages: at least one message is required',
    );
  });

  test('knows single models, by their bare ids', () => {
    const body = { input: { converse: converseBody() } };
    const refused = "The provided model doesn't support counting tokens.";
    expect(check('CountTokens', CLAUDE, body).message).toBe(refused);
    expect(check('CountTokens', 'anthropic.claude-opus-4-8', body).message).toBe(refused);
    expect(check('CountTokens', 'amazon.nova-lite-v1:0', body).message).toBe(refused);
    expect(check('CountTokens', 'anthropic.claude-sonnet-4-6', body).message).toBe('');
  });

  test('wants exactly one of the two', () => {
    expect(check('CountTokens', COUNTED, {}).message).toBe(
      "1 validation error detected: Value null at 'input' failed to satisfy constraint: Member must not be null",
    );
    expect(check('CountTokens', COUNTED, { input: {} }).status).toBe(400);
    expect(check('CountTokens', COUNTED, { input: { invokeModel: { body: '***' } } }).status).toBe(400);
  });
});
