import { describe, expect, test } from 'vitest';
import type { Json } from '../../json/json.ts';
import type { Operation } from '../problem.ts';
import { check, converseBody } from '../testdata/check.ts';

const malformed = (words: string): string =>
  `Malformed input request: ${words}, please reformat your input and try again.`;
const said = (model: string, body: Json, operation: Operation = 'InvokeModel'): string =>
  check(operation, model, body).message;

interface Family {
  readonly model: string;
  readonly body: Json;
  /** What is said to `{"nonsense": 1}`. */
  readonly nonsense: string;
}

const FAMILIES: readonly Family[] = [
  {
    model: 'amazon.titan-embed-text-v1',
    body: { inputText: 'a' },
    nonsense: malformed(
      '#: required key [inputText] not found, #: extraneous key [nonsense] is not permitted',
    ),
  },
  {
    model: 'amazon.titan-embed-text-v2:0',
    body: { inputText: 'a', dimensions: 256, normalize: true, embeddingTypes: ['binary'] },
    nonsense: malformed(
      '#: required key [inputText] not found, #: extraneous key [nonsense] is not permitted',
    ),
  },
  {
    model: 'amazon.titan-embed-image-v1',
    body: { inputText: 'a', inputImage: 'AA==', embeddingConfig: { outputEmbeddingLength: 384 } },
    nonsense: malformed(
      '#: extraneous key [nonsense] is not permitted, #: required key [requests] not found, #: extraneous key [nonsense] is not permitted',
    ),
  },
  {
    model: 'cohere.embed-english-v3',
    body: { texts: ['a'], input_type: 'search_document' },
    nonsense: malformed(
      `#: required key [images] not found${'#: required key [texts] not found'.repeat(4)}#: required key [input_type] not found#: extraneous key [nonsense] is not permitted`,
    ),
  },
  {
    model: 'us.cohere.embed-v4:0',
    body: { images: ['data:image/png;base64,AA=='], input_type: 'image', output_dimension: 256 },
    nonsense: 'Malformed request. Please check your parameter/values and try again.',
  },
  {
    model: 'amazon.nova-2-multimodal-embeddings-v1:0',
    body: {
      taskType: 'SINGLE_EMBEDDING',
      singleEmbeddingParams: {
        embeddingPurpose: 'GENERIC_INDEX',
        text: { value: 'a', truncationMode: 'END' },
      },
    },
    nonsense: malformed('#: required key [messages] not found'),
  },
  {
    model: 'amazon.rerank-v1:0',
    body: { query: 'q', documents: ['d'], top_n: 1 },
    nonsense: malformed(
      '#: required key [query] not found, #: required key [documents] not found, #: extraneous key [nonsense] is not permitted',
    ),
  },
  {
    model: 'cohere.rerank-v3-5:0',
    body: { query: 'q', documents: ['d'], api_version: 2 },
    nonsense: malformed(
      '#: required key [query] not found#: required key [documents] not found#: required key [api_version] not found#: extraneous key [nonsense] is not permitted',
    ),
  },
  {
    model: 'amazon.titan-image-generator-v1',
    body: { taskType: 'BACKGROUND_REMOVAL', backgroundRemovalParams: { image: 'AA==' } },
    nonsense: malformed('#: required key [taskType] not found'),
  },
  {
    model: 'amazon.nova-canvas-v1:0',
    body: { taskType: 'TEXT_IMAGE', textToImageParams: { text: 'a', style: 'PHOTOREALISM' } },
    nonsense: malformed('#: required key [messages] not found'),
  },
  {
    model: 'stability.stable-image-ultra-v1:1',
    body: { prompt: 'a', aspect_ratio: '1:1' },
    nonsense: malformed('#: required key [prompt] not found'),
  },
  {
    model: 'us.stability.stable-image-remove-background-v1:0',
    body: { image: 'AA==' },
    nonsense:
      '{"detail":"Invalid field \'nonsense\' in request. Available fields for remove-background are: image, output_format"}',
  },
];

describe.each(FAMILIES)('$model', ({ model, body, nonsense }) => {
  test('takes its own form without a word', () => {
    expect(check('InvokeModel', model, body)).toMatchObject({ kind: 'accepted', problems: [] });
  });

  test('nonsense is refused in its own words', () => {
    expect(said(model, { nonsense: 1 })).toBe(nonsense);
  });

  test('is neither streamed nor talked to nor counted', () => {
    expect(said(model, body, 'InvokeModelWithResponseStream')).toBe(
      'The model is unsupported for streaming.',
    );
    expect(said(model, converseBody(), 'Converse')).toBe(
      "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
    );
    expect(said(model, { input: { converse: converseBody() } }, 'CountTokens')).toBe(
      "The provided model doesn't support counting tokens.",
    );
  });
});

