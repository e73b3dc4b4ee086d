import { describe, expect, test } from 'vitest';
import type { Json } from '../../json/json.ts';
import { check, converseBody } from '../testdata/check.ts';

type Changes = { readonly [key: string]: Json };

const user = (...content: readonly Json[]): Changes => ({ messages: [{ role: 'user', content }] });
const image = { image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } };
const document = { document: { format: 'pdf', name: 'a', source: { bytes: 'AA==' } } };
const text = { text: 'hi' };
const toolSpec = { name: 't', inputSchema: { json: { type: 'object' } } };
const tools = { toolConfig: { tools: [{ toolSpec }] } };
const choice = (kind: string, value: Json = {}): Changes => ({
  toolConfig: { tools: [{ toolSpec }], toolChoice: { [kind]: value } },
});
const option = (name: string, value: Json): Changes => ({ inferenceConfig: { [name]: value } });
const cached = { system: [text, { cachePoint: { type: 'default' } }] };
const round = (asked: readonly Json[], answered: readonly Json[]): Changes => ({
  ...tools,
  messages: [
    { role: 'user', content: [text] },
    { role: 'assistant', content: [...asked, { toolUse: { toolUseId: 'abcdefgh1', name: 't', input: {} } }] },
    { role: 'user', content: answered },
  ],
});
const result = (...content: readonly Json[]): Json => ({ toolResult: { toolUseId: 'abcdefgh1', content } });
const thought = (signature: string): Json => ({
  reasoningContent: { reasoningText: { text: 't', signature } },
});
const lacking = (field: string): string =>
  `This model doesn't support the ${field} field. Remove ${field} and try again.`;

const NO_SYSTEM =
  "This model doesn't support system messages. Try again without a system message or use a model that supports system messages.";
const NO_IMAGE =
  "This model doesn't support the image content block that you provided. Update the content block and try again.";
const NO_DOCUMENTS = "This model doesn't support documents.";
const NO_TOOLS = "This model doesn't support tool use.";

interface Case {
  readonly models: readonly string[];
  readonly request: Changes;
  readonly says: string;
  readonly operation?: 'Converse' | 'ConverseStream';
}

const REFUSED: readonly Case[] = [
  {
    models: ['amazon.titan-text-express-v1', 'mistral.mixtral-8x7b-instruct-v0:1'],
    request: { system: [text] },
    says: NO_SYSTEM,
  },
  { models: ['meta.llama3-70b-instruct-v1:0', 'us.deepseek.r1-v1:0'], request: tools, says: NO_TOOLS },
  {
    models: [
      'us.meta.llama3-1-8b-instruct-v1:0',
      'us.mistral.pixtral-large-2502-v1:0',
      'us.deepseek.r1-v1:0',
    ],
    request: tools,
    operation: 'ConverseStream',
    says: "This model doesn't support tool use in streaming mode.",
  },
  {
    models: ['us.meta.llama3-3-70b-instruct-v1:0'],
    request: choice('any'),
    says: lacking('toolConfig.toolChoice.any'),
  },
  {
    models: ['mistral.mistral-large-2402-v1:0', 'us.meta.llama4-scout-17b-instruct-v1:0'],
    request: choice('tool', { name: 't' }),
    says: lacking('toolConfig.toolChoice.tool'),
  },
  {
    models: ['us.amazon.nova-2-lite-v1:0', 'qwen.qwen3-32b-v1:0'],
    request: { toolConfig: { tools: [{ toolSpec: { ...toolSpec, strict: true } }] } },
    says: lacking('strict'),
  },
  {
    models: [
      'amazon.nova-micro-v1:0',
      'openai.gpt-oss-20b-1:0',
      'zai.glm-5',
      'deepseek.v3.2',
      'minimax.minimax-m2',
    ],
    request: user(text, image),
    says: NO_IMAGE,
  },
  {
    models: ['zai.glm-4.7', 'moonshotai.kimi-k2.5', 'amazon.nova-micro-v1:0'],
    request: user(text, document),
    says: NO_DOCUMENTS,
  },
  {
    models: ['us.openai.gpt-6-sol'],
    request: user(text, document),
    says: "This model doesn't support the document field for user messages. Remove document and try again.",
  },
  {
    models: ['google.gemma-3-27b-it', 'us.openai.gpt-5.6-sol', 'moonshotai.kimi-k2.5'],
    request: round([], [result(image)]),
    says: "This model doesn't support the image field for user messages. Remove image and try again.",
  },
  {
    models: ['qwen.qwen3-32b-v1:0', 'zai.glm-5'],
    request: {
      messages: [
        { role: 'user', content: [text] },
        { role: 'assistant', content: [thought('s'), text] },
        { role: 'user', content: [text] },
      ],
    },
    says: lacking('reasoningContent.reasoningText.signature'),
  },
  {
    models: ['us.meta.llama3-3-70b-instruct-v1:0', 'mistral.mistral-large-2407-v1:0'],
    request: round([text], [result(text)]),
    says: 'messages.1.content: Conversation blocks and tool use blocks cannot be provided in the same turn.',
  },
  {
    models: ['us.writer.palmyra-x4-v1:0'],
    request: round([], [result(text), text]),
    says: 'messages.2.content: Conversation blocks and tool result blocks cannot be provided in the same turn.',
  },
  {
    models: ['ai21.j2-ultra-v1', 'cohere.command-text-v14'],
    request: {
      messages: [
        ...(user(text).messages as Json[]),
        { role: 'assistant', content: [text] },
        { role: 'user', content: [text] },
      ],
    },
    says: "This model doesn't support conversation history. Try again with input that only includes one user message.",
  },
  {
    models: ['moonshotai.kimi-k2.5', 'us.xai.grok-4.6', 'us.openai.gpt-5.5'],
    request: option('temperature', 0.5),
    says: lacking('temperature'),
  },
  { models: ['us.xai.grok-4.6', 'us.openai.gpt-5.5'], request: option('topP', 0.5), says: lacking('topP') },
  {
    models: ['openai.gpt-oss-safeguard-20b', 'qwen.qwen3-next-80b-a3b', 'us.openai.gpt-6-sol'],
    request: option('stopSequences', ['x']),
    says: lacking('stopSequences'),
  },
  {
    models: ['amazon.nova-lite-v1:0'],
    request: option('maxTokens', 10_001),
    says: 'The maximum tokens you requested exceeds the model limit of 10000. Try again with a maximum tokens value that is lower than 10000.',
  },
  {
    models: ['moonshotai.kimi-k3'],
    request: option('maxTokens', 1),
    says: `The model returned the following errors: {"error":{"code":"integer_below_min_value","message":"Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 1 instead.","param":"max_output_tokens","type":"invalid_request_error"}}`,
  },
  {
    models: ['us.openai.gpt-5.6-sol'],
    request: { additionalModelRequestFields: { reasoning_effort: 'low' } },
    says: `The model returned the following errors: {"error":{"code":"unknown_parameter","message":"Unknown parameter: 'reasoning_effort'.","param":"reasoning_effort","type":"invalid_request_error"}}`,
  },
];

