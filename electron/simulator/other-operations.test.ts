import {
  ApplyGuardrailCommand,
  BedrockRuntimeClient,
  GetAsyncInvokeCommand,
  InvokeModelCommand,
  ListAsyncInvokesCommand,
  StartAsyncInvokeCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../shared/json/json.ts';
import { SIMULATOR_CREDENTIALS } from './settings.ts';
import { type Simulator, startSimulator } from './simulator.ts';
import { FAST } from './testing/send-all.ts';

let simulator: Simulator;
let client: BedrockRuntimeClient;
beforeAll(async () => {
  simulator = await startSimulator({ settings: FAST });
  client = new BedrockRuntimeClient({
    endpoint: simulator.url,
    region: 'us-east-1',
    credentials: SIMULATOR_CREDENTIALS,
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await simulator.close();
});

async function invoke(modelId: string, body: JsonObject): Promise<JsonObject> {
  const { body: bytes } = await client.send(new InvokeModelCommand({ modelId, body: JSON.stringify(body) }));
  return JSON.parse(new TextDecoder().decode(bytes));
}

const lengthOf = (vector: unknown): number => Math.hypot(...(vector as number[]));

describe('models that give no text answer in their own shape', () => {
  test('Titan embeddings', async () => {
    const { embedding, inputTextTokenCount } = await invoke('amazon.titan-embed-text-v1', {
      inputText: 'a b',
    });
    expect(embedding).toHaveLength(1536);
    expect(lengthOf(embedding)).toBeCloseTo(1, 5);
    expect(inputTextTokenCount).toBeGreaterThan(0);
    const both = await invoke('amazon.titan-embed-text-v2:0', {
      inputText: 'a',
      dimensions: 256,
      embeddingTypes: ['float', 'binary'],
    });
    expect(both.embedding).toHaveLength(256);
    expect(both).toMatchObject({ embeddingsByType: { float: both.embedding, binary: expect.any(Array) } });
  });

  test('Cohere embeddings, one for each text', async () => {
    const plain = await invoke('cohere.embed-english-v3', { texts: ['a', 'b'], input_type: 'search_query' });
    expect(plain).toMatchObject({ response_type: 'embeddings_floats', texts: ['a', 'b'] });
    expect(plain.embeddings).toHaveLength(2);
    const typed = await invoke('cohere.embed-v4:0', {
      texts: ['a'],
      input_type: 'search_query',
      output_dimension: 512,
      embedding_types: ['float', 'int8', 'ubinary'],
    });
    const { float, int8, ubinary } = typed.embeddings as { readonly [type: string]: readonly number[][] };
    expect([float?.[0]?.length, int8?.[0]?.length, ubinary?.[0]?.length]).toEqual([512, 512, 64]);
  });

  test('Nova and Marengo embeddings', async () => {
    const nova = await invoke('amazon.nova-2-multimodal-embeddings-v1:0', {
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        embeddingDimension: 384,
        text: { value: 'a', truncationMode: 'END' },
      },
    });
    expect(nova).toMatchObject({ embeddings: [{ embeddingType: 'TEXT', embedding: { length: 384 } }] });
    const marengo = await invoke('us.twelvelabs.marengo-embed-2-7-v1:0', {
      inputType: 'text',
      inputText: 'a',
    });
    expect(marengo).toMatchObject({ data: [{ embedding: { length: 1024 } }] });
  });

  test('rerank puts the document with the words of the query first', async () => {
    const documents = ['the weather is fine', 'a capital is a city', 'bread and butter'];
    const body = { query: 'which city is the capital', documents, top_n: 2 };
    const { results } = await invoke('amazon.rerank-v1:0', body);
    expect(results).toMatchObject([{ index: 1, relevance_score: expect.any(Number) }, {}]);
  });

  test('images are pictures of the size asked for', async () => {
    const { images } = await invoke('amazon.nova-canvas-v1:0', {
      taskType: 'TEXT_IMAGE',
      textToImageParams: { text: 'a' },
      imageGenerationConfig: { width: 320, height: 640, numberOfImages: 2 },
    });
    expect(images).toHaveLength(2);
    const png = Buffer.from((images as string[])[0] as string, 'base64');
    expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      'PNG',
      320,
      640,
    ]);
    expect(await invoke('stability.sd3-5-large-v1:0', { prompt: 'a', seed: 7 })).toMatchObject({
      seeds: [7],
      finish_reasons: [null],
      images: [expect.any(String)],
    });
  });
});