describe('rules of single families', () => {
  test('one violation on an older model of Amazon stands without its pointer', () => {
    expect(said('amazon.titan-embed-text-v2:0', { inputText: 'a'.repeat(50_001) })).toBe(
      malformed('expected maxLength: 50000, actual: 50001'),
    );
    expect(said('amazon.rerank-v1:0', { query: 'q', documents: ['d'], api_version: 2 })).toBe(
      malformed('extraneous key [api_version] is not permitted'),
    );
  });

  test('Cohere Embed v3 tells texts without a purpose what the image form lacks', () => {
    expect(said('cohere.embed-multilingual-v3', { texts: ['a'] })).toBe(
      malformed(
        '#: required key [input_type] not found#: required key [images] not found#/texts: false schema always fails',
      ),
    );
    expect(said('cohere.embed-english-v3', { texts: ['a'.repeat(2049)], input_type: 'search_query' })).toBe(
      malformed('#/texts/0: expected maxLength: 2048, actual: 2049'),
    );
  });

  test('prompts of images are bounded by the model', () => {
    const body = { taskType: 'TEXT_IMAGE', textToImageParams: { text: 'a'.repeat(600) } };
    expect(said('amazon.nova-canvas-v1:0', body)).toBe('');
    expect(said('amazon.titan-image-generator-v1', body)).toBe(
      malformed('#/textToImageParams/text: expected maxLength: 512, actual: 600'),
    );
  });

  test('Stability names the fields that it takes', () => {
    expect(said('stability.sd3-5-large-v1:0', { prompt: 'a', zz: 1 })).toBe(
      `{"detail":"Invalid field in request. Available fields: ['prompt', 'negative_prompt', 'mode', 'strength', 'seed', 'output_format', 'image', 'aspect_ratio']"}`,
    );
  });
});

describe('asynchronous invocations', () => {
  const start = (modelId: string, modelInput: Json, rest: { readonly [key: string]: Json } = {}) =>
    check('StartAsyncInvoke', '', {
      modelId,
      modelInput,
      outputDataConfig: { s3OutputDataConfig: { s3Uri: 's3://bucket-of-mine/videos' } },
      ...rest,
    });
  const reel = { taskType: 'TEXT_VIDEO', textToVideoParams: { text: 'a' } };
  const REEL = 'amazon.nova-reel-v1:1';

  test('Nova Reel, Luma Ray, Nova embeddings and Marengo are invoked so', () => {
    expect(start(REEL, reel)).toMatchObject({ kind: 'accepted', problems: [] });
    expect(start('luma.ray-v2:0', { prompt: 'a' })).toMatchObject({ kind: 'accepted', problems: [] });
    expect(start('twelvelabs.marengo-embed-2-7-v1:0', { inputType: 'text', inputText: 'a' }).kind).toBe(
      'accepted',
    );
    const input = {
      taskType: 'SEGMENTED_EMBEDDING',
      segmentedEmbeddingParams: { embeddingPurpose: 'GENERIC_INDEX', text: { value: 'a' } },
    };
    expect(start('amazon.nova-2-multimodal-embeddings-v1:0', input).kind).toBe('accepted');
  });

  test('other models are not, and Nova Reel is invoked no other way', () => {
    expect(start('mistral.mistral-small-2402-v1:0', { prompt: 'a' }).message).toBe(
      'The provided request is not valid',
    );
    expect(said(REEL, reel)).toBe(malformed('#: required key [messages] not found'));
  });

  test('the input is judged by the model, its pointers lie inside the request', () => {
    const long = { taskType: 'TEXT_VIDEO', textToVideoParams: { text: 'a'.repeat(676) } };
    expect(start(REEL, long)).toMatchObject({
      status: 400,
      message:
        'Malformed input request: #/textToVideoParams/text: expected maxLength: 512, actual: 676, reformat your input and try again.',
      problems: [{ pointer: '/modelInput/textToVideoParams/text' }],
    });
    const odd = {
      taskType: 'MULTI_SHOT_AUTOMATED',
      multiShotAutomatedParams: { text: 'a' },
      videoGenerationConfig: { durationSeconds: 25 },
    };
    expect(start(REEL, odd).message).toBe(
      'Malformed input request: #/videoGenerationConfig/durationSeconds must be an integer evenly divisible by 6 and within the range of 12 through 120. Provide a valid duration and try again.',
    );
  });

  test('the request itself is judged by the service model', () => {
    expect(
      start(REEL, reel, { outputDataConfig: { s3OutputDataConfig: { s3Uri: 'bucket' } } }).message,
    ).toContain(
      "Value 'bucket' at 'outputDataConfig.s3OutputDataConfig.s3Uri' failed to satisfy constraint: Member must satisfy regular expression pattern: s3://",
    );
    expect(check('GetAsyncInvoke', 'arn:aws:s3:::x', {}).message).toContain("at 'invocationArn' failed");
    expect(check('ListAsyncInvokes', '', { maxResults: 0 }).message).toContain("Value '0' at 'maxResults'");
    expect(check('ListAsyncInvokes', '', {}).kind).toBe('accepted');
  });
});