describe('what single models refuse over Converse', () => {
  const cases = REFUSED.flatMap(({ models, ...rest }) => models.map((model) => ({ model, ...rest })));
  test.each(cases)('$model: $says', ({ model, request, says, operation = 'Converse' }) => {
    expect(check(operation, model, converseBody(request))).toMatchObject({ status: 400, message: says });
  });

  test('media in S3 are for Nova', () => {
    const source = { s3Location: { uri: 's3://bucket-of-mine/a.png' } };
    const body = converseBody({
      messages: [{ role: 'user', content: [{ text: 'a' }, { image: { format: 'png', source } }] }],
    });
    expect(check('Converse', 'us.meta.llama4-maverick-17b-instruct-v1:0', body).message).toBe(
      "This model doesn't support the s3Uri field. Remove s3Uri and try again.",
    );
    expect(check('Converse', 'us.amazon.nova-lite-v1:0', body).kind).toBe('accepted');
  });

  test('a cache point on a model without caching is a matter of access', () => {
    for (const model of [
      'us.meta.llama3-3-70b-instruct-v1:0',
      'moonshot.kimi-k2-thinking',
      'google.gemma-3-4b-it',
    ])
      expect(check('ConverseStream', model, converseBody(cached))).toMatchObject({
        status: 403,
        errorType: 'AccessDeniedException',
        message:
          'You invoked an unsupported model or your request did not allow prompt caching. See the documentation for more information.',
        problems: [{ pointer: '/system/1' }],
      });
  });
});

describe('what they take', () => {
  test.each<[string, Changes]>([
    ['openai.gpt-oss-120b-1:0', option('temperature', 0)],
    ['us.meta.llama4-maverick-17b-instruct-v1:0', user(text, image, document)],
    ['us.meta.llama4-maverick-17b-instruct-v1:0', round([], [result(image)])],
    ['us.mistral.pixtral-large-2502-v1:0', round([], [result(document)])],
    ['us.amazon.nova-pro-v1:0', cached],
    ['us.amazon.nova-pro-v1:0', choice('tool', { name: 't' })],
    ['qwen.qwen3-vl-235b-a22b', user(text, image)],
    ['us.xai.grok-4.6', choice('any')],
    ['deepseek.v3.2', { additionalModelRequestFields: { logprobs: true, return_logprobs: true } }],
    ['qwen.qwen3-32b-v1:0', { additionalModelRequestFields: { reasoning_config: 'high' } }],
  ])('%s', (model, request) => {
    expect(check('Converse', model, converseBody(request))).toMatchObject({ kind: 'accepted', problems: [] });
  });
});

