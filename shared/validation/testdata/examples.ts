import { isArray, isObject, type Json } from '../../json/json.ts';
import { OPERATIONS, type Operation } from '../problem.ts';
import { claudeBody, converseBody } from './check.ts';

/** A body that a model takes. */
export interface Example {
  /** Id in the registry of families; what goes to no model names its operation. */
  readonly family: string;
  readonly operation: Operation;
  readonly modelId: string;
  readonly body: Json;
}

const CHAT = { messages: [{ role: 'user', content: 'hi' }], max_tokens: 10 };
const PROMPT = { prompt: 'hi' };
const EMBED = { texts: ['hi'], input_type: 'search_query' };

/** A body for InvokeModel of every family that takes one; of families with several forms, one each. */
const NATIVE: readonly (readonly [family: string, modelId: string, body: Json])[] = [
  ['anthropic', 'anthropic.claude-3-haiku-20240307-v1:0', claudeBody()],
  [
    'claude-text',
    'anthropic.claude-v2:1',
    { prompt: '\n\nHuman: hi\n\nAssistant:', max_tokens_to_sample: 9 },
  ],
  ['titan', 'amazon.titan-text-express-v1', { inputText: 'hi', textGenerationConfig: { topP: 0.5 } }],
  ['titan-embed', 'amazon.titan-embed-text-v1', { inputText: 'hi' }],
  ['titan-embed', 'amazon.titan-embed-text-v2:0', { inputText: 'hi', dimensions: 256 }],
  ['titan-embed', 'amazon.titan-embed-image-v1', { inputText: 'hi', inputImage: 'AA==' }],
  [
    'titan-image',
    'amazon.titan-image-generator-v2:0',
    { taskType: 'TEXT_IMAGE', textToImageParams: { text: 'a' }, imageGenerationConfig: { seed: 1 } },
  ],
  ['nova', 'amazon.nova-lite-v1:0', { messages: [{ role: 'user', content: [{ text: 'hi' }] }] }],
  [
    'nova-embed',
    'amazon.nova-2-multimodal-embeddings-v1:0',
    {
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        text: { value: 'a', truncationMode: 'END' },
      },
    },
  ],
  ['nova-canvas', 'amazon.nova-canvas-v1:0', { taskType: 'TEXT_IMAGE', textToImageParams: { text: 'a' } }],
  ['amazon-rerank', 'amazon.rerank-v1:0', { query: 'q', documents: ['d'], top_n: 1 }],
  ['command-r', 'cohere.command-r-v1:0', { message: 'hi', p: 0.5 }],
  ['cohere-command', 'cohere.command-text-v14', PROMPT],
  ['cohere-embed-v3', 'cohere.embed-english-v3', EMBED],
  ['cohere-embed-v4', 'us.cohere.embed-v4:0', { ...EMBED, output_dimension: 512 }],
  ['cohere-rerank', 'cohere.rerank-v3-5:0', { query: 'q', documents: ['d'], api_version: 2 }],
  ['jurassic', 'ai21.j2-mid-v1', PROMPT],
  ['jamba', 'ai21.jamba-1-5-mini-v1:0', CHAT],
  ['llama', 'meta.llama3-8b-instruct-v1:0', { prompt: 'hi', max_gen_len: 9 }],
  ['mistral', 'mistral.mixtral-8x7b-instruct-v0:1', { prompt: '<s>[INST] hi [/INST]', max_tokens: 9 }],
  ['mistral', 'us.mistral.pixtral-large-2502-v1:0', CHAT],
  ['mistral-open', 'mistral.magistral-small-2509', CHAT],
  ['deepseek-r1', 'us.deepseek.r1-v1:0', { prompt: 'hi', max_tokens: 9 }],
  ['deepseek-v3', 'deepseek.v3.2', CHAT],
  ['gpt-oss', 'openai.gpt-oss-20b-1:0', { messages: CHAT.messages, max_completion_tokens: 9 }],
  ['gpt', 'openai.gpt-5.4', { messages: CHAT.messages, max_completion_tokens: 99 }],
  ['qwen', 'qwen.qwen3-32b-v1:0', CHAT],
  ['kimi', 'moonshot.kimi-k2-thinking', CHAT],
  ['minimax', 'minimax.minimax-m2.5', CHAT],
  ['glm', 'zai.glm-4.7', CHAT],
  ['gemma', 'google.gemma-3-4b-it', CHAT],
  ['nemotron', 'nvidia.nemotron-nano-9b-v2', CHAT],
  ['grok', 'us.xai.grok-4.3', CHAT],
  ['palmyra', 'us.writer.palmyra-x5-v1:0', CHAT],
  ['palmyra-vision', 'writer.palmyra-vision-7b', CHAT],
  [
    'pegasus',
    'us.twelvelabs.pegasus-1-2-v1:0',
    {
      inputPrompt: 'hi',
      mediaSource: { s3Location: { uri: 's3://bucket/a.mp4', bucketOwner: '123456789012' } },
    },
  ],
  ['marengo', 'us.twelvelabs.marengo-embed-2-7-v1:0', { inputType: 'text', inputText: 'hi' }],
  ['stability', 'stability.stable-image-ultra-v1:1', { prompt: 'a', aspect_ratio: '1:1' }],
  ['stability', 'us.stability.stable-image-remove-background-v1:0', { image: 'AA==' }],
  ['stability', 'stability.stable-diffusion-xl-v1', { text_prompts: [{ text: 'a' }] }],
];

