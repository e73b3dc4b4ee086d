import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';
import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { ChatBedrockConverse } from '@langchain/aws';
import { APICallError, generateText, jsonSchema, streamText, type ToolSet } from 'ai';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readScenario } from '../scenario/read.ts';
import { NO_SCENARIO } from '../scenario/scenario.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { FAST } from '../testing/send-all.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const ANSWER = 'Good morning to you.';
const CITY = {
  type: 'object' as const,
  properties: { city: { type: 'string' as const } },
  required: ['city'],
};
const QUESTION = 'What is the weather in Lisbon?';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({
    settings: { ...FAST, answer: ANSWER },
    authentication: { mode: 'verify', ...KEYS },
  });
});
beforeEach(() => simulator.play(NO_SCENARIO));
afterAll(() => simulator.close());

const throttle = (): void =>
  simulator.play(readScenario('{"rules":[{"fault":{"kind":"error","exception":"ThrottlingException"}}]}'));
const failInside = (exception: string): void =>
  simulator.play(
    readScenario(JSON.stringify({ rules: [{ fault: { kind: 'exception', exception, afterFrames: 4 } }] })),
  );

describe('@ai-sdk/amazon-bedrock', () => {
  const model = () => createAmazonBedrock({ region: 'us-east-1', baseURL: simulator.url, ...KEYS })(MODEL);
  const tools: ToolSet = {
    get_weather: { description: 'Weather of a city', inputSchema: jsonSchema<{ city: string }>(CITY) },
  };

  test('gets text and usage', async () => {
    const { text, usage, finishReason } = await generateText({ model: model(), prompt: 'Hello' });
    expect([text, finishReason, usage.inputTokens]).toEqual([ANSWER, 'stop', 9]);
  });

  test('streams text and usage', async () => {
    const result = streamText({ model: model(), prompt: 'Hello' });
    expect(await result.text).toBe(ANSWER);
    expect((await result.usage).outputTokens).toBeGreaterThan(1);
  });

  test('gets a tool call', async () => {
    const { toolCalls } = await generateText({ model: model(), prompt: QUESTION, tools });
    expect(toolCalls).toMatchObject([{ toolName: 'get_weather', input: { city: 'Lisbon' } }]);
  });

  test('gets a typed error', async () => {
    throttle();
    const error = await generateText({ model: model(), prompt: 'Hello', maxRetries: 0 }).catch((e) => e);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error.statusCode).toBe(429);
  });
});

describe('@anthropic-ai/bedrock-sdk', () => {
  const client = () =>
    new AnthropicBedrock({
      baseURL: simulator.url,
      awsRegion: 'us-east-1',
      awsAccessKey: KEYS.accessKeyId,
      awsSecretKey: KEYS.secretAccessKey,
      maxRetries: 0,
    });
  const ask = { model: MODEL, max_tokens: 100, messages: [{ role: 'user' as const, content: 'Hello' }] };

  test('gets a message', async () => {
    const message = await client().messages.create(ask);
    expect(message.content).toEqual([{ type: 'text', text: ANSWER }]);
    expect(message.stop_reason).toBe('end_turn');
    expect(message.usage.output_tokens).toBeGreaterThan(1);
  });

  test('streams a message', async () => {
    const message = await client().messages.stream(ask).finalMessage();
    expect(message.content).toEqual([{ type: 'text', text: ANSWER }]);
    expect(message.stop_reason).toBe('end_turn');
  });

  test('streams a tool call', async () => {
    const message = await client()
      .messages.stream({
        ...ask,
        messages: [{ role: 'user', content: QUESTION }],
        tools: [{ name: 'get_weather', input_schema: CITY }],
      })
      .finalMessage();
    expect(message.content).toMatchObject([
      { type: 'tool_use', name: 'get_weather', input: { city: 'Lisbon' } },
    ]);
    expect(message.stop_reason).toBe('tool_use');
  });

  test('gets typed errors', async () => {
    const refused = client().messages.create({ ...ask, stream_chunk_size: 2048 } as typeof ask);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('stream_chunk_size: Extra inputs are not permitted'),
    });
    throttle();
    const throttled = await client()
      .messages.create(ask)
      .catch((error) => error);
    expect([throttled.constructor.name, throttled.status]).toEqual(['RateLimitError', 429]);
    failInside('internalServerException');
    await expect(client().messages.stream(ask).finalMessage()).rejects.toThrow();
  });
});

describe('@langchain/aws', () => {
  const model = () =>
    new ChatBedrockConverse({
      model: MODEL,
      region: 'us-east-1',
      client: new BedrockRuntimeClient({
        region: 'us-east-1',
        endpoint: simulator.url,
        credentials: KEYS,
        maxAttempts: 1,
      }),
      maxRetries: 0,
    });

  test('gets text and usage', async () => {
    const message = await model().invoke('Hello');
    expect(message.content).toBe(ANSWER);
    expect(message).toMatchObject({ usage_metadata: { input_tokens: 9 } });
  });

  test('streams text', async () => {
    let text = '';
    for await (const chunk of await model().stream('Hello')) text += chunk.text;
    expect(text).toBe(ANSWER);
  });

  test('gets a tool call', async () => {
    const bound = model().bindTools([
      { type: 'function', function: { name: 'get_weather', description: 'Weather', parameters: CITY } },
    ]);
    const message = await bound.invoke(QUESTION);
    expect(message.tool_calls).toMatchObject([{ name: 'get_weather', args: { city: 'Lisbon' } }]);
  });

  test('gets typed errors', async () => {
    throttle();
    await expect(model().invoke('Hello')).rejects.toMatchObject({ name: 'ThrottlingException' });
    failInside('throttlingException');
    const reading = (async () => {
      for await (const _chunk of await model().stream('Hello'));
    })();
    await expect(reading).rejects.toMatchObject({ name: 'ThrottlingException' });
  });
});
