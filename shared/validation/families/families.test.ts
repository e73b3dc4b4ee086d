import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { check } from '../testdata/check.ts';

interface Family {
  readonly model: string;
  readonly body: JsonObject;
  /** What is said to an unknown key `zz`; null where nothing is on record and it only warns. */
  readonly unknown: string | null;
  readonly missing: string;
}

const everit = (words: string): string =>
  `Malformed input request: ${words}, please reformat your input and try again.`;
const extraneous = everit('#: extraneous key [zz] is not permitted');
const needs = (key: string): string => everit(`#: required key [${key}] not found`);
const serde = (words: string): string =>
  `{"code":"validation_error","message":"Failed to deserialize the JSON body into the target type: ${words}`;
const nova = { messages: [{ role: 'user', content: [{ text: 'hi' }] }] };
const chat = { messages: [{ role: 'user', content: 'hi' }] };

const FAMILIES: readonly Family[] = [
  {
    model: 'anthropic.claude-instant-v1',
    body: { prompt: '\n\nHuman: hi\n\nAssistant:', max_tokens_to_sample: 5 },
    unknown: extraneous,
    missing: everit('#: required key [prompt] not found#: required key [max_tokens_to_sample] not found'),
  },
  {
    model: 'amazon.titan-text-lite-v1',
    body: { inputText: 'hi' },
    unknown: everit('extraneous key [zz] is not permitted'),
    missing: everit('required key [inputText] not found'),
  },
  { model: 'us.amazon.nova-pro-v1:0', body: nova, unknown: extraneous, missing: needs('messages') },
  {
    model: 'cohere.command-text-v14',
    body: { prompt: 'hi', stream: true },
    unknown: extraneous,
    missing: needs('prompt'),
  },
  {
    model: 'cohere.command-r-v1:0',
    body: { message: 'hi' },
    unknown: extraneous,
    missing: needs('message'),
  },
  { model: 'ai21.j2-ultra-v1', body: { prompt: 'hi' }, unknown: extraneous, missing: needs('prompt') },
  { model: 'meta.llama2-13b-chat-v1', body: { prompt: 'hi' }, unknown: extraneous, missing: needs('prompt') },
  {
    model: 'us.meta.llama3-3-70b-instruct-v1:0',
    body: { prompt: 'hi' },
    unknown: extraneous,
    missing: needs('prompt'),
  },
  {
    model: 'mistral.mistral-7b-instruct-v0:2',
    body: { prompt: 'hi' },
    unknown: 'Validation Error',
    missing: 'Validation Error',
  },
  {
    model: 'mistral.mistral-large-2407-v1:0',
    body: chat,
    unknown: 'Validation Error',
    missing: 'Validation Error',
  },
  {
    model: 'mistral.mistral-large-2402-v1:0',
    body: chat,
    unknown: 'Validation Error',
    missing: 'Validation Error',
  },
  {
    model: 'us.deepseek.r1-v1:0',
    body: { prompt: 'hi' },
    unknown: 'Validation Error',
    missing: 'Validation Error',
  },
  {
    model: 'openai.gpt-oss-120b-1:0',
    body: chat,
    unknown: serde('unknown variant `zz`, expected one of `audio`'),
    missing: serde('missing field `messages` at line 1 column 2'),
  },
  {
    model: 'qwen.qwen3-32b-v1:0',
    body: chat,
    unknown: serde('unknown variant `zz`, expected one of `audio`'),
    missing: serde('missing field `messages` at line 1 column 2'),
  },
  {
    model: 'moonshot.kimi-k2-thinking',
    body: chat,
    unknown: null,
    missing: serde('missing field `messages`'),
  },
  {
    model: 'ai21.jamba-1-5-mini-v1:0',
    body: chat,
    unknown: everit('#: extraneous key [zz] is not permitted'),
    missing: everit('#: required key [messages] not found'),
  },
  { model: 'writer.palmyra-x5-v1:0', body: chat, unknown: null, missing: serde('missing field `messages`') },
  {
    model: 'twelvelabs.pegasus-1-2-v1:0',
    body: { inputPrompt: 'hi', mediaSource: { base64String: 'AA==' } },
    unknown: null,
    missing: everit('#: required key [inputPrompt] not found#: required key [mediaSource] not found'),
  },
];

