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

// The JavaScript clients, pointed at an address by their environment; prints what each call gave, as JSON.

const MODEL = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const ARN = `arn:aws:bedrock:us-east-1:123456789012:inference-profile/${MODEL}`;
const ASK = { max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] };
const body = JSON.stringify({ anthropic_version: 'bedrock-2023-05-31', ...ASK });
const messages = [{ role: 'user', content: [{ text: 'Hello' }] }];

async function count(events) {
  let seen = 0;
  for await (const _event of events ?? []) seen += 1;
  return seen;
}

const aws = (http1) =>
  new BedrockRuntimeClient({ maxAttempts: 1, ...(http1 ? { requestHandler: new NodeHttpHandler() } : {}) });

const awsPrograms = (http1) =>
  [MODEL, ARN].flatMap((modelId) => {
    const client = aws(http1);
    const named = (what) => `${what}, ${http1 ? 'HTTP/1.1' : 'h2c'}${modelId === ARN ? ', by ARN' : ''}`;
    return [
      [
        named('InvokeModel'),
        async () => (await client.send(new InvokeModelCommand({ modelId, body }))).body.length,
      ],
      [
        named('InvokeModelWithResponseStream'),
        async () =>
          count((await client.send(new InvokeModelWithResponseStreamCommand({ modelId, body }))).body),
      ],
      [
        named('Converse'),
        async () =>
          (await client.send(new ConverseCommand({ modelId, messages }))).output.message.content.length,
      ],
      [
        named('ConverseStream'),
        async () => count((await client.send(new ConverseStreamCommand({ modelId, messages }))).stream),
      ],
    ];
  });

// Neither takes the address from the environment under the name that the AWS SDK reads.
const ai = createAmazonBedrock({ baseURL: process.env.AWS_ENDPOINT_URL_BEDROCK_RUNTIME });
const anthropic = new AnthropicBedrock();
const langchain = () => new ChatBedrockConverse({ model: MODEL, region: 'us-east-1', maxRetries: 0 });

const PROGRAMS = {
  'AWS SDK JS': [...awsPrograms(true), ...awsPrograms(false)],
  'AI SDK': [
    ['generateText', async () => (await generateText({ model: ai(MODEL), prompt: 'Hello' })).text.length],
    ['streamText', async () => (await streamText({ model: ai(MODEL), prompt: 'Hello' }).text).length],
  ],
  'Anthropic TS': [
    ['message', async () => (await anthropic.messages.create({ model: MODEL, ...ASK })).content.length],
    [
      'stream',
      async () => (await anthropic.messages.stream({ model: MODEL, ...ASK }).finalMessage()).content.length,
    ],
  ],
  '@langchain/aws': [
    ['invoke', async () => (await langchain().invoke('Hello')).text.length],
    ['stream', async () => count(await langchain().stream('Hello'))],
  ],
};

const outcomes = [];
for (const [client, programs] of Object.entries(PROGRAMS))
  for (const [program, ask] of programs) {
    try {
      const got = await ask();
      outcomes.push({ client, program, ok: got > 0, detail: '' });
    } catch (error) {
      outcomes.push({ client, program, ok: false, detail: String(error).slice(0, 160) });
    }
  }
console.log(JSON.stringify(outcomes));
process.exit(0);