test('ApplyGuardrail takes content of two kinds from two sources', () => {
  const content = [{ text: { text: 'a', qualifiers: ['query'] } }];
  expect(check('ApplyGuardrail', 'abc123:DRAFT', { source: 'INPUT', content })).toMatchObject({
    kind: 'accepted',
    problems: [],
  });
  expect(check('ApplyGuardrail', 'abc123:2', { source: 'IN', content }).message).toBe(
    "1 validation error detected: Value 'IN' at 'source' failed to satisfy constraint: Member must satisfy enum value set: [INPUT, OUTPUT]",
  );
  for (const name of ['ABC', 'default-guardrail:DRAFT'])
    expect(check('ApplyGuardrail', name, { source: 'INPUT', content }).message).toBe(
      'Guardrail was enabled but input is in incorrect format.',
    );
});

describe('model ids', () => {
  test('speech is not modelled, plainly', () => {
    for (const operation of ['InvokeModel', 'CountTokens'] as const)
      expect(check(operation, 'amazon.nova-2-sonic-v1:0', {})).toMatchObject({
        kind: 'not-modelled',
        status: null,
        message: expect.stringContaining('InvokeModelWithBidirectionalStream'),
      });
    expect(said('amazon.nova-2-sonic-v1:0', converseBody(), 'Converse')).toBe(
      "This action doesn't support the model that you provided. Try again with a supported text or chat model.",
    );
  });

  test.each(['amazon.foo-v1:0', 'meta.gpt-4', 'nonsense', 'us.amazon.nova-micro-v1:O', 'cohere.unknown'])(
    '%s does not exist',
    (modelId) => {
      expect(said(modelId, converseBody(), 'Converse')).toBe('The provided model identifier is invalid.');
    },
  );

  test('one that no list knows gets the rules of its nearest relative, and the verdict says so', () => {
    const verdict = check('InvokeModel', 'amazon.titan-embed-text-v3:0', { nonsense: 1 });
    expect(verdict.kind).toBe('refused');
    expect(verdict.basis.nearest).toBe('amazon.titan-embed-text-v2:0');
    expect(check('InvokeModel', 'amazon.titan-embed-text-v2:0', { nonsense: 1 }).basis.nearest).toBeNull();
  });
});

describe('bounds that a model’s page names', () => {
  test.each<[string, Json, string]>([
    [
      'meta.llama3-8b-instruct-v1:0',
      { prompt: 'hi', temperature: 1.5 },
      '#/temperature: 1.5 is not less or equal to 1',
    ],
    [
      'meta.llama3-8b-instruct-v1:0',
      { prompt: 'hi', max_gen_len: 0 },
      '#/max_gen_len: 0 is not greater or equal to 1',
    ],
    ['ai21.j2-ultra-v1', { prompt: 'hi', maxTokens: 9000 }, '#/maxTokens: 9000 is not less or equal to 8191'],
    ['cohere.command-text-v14', { prompt: 'hi', k: 501 }, '#/k: 501 is not less or equal to 500'],
  ])('%s refuses %o', (model, body, words) => {
    const verdict = check('InvokeModel', model, body);
    expect([verdict.status, verdict.message]).toEqual([
      400,
      `Malformed input request: ${words}, please reformat your input and try again.`,
    ]);
  });
});
