import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../shared/json/json.ts';
import { validate } from '../../../shared/validation/validate.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST, requestOf, sendAll } from '../testing/send-all.ts';

const ANSWER = 'Nine foxes crossed the road, and STOP was what the sign said.';
const chat = [{ role: 'user', content: 'Hello' }];
const blocks = [{ role: 'user', content: [{ text: 'Hello' }] }];
const claude = { anthropic_version: 'bedrock-2023-05-31', messages: chat };
const human = '\n\nHuman: Hello\n\nAssistant:';

interface Case {
  readonly modelId: string;
  readonly body: JsonObject;
  readonly limit: (tokens: number) => JsonObject;
  readonly stop: ((stop: string) => JsonObject) | null;
  /** Stop reasons for: natural end, token limit, stop sequence. */
  readonly reasons: readonly [string, string, string];
}

const CASES: readonly Case[] = [
  {
    modelId: 'us.anthropic.claude-sonnet-4-20250514-v1:0',
    body: { ...claude, max_tokens: 400 },
    limit: (max_tokens) => ({ max_tokens }),
    stop: (stop) => ({ stop_sequences: [stop] }),
    reasons: ['end_turn', 'max_tokens', 'stop_sequence'],
  },
  {
    modelId: 'anthropic.claude-v2:1',
    body: { prompt: human, max_tokens_to_sample: 400 },
    limit: (max_tokens_to_sample) => ({ max_tokens_to_sample }),
    stop: (stop) => ({ stop_sequences: [stop] }),
    reasons: ['stop_sequence', 'max_tokens', 'stop_sequence'],
  },
  {
    modelId: 'amazon.titan-text-express-v1',
    body: { inputText: 'Hello' },
    limit: (maxTokenCount) => ({ textGenerationConfig: { maxTokenCount } }),
    stop: null,
    reasons: ['FINISHED', 'LENGTH', 'STOP_CRITERIA_MET'],
  },
  {
    modelId: 'us.amazon.nova-lite-v1:0',
    body: { messages: blocks },
    limit: (maxTokens) => ({ inferenceConfig: { maxTokens } }),
    stop: (stop) => ({ inferenceConfig: { stopSequences: [stop] } }),
    reasons: ['end_turn', 'max_tokens', 'stop_sequence'],
  },
  {
    modelId: 'cohere.command-text-v14',
    body: { prompt: 'Hello', stream: true },
    limit: (max_tokens) => ({ max_tokens }),
    stop: (stop) => ({ stop_sequences: [stop] }),
    reasons: ['COMPLETE', 'MAX_TOKENS', 'COMPLETE'],
  },
  {
    modelId: 'cohere.command-r-plus-v1:0',
    body: { message: 'Hello' },
    limit: (max_tokens) => ({ max_tokens }),
    stop: (stop) => ({ stop_sequences: [stop] }),
    reasons: ['COMPLETE', 'MAX_TOKENS', 'COMPLETE'],
  },
  {
    modelId: 'ai21.jamba-1-5-large-v1:0',
    body: { messages: chat },
    limit: (max_tokens) => ({ max_tokens }),
    stop: (stop) => ({ stop: [stop] }),
    reasons: ['stop', 'length', 'stop'],
  },
  {
    modelId: 'meta.llama3-8b-instruct-v1:0',
    body: { prompt: 'Hello' },
    limit: (max_gen_len) => ({ max_gen_len }),
    stop: null,
    reasons: ['stop', 'length', 'stop'],
  },
  {
    modelId: 'mistral.mistral-7b-instruct-v0:2',
    body: { prompt: '<s>[INST] Hello [/INST]' },
    limit: (max_tokens) => ({ max_tokens }),
    stop: (stop) => ({ stop: [stop] }),
    reasons: ['stop', 'length', 'stop'],
  },
  {
    modelId: 'mistral.mistral-large-2402-v1:0',
    body: { messages: chat },
    limit: (max_tokens) => ({ max_tokens }),
    stop: null,
    reasons: ['stop', 'length', 'stop'],
  },
  {
    modelId: 'mistral.mistral-large-2407-v1:0',
    body: { messages: chat },
    limit: (max_tokens) => ({ max_tokens }),
    stop: null,
    reasons: ['stop', 'length', 'stop'],
  },
  {
    modelId: 'us.deepseek.r1-v1:0',
    body: { prompt: 'Hello' },
    limit: (max_tokens) => ({ max_tokens }),
    stop: (stop) => ({ stop: [stop] }),
    reasons: ['stop', 'length', 'stop'],
  },
  {
    modelId: 'openai.gpt-oss-20b-1:0',
    body: { messages: chat },
    limit: (max_completion_tokens) => ({ max_completion_tokens }),
    stop: (stop) => ({ stop: [stop] }),
    reasons: ['stop', 'length', 'stop'],
  },
  {
    modelId: 'qwen.qwen3-32b-v1:0',
    body: { messages: chat },
    limit: (max_tokens) => ({ max_tokens }),
    stop: (stop) => ({ stop: [stop] }),
    reasons: ['stop', 'length', 'stop'],
  },
];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ settings: { ...FAST, answer: ANSWER } });
});
afterAll(() => simulator.close());