describe('Nova', () => {
  const said = (model: string, request: Changes): string =>
    check('Converse', model, converseBody(request)).message;
  const malformed = (words: string): string =>
    `The model returned the following errors: Malformed input request: ${words}, please reformat your input and try again.`;
  const reasoning = (maxReasoningEffort: string): Changes => ({
    additionalModelRequestFields: { reasoningConfig: { type: 'enabled', maxReasoningEffort } },
  });

  test('the first generation does not reason, the second decides about length itself at high effort', () => {
    expect(said('us.amazon.nova-micro-v1:0', reasoning('low'))).toBe(
      malformed('the provided reasoning config value is invalid'),
    );
    const high = { ...reasoning('high'), ...option('maxTokens', 5) };
    expect(said('us.amazon.nova-2-lite-v1:0', high)).toBe(
      "The model returned the following errors: `maxTokens` must be unset when reasoningConfig type is 'enabled' and maxReasoningEffort is 'high'. Please consult our documentation at https://docs.aws.amazon.com/nova/latest/userguide",
    );
    expect(said('us.amazon.nova-2-lite-v1:0', { ...high, ...reasoning('medium') })).toBe('');
    expect(said('us.amazon.nova-2-lite-v1:0', { ...high, ...reasoning('extreme') })).toBe(
      malformed('the provided reasoning config value is invalid'),
    );
  });

  test('a cache point stands beside text, not beside a tool result or a tool', () => {
    const point = { cachePoint: { type: 'default' } };
    expect(said('us.amazon.nova-pro-v1:0', user(text, point))).toBe('');
    expect(said('us.amazon.nova-pro-v1:0', round([], [result(text), point]))).toBe(
      malformed('#/messages/2/content/0: extraneous key [cachePoint] is not permitted'),
    );
    const { problems } = check(
      'Converse',
      'us.amazon.nova-pro-v1:0',
      converseBody(round([text, point], [result(text), point])),
    );
    expect(problems).toMatchObject([{ pointer: '/messages/2/content/0/cachePoint' }]);
    expect(said('us.amazon.nova-2-lite-v1:0', { toolConfig: { tools: [{ toolSpec }, point] } })).toBe(
      malformed('#/toolConfig/tools/1: extraneous key [cachePoint] is not permitted'),
    );
  });

  test('a tool result may hold an image, but no video', () => {
    const video = { video: { format: 'mp4', source: { s3Location: { uri: 's3://a-bucket/b.mp4' } } } };
    expect(said('us.amazon.nova-2-lite-v1:0', round([], [result(image)]))).toBe('');
    expect(said('us.amazon.nova-2-lite-v1:0', round([], [result(video)]))).toBe(
      malformed('#/messages/2/content/0: extraneous key [toolResult] is not permitted'),
    );
  });

  test('a block of no known kind lacks the last kind that is tried', () => {
    const body = { messages: [{ role: 'user', content: [{ inputText: 'a' }] }] };
    expect(check('InvokeModel', 'amazon.nova-micro-v1:0', body).message).toBe(
      'Malformed input request: #/messages/0/content/0: required key [toolUse] not found, please reformat your input and try again.',
    );
  });
});

describe('options of Converse are held against the native body', () => {
  const said = (model: string, name: string, value: Json): string =>
    check('Converse', model, converseBody(option(name, value))).message;

  test('Titan Text', () => {
    expect(said('amazon.titan-text-express-v1', 'stopSequences', ['</stop>'])).toBe(
      'The model returned the following errors: Malformed input request: string [</stop>] does not match pattern ^(\\|+|User:)$, please reformat your input and try again.',
    );
    const { problems } = check(
      'Converse',
      'amazon.titan-text-premier-v1:0',
      converseBody(option('maxTokens', 3073)),
    );
    expect(problems).toMatchObject([{ pointer: '/inferenceConfig/maxTokens', severity: 'error' }]);
  });

  test('DeepSeek R1 and Jurassic-2', () => {
    expect(said('us.deepseek.r1-v1:0', 'maxTokens', 40_000)).toBe(
      'The model returned the following errors: Validation Error',
    );
    expect(said('ai21.j2-mid-v1', 'stopSequences', ['a', 'b'])).toBe(
      'The model returned the following errors: Malformed input request: #/stopSequences: expected maximum item count: 1, found: 2, please reformat your input and try again.',
    );
  });
});