const REEL = { taskType: 'TEXT_VIDEO', textToVideoParams: { text: 'a' } };
const SEGMENTED = {
  taskType: 'SEGMENTED_EMBEDDING',
  segmentedEmbeddingParams: { embeddingPurpose: 'GENERIC_INDEX', text: { value: 'a' } },
};
/** The same for the input of StartAsyncInvoke. */
const ASYNC: readonly (readonly [family: string, modelId: string, modelInput: Json])[] = [
  ['nova-reel', 'amazon.nova-reel-v1:1', REEL],
  ['luma-ray', 'luma.ray-v2:0', { prompt: 'a' }],
  ['nova-embed', 'amazon.nova-2-multimodal-embeddings-v1:0', SEGMENTED],
  ['marengo', 'twelvelabs.marengo-embed-2-7-v1:0', { inputType: 'text', inputText: 'a' }],
];

const INVOCATION = 'arn:aws:bedrock:us-east-1:123456789012:async-invoke/abcdefghi012';

/** Bodies that are accepted: one or more of every family, and of every operation that goes to no model. */
export const EXAMPLES: readonly Example[] = [
  ...NATIVE.map(([family, modelId, body]) => ({ family, operation: 'InvokeModel' as const, modelId, body })),
  ...ASYNC.map(([family, modelId, modelInput]) => ({
    family,
    operation: 'StartAsyncInvoke' as const,
    modelId: '',
    body: {
      modelId,
      modelInput,
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bucket-of-mine/a' } },
    },
  })),
  { family: 'ListAsyncInvokes', operation: 'ListAsyncInvokes', modelId: '', body: { maxResults: 5 } },
  { family: 'GetAsyncInvoke', operation: 'GetAsyncInvoke', modelId: INVOCATION, body: {} },
  {
    family: 'ApplyGuardrail',
    operation: 'ApplyGuardrail',
    modelId: 'abc123:DRAFT',
    body: { source: 'INPUT', content: [{ text: { text: 'a' } }] },
  },
];

const MODEL_CALLS: ReadonlySet<Operation> = new Set<Operation>([
  'InvokeModel',
  'InvokeModelWithResponseStream',
  'Converse',
  'ConverseStream',
  'CountTokens',
]);

/** Every model of the examples with every operation that names a model, whether it is served or not. */
export const EVERY_CALL: readonly Example[] = EXAMPLES.flatMap((example) => {
  if (example.operation !== 'InvokeModel') return [example];
  return OPERATIONS.filter((operation) => MODEL_CALLS.has(operation)).map((operation) => ({
    ...example,
    operation,
    body: bodyFor(operation, example.body),
  }));
});

function bodyFor(operation: Operation, native: Json): Json {
  if (operation.startsWith('Converse')) return converseBody();
  return operation === 'CountTokens' ? { input: { converse: converseBody() } } : native;
}

const REPLACEMENTS: readonly Json[] = [null, -1, 'zz', [], { zz: 1 }];

/** A body with every value left out, and put in place of by values of other kinds, one change at a time. */
export function mutated(body: Json): readonly Json[] {
  const replaced = REPLACEMENTS.filter((value) => JSON.stringify(value) !== JSON.stringify(body));
  if (isArray(body))
    return [
      ...replaced,
      ...body.flatMap((item, i) =>
        mutated(item).map((changed) => body.map((other, j) => (j === i ? changed : other))),
      ),
    ];
  if (!isObject(body)) return replaced;
  const members = Object.entries(body).flatMap(([key, value]) => [
    Object.fromEntries(Object.entries(body).filter(([other]) => other !== key)),
    ...mutated(value).map((changed) => ({ ...body, [key]: changed })),
  ]);
  return [...replaced, { ...body, zz: 1 }, ...members];
}