const target = () => ({ kind: 'simulator', url: simulator.url }) as const;
const stream = (modelId: string, body: JsonObject) =>
  sendAll(requestOf('InvokeModelWithResponseStream', modelId, body), target());
const whole = (modelId: string, body: JsonObject) =>
  sendAll(requestOf('InvokeModel', modelId, body), target());

/** What is said beside the reasoning that gpt-oss puts between tags. */
const said = (text: string): string => text.replace(/<reasoning>.*?<\/reasoning>/s, '').trim();

/** The answer's text in a body that is not streamed, wherever the family puts it. */
const longestText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value)
    .map(longestText)
    .reduce((best, text) => (text.length > best.length ? text : best), '');
};

describe.each(CASES)('$modelId', ({ modelId, body, limit, reasons }) => {
  test('takes the body that it answers', () => {
    expect(validate({ operation: 'InvokeModel', modelId, body: JSON.stringify(body) }).message).toBe('');
  });

  test('streams its text, its stop reason and its usage', async () => {
    const sent = await stream(modelId, body);
    expect(sent.failures).toEqual([]);
    expect(said(sent.text)).toBe(ANSWER);
    expect(sent.end).toMatchObject({ reason: 'complete', stopReason: reasons[0] });
    expect(sent.end.usage.inputTokens).toBeGreaterThan(0);
    expect(sent.end.usage.outputTokens).toBeGreaterThan(5);
    expect(sent.frames.length).toBeGreaterThan(4);
  });

  test('puts the metrics of the invocation on the last chunk alone', async () => {
    const { frames } = await stream(modelId, body);
    const carrying = frames.filter((frame) => frame.content.includes('amazon-bedrock-invocationMetrics'));
    expect(carrying.map((frame) => frame.index)).toEqual([frames.length - 1]);
  });

  test('answers the same in one piece', async () => {
    const sent = await whole(modelId, body);
    expect(sent.failures).toEqual([]);
    expect(said(longestText(JSON.parse(sent.body ?? '')))).toBe(ANSWER);
    expect(sent.end.stopReason).toBe(reasons[0]);
    const streamed = await stream(modelId, body);
    expect(sent.end.usage.outputTokens).toBe(streamed.end.usage.outputTokens);
  });

  test('stops at the token limit', async () => {
    const sent = await stream(modelId, { ...body, ...limit(3) });
    expect(sent.end).toMatchObject({ stopReason: reasons[1], usage: { outputTokens: 3 } });
    expect(ANSWER.startsWith(said(sent.text))).toBe(true);
    expect(said(sent.text).length).toBeLessThan(ANSWER.length);
  });
});

const STOPPABLE = CASES.flatMap(({ stop, ...rest }) => (stop ? [{ ...rest, stop }] : []));

test.each(STOPPABLE)('$modelId stops before a stop sequence', async ({ modelId, body, stop, reasons }) => {
  const sent = await stream(modelId, { ...body, ...stop('STOP') });
  expect(sent.failures).toEqual([]);
  expect(said(sent.text)).toBe('Nine foxes crossed the road, and');
  expect(sent.end.stopReason).toBe(reasons[2]);
});

test('Jurassic-2 answers in one piece and has no stream', async () => {
  const body = { prompt: 'Hello' };
  const sent = await whole('ai21.j2-mid-v1', body);
  const { prompt, completions } = JSON.parse(sent.body ?? '');
  expect(completions[0].data.text).toBe(ANSWER);
  expect(prompt.tokens[0]).toEqual({
    generatedToken: {
      token: 'Hello',
      logprob: expect.any(Number),
      raw_logprob: expect.any(Number),
    },
    topTokens: null,
    textRange: { start: 0, end: 5 },
  });
  expect(completions[0].data.tokens.at(-1).textRange.end).toBe(ANSWER.length);
  expect(sent.end.stopReason).toBe('endoftext');
  const streamed = await stream('ai21.j2-mid-v1', body);
  expect(streamed.failures[0]?.failure.message).toBe('The model is unsupported for streaming');
});

test('Cohere Command without stream: true streams one chunk with everything', async () => {
  const sent = await stream('cohere.command-text-v14', { prompt: 'Hello' });
  expect(sent.frames).toHaveLength(1);
  expect(sent.text).toBe(ANSWER);
});

test('an ARN that hides the model is answered in the form of its body', async () => {
  const arn = 'arn:aws:bedrock:us-east-1:123456789012:imported-model/abc123';
  const sent = await whole(arn, { prompt: 'Hello', max_gen_len: 50 });
  expect(JSON.parse(sent.body ?? '')).toMatchObject({ generation: ANSWER, stop_reason: 'stop' });
});