describe('asynchronous invocations', () => {
  const input = {
    modelId: 'amazon.nova-reel-v1:1',
    modelInput: { taskType: 'TEXT_VIDEO', textToVideoParams: { text: 'a' } },
    outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bucket-of-mine' } },
  };

  test('one is started, looked up and listed', async () => {
    const { invocationArn } = await client.send(new StartAsyncInvokeCommand(input));
    const found = await client.send(new GetAsyncInvokeCommand({ invocationArn }));
    expect(found).toMatchObject({ invocationArn, status: 'InProgress', submitTime: expect.any(Date) });
    expect(found.outputDataConfig?.s3OutputDataConfig?.s3Uri).toMatch(
      /^s3:\/\/bucket-of-mine\/[a-z0-9]{12}$/,
    );
    await client.send(new StartAsyncInvokeCommand(input));
    const page = await client.send(new ListAsyncInvokesCommand({ maxResults: 1, sortOrder: 'Ascending' }));
    expect(page.asyncInvokeSummaries).toMatchObject([{ invocationArn }]);
    const { nextToken } = page;
    const rest = await client.send(new ListAsyncInvokesCommand({ nextToken, sortOrder: 'Ascending' }));
    expect(rest.asyncInvokeSummaries).toHaveLength(1);
  });

  test('the same token starts nothing new', async () => {
    const once = { ...input, clientRequestToken: 'token-of-mine' };
    const first = await client.send(new StartAsyncInvokeCommand(once));
    const second = await client.send(new StartAsyncInvokeCommand(once));
    expect(second.invocationArn).toBe(first.invocationArn);
  });

  test('a refusal is the one that was predicted', async () => {
    const long = { taskType: 'TEXT_VIDEO', textToVideoParams: { text: 'a'.repeat(600) } };
    await expect(
      client.send(new StartAsyncInvokeCommand({ ...input, modelInput: long })),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('expected maxLength: 512, actual: 600'),
    });
  });
});

test('a guardrail that finds nothing lets content pass', async () => {
  const answer = await client.send(
    new ApplyGuardrailCommand({
      guardrailIdentifier: 'abc123',
      guardrailVersion: 'DRAFT',
      source: 'INPUT',
      content: [{ text: { text: 'a'.repeat(1500) } }],
    }),
  );
  expect(answer).toMatchObject({ action: 'NONE', outputs: [], usage: { contentPolicyUnits: 2 } });
});

describe('the control plane, as programs read it before they work', () => {
  const get = async (path: string): Promise<readonly [number, JsonObject]> => {
    const answer = await fetch(`${simulator.url}${path}`);
    return [answer.status, await answer.json()];
  };
  const CLAUDE = 'anthropic.claude-sonnet-4-5-20250929-v1:0';

  test('lists models, and inference profiles that the runtime takes', async () => {
    const [, models] = await get('/foundation-models?byProvider=Anthropic');
    const summaries = models.modelSummaries as readonly JsonObject[];
    expect(summaries.map(({ modelId }) => modelId)).toContain(CLAUDE);
    expect(new Set(summaries.map(({ providerName }) => providerName))).toEqual(new Set(['anthropic']));
    const [status, { inferenceProfileSummaries }] = await get('/inference-profiles?type=SYSTEM_DEFINED');
    const profiles = inferenceProfileSummaries as readonly JsonObject[];
    expect(status).toBe(200);
    expect(profiles.map(({ inferenceProfileId }) => inferenceProfileId)).toContain(`us.${CLAUDE}`);
    expect(await get('/inference-profiles?type=APPLICATION')).toEqual([
      200,
      { inferenceProfileSummaries: [] },
    ]);
  });

  test('tells one model, profile or guardrail by id or ARN, and that there is no other', async () => {
    const arn = encodeURIComponent(`arn:aws:bedrock:eu-west-1:000000000000:inference-profile/eu.${CLAUDE}`);
    expect(await get(`/inference-profiles/${arn}`)).toMatchObject([
      200,
      { inferenceProfileId: `eu.${CLAUDE}` },
    ]);
    expect(await get(`/foundation-models/${CLAUDE}`)).toMatchObject([
      200,
      { modelDetails: { modelId: CLAUDE } },
    ]);
    expect(await get('/guardrails/abc?guardrailVersion=2')).toMatchObject([
      200,
      { guardrailId: 'abc', version: '2' },
    ]);
    expect(await get('/inference-profiles/us.no-such-model')).toMatchObject([404, {}]);
    expect((await get('/no-such-list'))[0]).toBe(404);
  });
});