describe.each(FAMILIES)('$model', ({ model, body, unknown, missing }) => {
  test('takes its own form without a word', () => {
    expect(check('InvokeModel', model, body)).toMatchObject({
      status: 200,
      errorType: '',
      message: '',
      problems: [],
    });
  });

  test('an unknown key', () => {
    const verdict = check('InvokeModel', model, { ...body, zz: 1 });
    expect(verdict.status).toBe(unknown === null ? 200 : 400);
    expect(verdict.message.startsWith(unknown ?? '')).toBe(true);
    expect(verdict.problems).toMatchObject([
      {
        pointer: '/zz',
        key: 'zz',
        severity: unknown === null ? 'warning' : 'error',
        fixes: [{ kind: 'drop' }],
      },
    ]);
  });

  test('a missing key', () => {
    const verdict = check('InvokeModel', model, {});
    expect(verdict.status).toBe(400);
    expect(verdict.message.startsWith(missing)).toBe(true);
  });

  test('an array for a body, and a number for text', () => {
    expect(check('InvokeModel', model, []).status).toBe(400);
    const [first = ''] = Object.keys(body);
    expect(check('InvokeModel', model, { ...body, [first]: 7 })).toMatchObject({
      status: 400,
      problems: [{ pointer: `/${first}`, key: first, severity: 'error' }],
    });
  });
});

describe('rules of single families', () => {
  const said = (model: string, body: Json) => check('InvokeModel', model, body).message;

  test('Titan keeps its options in textGenerationConfig, with a bound for each model', () => {
    const tokens = (count: number) => ({ inputText: 'a', textGenerationConfig: { maxTokenCount: count } });
    expect(said('amazon.titan-text-premier-v1:0', tokens(3073))).toBe(
      everit('3073 is not less or equal to 3072'),
    );
    expect(said('amazon.titan-text-express-v1', tokens(8192))).toBe('');
    expect(said('amazon.titan-text-lite-v1', { inputText: 'a', textGenerationConfig: { zz: 1 } })).toBe(
      everit('extraneous key [zz] is not permitted'),
    );
  });

  test('Nova refuses the block form of Claude and $defs in tool schemas', () => {
    const typed = { messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }] };
    expect(said('amazon.nova-lite-v1:0', typed)).toBe(
      everit('#/messages/0/content/0: extraneous key [type] is not permitted'),
    );
    const json = { type: 'object', $defs: {} };
    const tools = [{ toolSpec: { name: 'a', inputSchema: { json } } }];
    expect(said('amazon.nova-lite-v1:0', { ...nova, toolConfig: { tools } })).toBe(
      everit('#/toolConfig/tools/0/toolSpec/inputSchema/json: extraneous key [$defs] is not permitted'),
    );
  });

  test('Jurassic-2 does not stream', () => {
    expect(check('InvokeModelWithResponseStream', 'ai21.j2-mid-v1', { prompt: 'a' }).message).toBe(
      'The model is unsupported for streaming',
    );
  });

  test('gpt-oss: model and stream in the body must agree with the request', () => {
    const model = 'openai.gpt-oss-20b-1:0';
    expect(said(model, { ...chat, model, stream: false })).toBe('');
    expect(check('InvokeModel', model, { ...chat, model: 'invoke/x' }).problems).toMatchObject([
      { key: 'model' },
    ]);
    expect(check('InvokeModel', model, { ...chat, stream: true }).problems).toMatchObject([
      { key: 'stream' },
    ]);
    expect(check('InvokeModelWithResponseStream', model, { ...chat, stream: true }).status).toBe(200);
  });

  test('Claude 2 wants turns', () => {
    expect(said('anthropic.claude-instant-v1', { prompt: 'hello', max_tokens_to_sample: 5 })).toBe(
      'prompt must start with "\n\nHuman:" turn after an optional system prompt',
    );
  });

  test('Mistral Large 2402 and 2407 take a prompt as well as a chat, Pixtral a chat alone', () => {
    expect(said('mistral.mistral-large-2402-v1:0', { prompt: 'hi' })).toBe('');
    expect(said('mistral.mistral-large-2407-v1:0', { prompt: 'hi' })).toBe('');
    expect(said('us.mistral.pixtral-large-2502-v1:0', { prompt: 'hi' })).toBe('Validation Error');
  });

  test('guardrail tags are read by Bedrock itself', () => {
    const body = { prompt: 'a', 'amazon-bedrock-guardrailConfig': { tagSuffix: 'x' } };
    expect(check('InvokeModel', 'meta.llama3-8b-instruct-v1:0', body)).toMatchObject({
      status: 200,
      problems: [{ severity: 'warning' }],
    });
  });
});
