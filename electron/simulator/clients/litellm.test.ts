import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePython } from '../../../scripts/python/ensure.mjs';
import { readScenario } from '../scenario/read.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST } from '../testing/send-all.ts';
import { runPython, SETUP_MS } from './python.ts';

interface Answer {
  readonly text?: string | null;
  readonly tools?: readonly { readonly name: string; readonly arguments: string }[];
  readonly finish?: string;
  readonly usage?: readonly [number, number];
  readonly error?: { readonly type: string; readonly status: number; readonly message: string };
}

const ANSWER = 'Good morning to you.';
const messages = [{ role: 'user', content: 'Hello' }];
const CLAUDE = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'The weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
];

/** Models whose answers LiteLLM reads, one for each body form that it can build without fault. */
const MODELS = [
  `bedrock/invoke/${CLAUDE}`,
  `bedrock/converse/${CLAUDE}`,
  'bedrock/us.amazon.nova-lite-v1:0',
  'bedrock/amazon.titan-text-express-v1',
  'bedrock/meta.llama3-8b-instruct-v1:0',
  'bedrock/invoke/meta.llama3-8b-instruct-v1:0',
  'bedrock/mistral.mistral-7b-instruct-v0:2',
  'bedrock/cohere.command-r-plus-v1:0',
  'bedrock/ai21.jamba-1-5-large-v1:0',
] as const;

/** A model that the scenario throttles, so that one run of LiteLLM meets everything. */
const THROTTLED = 'anthropic.claude-3-haiku-20240307-v1:0';
const scenario = {
  rules: [{ match: { model: THROTTLED }, fault: { kind: 'error', exception: 'ThrottlingException' } }],
};

const asked = [{ role: 'user', content: 'What is the weather in Lisbon?' }];
const ROUTES = ['invoke', 'converse'] as const;

const CALLS = {
  whole: MODELS.map((model) => ({ model, messages })),
  streamed: MODELS.map((model) => ({
    model,
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })),
  chunkSize: ROUTES.map((route) => ({
    model: `bedrock/${route}/${CLAUDE}`,
    messages,
    stream: true,
    stream_chunk_size: 2048,
  })),
  tools: ROUTES.flatMap((route) =>
    [false, true].map((stream) => ({
      model: `bedrock/${route}/${CLAUDE}`,
      messages: asked,
      tools: TOOLS,
      stream,
    })),
  ),
  throttled: ROUTES.map((route) => ({ model: `bedrock/${route}/${THROTTLED}`, messages })),
} as const;
type Topic = keyof typeof CALLS;

/** Importing LiteLLM takes seconds, so each release makes all its calls in one run. */
async function callAll(release: 'litellm-1.87.0' | 'litellm-1.109.1', url: string) {
  const topics = Object.keys(CALLS) as Topic[];
  const calls = topics.flatMap((topic): readonly object[] => CALLS[topic]);
  const answers = await runPython<readonly Answer[]>(release, 'litellm_client.py', { url, calls });
  const first = (topic: Topic): number =>
    topics.slice(0, topics.indexOf(topic)).reduce((sum, earlier) => sum + CALLS[earlier].length, 0);
  return (topic: Topic): readonly Answer[] => answers.slice(first(topic), first(topic) + CALLS[topic].length);
}

describe.each(['litellm-1.87.0', 'litellm-1.109.1'] as const)('%s', (release) => {
  let simulator: Simulator;
  let answersTo: (topic: Topic) => readonly Answer[];
  beforeAll(async () => {
    await ensurePython(release);
    simulator = await startSimulator({
      settings: { ...FAST, answer: ANSWER },
      scenario: readScenario(JSON.stringify(scenario)),
    });
    answersTo = await callAll(release, simulator.url);
  }, SETUP_MS);
  afterAll(() => simulator?.close());

  test.each(MODELS.map((model, i) => [model, i] as const))('gets text and usage from %s', (_model, i) => {
    for (const answer of [answersTo('whole')[i], answersTo('streamed')[i]]) {
      expect(answer?.error).toBeUndefined();
      expect(answer?.text?.trim()).toBe(ANSWER);
      expect(answer?.usage?.[1]).toBeGreaterThan(0);
    }
  });

  test('is refused, or not, for stream_chunk_size as the release leaks it', () => {
    const [invoke, converse] = answersTo('chunkSize');
    expect(converse?.text).toBe(ANSWER);
    if (release === 'litellm-1.87.0') {
      expect(invoke?.error).toMatchObject({ type: 'BadRequestError', status: 400 });
      expect(invoke?.error?.message).toContain('stream_chunk_size: Extra inputs are not permitted');
    } else expect(invoke?.text).toBe(ANSWER);
  });

  test('gets tool calls', () => {
    expect(answersTo('tools')).toHaveLength(4);
    for (const answer of answersTo('tools')) {
      expect(answer.finish).toBe('tool_calls');
      expect(answer.tools?.map(({ name }) => name)).toEqual(['get_weather']);
      expect(JSON.parse(answer.tools?.[0]?.arguments ?? '')).toEqual({ city: 'Lisbon' });
    }
  });

  test('gets typed errors', () => {
    for (const answer of answersTo('throttled'))
      expect(answer.error).toMatchObject({ type: 'RateLimitError', status: 429 });
  });
});
