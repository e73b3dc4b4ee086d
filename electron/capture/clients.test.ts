import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk';
import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { ChatBedrockConverse } from '@langchain/aws';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { generateText, streamText } from 'ai';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Captured, startCaptured, WORTHLESS } from './testing/captured.ts';

const ANSWER = 'Good morning to you.';
const CLAUDE = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const ARN =
  'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0';
const ASK = { max_tokens: 100, messages: [{ role: 'user' as const, content: 'Hello' }] };
const INVOKE = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...ASK });
const CONVERSE = { messages: [{ role: 'user' as const, content: [{ text: 'Hello' }] }] };

let captured: Captured;
beforeAll(async () => {
  captured = await startCaptured({ settings: { answer: ANSWER } });
});
afterAll(() => captured.close());

const url = (): string => captured.capture.url;

const aws = (http1: boolean): BedrockRuntimeClient =>
  new BedrockRuntimeClient({
    region: 'eu-west-1',
    endpoint: url(),
    credentials: WORTHLESS,
    maxAttempts: 1,
    ...(http1 ? { requestHandler: new NodeHttpHandler() } : {}),
  });

const textOf = (chunk: Uint8Array | undefined): string => {
  const json = JSON.parse(Buffer.from(chunk ?? []).toString() || '{}');
  return json.delta?.text ?? '';
};

describe.each([
  ['HTTP/1.1', true],
  ['HTTP/2', false],
] as const)('the AWS SDK for JavaScript over %s', (_, http1) => {
  test.each([CLAUDE, ARN])('gets its answers for %s', async (modelId) => {
    const client = aws(http1);
    const whole = await client.send(new InvokeModelCommand({ modelId, body: INVOKE }));
    expect(JSON.parse(Buffer.from(whole.body).toString()).content[0].text).toBe(ANSWER);
    const streamed = await client.send(new InvokeModelWithResponseStreamCommand({ modelId, body: INVOKE }));
    let text = '';
    for await (const event of streamed.body ?? []) text += textOf(event.chunk?.bytes);
    expect(text).toBe(ANSWER);
    const converse = await client.send(new ConverseCommand({ modelId, ...CONVERSE }));
    expect(converse.output?.message?.content?.[0]?.text).toBe(ANSWER);
    const stream = await client.send(new ConverseStreamCommand({ modelId, ...CONVERSE }));
    let said = '';
    for await (const event of stream.stream ?? []) said += event.contentBlockDelta?.delta?.text ?? '';
    expect(said).toBe(ANSWER);
    client.destroy();
  });
});

describe('the AI SDK', () => {
  const model = () => createAmazonBedrock({ region: 'us-east-1', baseURL: url(), ...WORTHLESS })(CLAUDE);
  test('gets its answers, whole and streamed', async () => {
    expect((await generateText({ model: model(), prompt: 'Hello' })).text).toBe(ANSWER);
    expect(await streamText({ model: model(), prompt: 'Hello' }).text).toBe(ANSWER);
  });

  test('with an API key too, which goes no further', async () => {
    const apiKey = 'bedrock-api-key-canary-of-a-client';
    const bearer = createAmazonBedrock({ region: 'us-east-1', baseURL: url(), apiKey })(CLAUDE);
    expect((await generateText({ model: bearer, prompt: 'Hello' })).text).toBe(ANSWER);
    expect(captured.kept.secrets).toContain(apiKey);
  });
});

test('@anthropic-ai/bedrock-sdk gets its answers, whole and streamed', async () => {
  const { accessKeyId: awsAccessKey, secretAccessKey: awsSecretKey } = WORTHLESS;
  const client = new AnthropicBedrock({ baseURL: url(), awsRegion: 'us-east-1', awsAccessKey, awsSecretKey });
  const message = await client.messages.create({ model: CLAUDE, ...ASK });
  expect(message.content).toEqual([{ type: 'text', text: ANSWER }]);
  const streamed = await client.messages.stream({ model: CLAUDE, ...ASK }).finalMessage();
  expect(streamed.content).toEqual([{ type: 'text', text: ANSWER }]);
});

test('@langchain/aws gets its answers, whole and streamed', async () => {
  const model = new ChatBedrockConverse({
    model: CLAUDE,
    region: 'us-east-1',
    client: aws(false),
    maxRetries: 0,
  });
  expect((await model.invoke('Hello')).content).toBe(ANSWER);
  let text = '';
  for await (const chunk of await model.stream('Hello')) text += chunk.text;
  expect(text).toBe(ANSWER);
});

test('each call is kept with what it asked and what came, its program, model and region', async () => {
  const { kept } = captured;
  expect(kept.all.every(({ head, end }) => head?.status === 200 && end.state === 'done')).toBe(true);
  const starts = kept.all.map(({ start }) => start);
  expect(new Set(starts.map(({ program }) => program.split(' ')[0]))).toEqual(
    new Set(['AWS', 'AI', 'Anthropic']),
  );
  expect(new Set(starts.map(({ model }) => model))).toEqual(new Set([CLAUDE, ARN]));
  expect(new Set(starts.map(({ region }) => region))).toEqual(new Set(['eu-west-1', 'us-east-1', null]));
  expect(new Set(starts.map(({ protocol }) => protocol))).toEqual(new Set(['http/1.1', 'h2c']));
  expect(starts.filter(({ path }) => path.includes('/k/'))).toEqual([]);
});
