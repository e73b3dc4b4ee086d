import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../capture/exchange.ts';
import { encodeFrame } from '../../eventstream/encoder.ts';
import type { Json } from '../../json/json.ts';
import { Redactor } from '../../redaction/redactor.ts';
import { BODY, exchangeOf } from '../testing.ts';
import { refuseReceiver, tracesUrl } from './address.ts';
import { contentOf } from './content.ts';
import { failureOf } from './failure.ts';
import { operationName } from './operation.ts';
import { spanIdOf, spanOf } from './span.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const JSON_BODY = { ...BODY, mediaType: 'application/json' };

const wholeOf = (request: Json, response: Json = {}, part: Partial<Exchange> = {}) => ({
  exchange: exchangeOf({ response: JSON_BODY, ...part }),
  request: utf8(JSON.stringify(request)),
  response: utf8(JSON.stringify(response)),
});

const content = (request: Json, response: Json = {}): Record<string, unknown> => {
  const found = contentOf(wholeOf(request, response), request, new Redactor('s'));
  return Object.fromEntries(
    Object.entries(found).map(([name, value]) => [
      name.replace(/^gen_ai\./, ''),
      typeof value === 'string' ? JSON.parse(value) : value,
    ]),
  );
};
const input = (messages: Json): unknown => content({ messages })['input.messages'];
const user = (...parts: Json[]): unknown => [{ role: 'user', parts }];
const text = (words: string): Json => ({ type: 'text', content: words });

describe('what was asked, by the conventions', () => {
  it.each([
    ['a text', 'Hi', user(text('Hi'))],
    ['blocks', [{ type: 'text', text: 'Hi' }, 'you'], user(text('Hi'), text('you'))],
    ['thinking', [{ type: 'thinking', thinking: 'Hm' }], user({ type: 'reasoning', content: 'Hm' })],
    [
      'thinking of Converse',
      [
        { reasoningContent: { reasoningText: { text: 'Hm' } } },
        { reasoningContent: { redactedContent: 'x' } },
      ],
      user({ type: 'reasoning', content: 'Hm' }, { type: 'reasoning', content: '' }),
    ],
    [
      'calls of tools',
      [
        { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
        { toolUse: { toolUseId: 'b', name: 'g' } },
        { type: 'function_call', call_id: 'c', name: 'h', arguments: '{"y":2}' },
        { type: 'function_call', call_id: 'd', name: 'h', arguments: 'broken' },
      ],
      user(
        { type: 'tool_call', id: 'a', name: 'f', arguments: { x: 1 } },
        { type: 'tool_call', id: 'b', name: 'g', arguments: null },
        { type: 'tool_call', id: 'c', name: 'h', arguments: { y: 2 } },
        { type: 'tool_call', id: 'd', name: 'h', arguments: 'broken' },
      ),
    ],
    [
      'answers of tools',
      [
        { type: 'tool_result', tool_use_id: 'a', content: '12' },
        { toolResult: { toolUseId: 'b', content: [{ text: '12' }] } },
        { type: 'function_call_output', call_id: 'c', output: '12' },
      ],
      user(
        { type: 'tool_call_response', id: 'a', response: '12' },
        { type: 'tool_call_response', id: 'b', response: [{ text: '12' }] },
        { type: 'tool_call_response', id: 'c', response: '12' },
      ),
    ],
    [
      'pictures and documents, without their bytes',
      [
        { type: 'image_url', image_url: { url: 'data:…' } },
        { document: { format: 'pdf' } },
        { type: 'odd' },
        {},
      ],
      user(
        { type: 'blob', modality: 'image', content: '' },
        { type: 'blob', modality: 'document', content: '' },
        { type: 'odd' },
        { type: 'other' },
      ),
    ],
  ] as const)('%s', (_, said, expected) => {
    expect(input([{ role: 'user', content: said as Json }])).toEqual(expected);
  });

  it('messages of every form', () => {
    expect(
      input([
        'plain',
        { content: 'no role' },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: 'a', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: 'a', content: '12' },
        { type: 'function_call', call_id: 'b', name: 'g', arguments: '' },
        { type: 'function_call', call_id: 'c', name: 'g', arguments: 'null' },
        { type: 'function_call_output', call_id: 'b', output: 'x' },
      ]),
    ).toEqual([
      { role: 'user', parts: [text('plain')] },
      { role: 'user', parts: [text('no role')] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'a', name: 'f', arguments: {} }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'a', response: '12' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'b', name: 'g', arguments: '' }] },
      { role: 'assistant', parts: [{ type: 'tool_call', id: 'c', name: 'g', arguments: null }] },
      { role: 'tool', parts: [{ type: 'tool_call_response', id: 'b', response: 'x' }] },
    ]);
  });

  it('instructions, tools and prompts where each form has them', () => {
    expect(
      content({ system: [{ text: 'Be brief.' }], toolConfig: { tools: [{ toolSpec: { name: 'f' } }] } }),
    ).toEqual({
      system_instructions: [text('Be brief.')],
      'tool.definitions': [{ type: 'function', name: 'f' }],
    });
    expect(content({ instructions: 'Be brief.', input: 'Hi', tools: [{ name: 'f' }] })).toEqual({
      system_instructions: [text('Be brief.')],
      'input.messages': user(text('Hi')),
      'tool.definitions': [{ type: 'function', name: 'f' }],
    });
    expect(content({ texts: ['a', 'b'] })['input.messages']).toHaveLength(2);
    expect(content({ input: [{ role: 'user', content: 'Hi' }] })['input.messages']).toEqual(user(text('Hi')));
    expect(content('no JSON object')).toEqual({});
  });

  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const said = { name: 'f', description: 'Does it.' };
  const whole = { type: 'function', ...said, parameters: schema };
  it.each<readonly [string, Json, Json]>([
    ['Converse', { toolSpec: { ...said, inputSchema: { json: schema } } }, [whole]],
    [
      'Converse, of the service',
      { systemTool: { name: 'nova_grounding' } },
      [{ type: 'system', name: 'nova_grounding' }],
    ],
    ['Converse, a cache point', { cachePoint: { type: 'default' } }, []],
    ['Anthropic', { ...said, input_schema: schema }, [whole]],
    ['Anthropic, named custom', { type: 'custom', ...said, input_schema: schema }, [whole]],
    [
      'Anthropic, of the service',
      { type: 'web_search_20250305', name: 'web_search', max_uses: 2 },
      [{ type: 'web_search_20250305', name: 'web_search', max_uses: 2 }],
    ],
    ['chat completions', { type: 'function', function: { ...said, parameters: schema } }, [whole]],
    ['responses', { type: 'function', ...said, parameters: schema, strict: true }, [whole]],
    ['responses, of the service', { type: 'web_search' }, [{ type: 'web_search', name: 'web_search' }]],
    ['no form', 'f', []],
  ])('a tool of %s as a definition with type and name', (_, tool, definitions) => {
    const found = content({ tools: [tool, { name: 'last' }] })['tool.definitions'];
    expect(found).toEqual([...(definitions as readonly Json[]), { type: 'function', name: 'last' }]);
  });

  it('the newest messages where all are too much', () => {
    const long = Array.from({ length: 9 }, (_, i) => ({
      role: 'user',
      content: `${i}${'x'.repeat(90_000)}`,
    }));
    const kept = input(long) as readonly { readonly parts: readonly { readonly content: string }[] }[];
    expect(kept.map(({ parts }) => parts[0]?.content[0])).toEqual(['5', '6', '7', '8']);
  });
});

describe('what was answered, by the conventions', () => {
  const said = (response: Json): unknown => content({}, response)['output.messages'];
  const answer = (...parts: Json[]): unknown => [expect.objectContaining({ role: 'assistant', parts })];
  it.each([
    ['Converse', { output: { message: { role: 'assistant', content: [{ text: 'Hi' }] } } }],
    ['Claude', { content: [{ type: 'text', text: 'Hi' }] }],
    ['the chat form', { choices: [{ message: { role: 'assistant', content: 'Hi' } }] }],
    ['Titan', { results: [{ outputText: 'Hi' }] }],
    ['Llama', { generation: 'Hi' }],
    ['Claude 2', { completion: 'Hi' }],
  ] as const)('%s', (_, response) => {
    expect(said(response as Json)).toEqual(answer(text('Hi')));
  });

  it('nothing where nothing is known to be said', () => {
    expect(said({ odd: 1 })).toBeUndefined();
    expect(said('text')).toBeUndefined();
  });

  it('a stream, block by block', () => {
    const events: readonly (readonly [string, Json])[] = [
      ['contentBlockDelta', { contentBlockIndex: 0, delta: { reasoningContent: { text: 'Hm' } } }],
      ['contentBlockDelta', { contentBlockIndex: 1, delta: { text: 'H' } }],
      ['contentBlockDelta', { contentBlockIndex: 1, delta: { text: 'i' } }],
      ['contentBlockStart', { contentBlockIndex: 2, start: { toolUse: { toolUseId: 't', name: 'f' } } }],
      ['contentBlockDelta', { contentBlockIndex: 2, delta: { toolUse: { input: '{"a":1}' } } }],
    ];
    const response = Uint8Array.from(
      events.flatMap(([event, payload]) => [
        ...encodeFrame(
          {
            ':message-type': { type: 'string', value: 'event' },
            ':event-type': { type: 'string', value: event },
          },
          utf8(JSON.stringify(payload)),
        ),
      ]),
    );
    const mediaType = 'application/vnd.amazon.eventstream';
    const whole = { ...wholeOf({}, {}, { response: { ...BODY, mediaType } }), response };
    expect(JSON.parse(String(contentOf(whole, {}, new Redactor('s'))['gen_ai.output.messages']))).toEqual(
      answer({ type: 'reasoning', content: 'Hm' }, text('Hi'), {
        type: 'tool_call',
        id: 't',
        name: 'f',
        arguments: { a: 1 },
      }),
    );
    const events2 = utf8(
      'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi"}}\n\n',
    );
    const sse = {
      ...wholeOf({}, {}, { response: { ...BODY, mediaType: 'text/event-stream' } }),
      response: events2,
    };
    expect(JSON.parse(String(contentOf(sse, {}, new Redactor('s'))['gen_ai.output.messages']))).toEqual(
      answer(text('Hi')),
    );
  });
});

describe('a span', () => {
  const plain = { content: null, client: null };

  it('carries what a request asks for, from the places of its form', () => {
    const asked = (request: Json, part: Partial<Exchange> = {}) =>
      spanOf(wholeOf(request, {}, part), plain).attributes;
    expect(
      asked({ inferenceConfig: { maxTokens: 5, topP: 0.5 }, additionalModelRequestFields: { top_k: 9 } }),
    ).toMatchObject({
      'gen_ai.request.max_tokens': 5,
      'gen_ai.request.top_p': 0.5,
      'gen_ai.request.top_k': 9,
    });
    expect(asked({ max_tokens: 'odd', temperature: 0.2, stream: true }, { firstTokenMs: 250 })).toMatchObject(
      {
        'gen_ai.request.temperature': 0.2,
        'gen_ai.request.stream': true,
        'gen_ai.response.time_to_first_chunk': 0.25,
      },
    );
    expect(asked([], { stopReason: null })).not.toHaveProperty('gen_ai.response.finish_reasons');
  });

  it('counts input tokens as the conventions do, whoever counted them', () => {
    const usage = { inputTokens: 10, outputTokens: 2, cacheReadTokens: 5, cacheWriteTokens: null };
    const counted = (dialect: Exchange['dialect'], tokens: number | null = 10) =>
      spanOf(wholeOf({}, {}, { dialect, usage: { ...usage, inputTokens: tokens } }), plain).attributes[
        'gen_ai.usage.input_tokens'
      ];
    expect([counted('bedrock'), counted('openai-chat'), counted('bedrock', null)]).toEqual([
      15,
      10,
      undefined,
    ]);
  });

  it.each([
    [{ side: 'bedrock', target: 'aws', region: null }, 'bedrock-runtime.us-east-1.amazonaws.com', 443],
    [
      { side: 'bedrock', target: 'aws', region: 'cn-north-1' },
      'bedrock-runtime.cn-north-1.amazonaws.com.cn',
      443,
    ],
    [
      { side: 'bedrock', target: 'aws', method: 'GET', path: '/foundation-models' },
      'bedrock.eu-west-1.amazonaws.com',
      443,
    ],
    [{ side: 'bedrock', target: 'gateway.example:8443' }, 'gateway.example', 8443],
    [{ side: 'bedrock', target: 'gateway.example' }, 'gateway.example', 443],
    [{ side: 'bedrock', target: 'simulator' }, undefined, undefined],
    [{ side: 'client', target: 'http://127.0.0.1:4000' }, '127.0.0.1', 4000],
    [{ side: 'client', target: 'http://[::1]' }, '::1', 80],
    [{ side: 'client', target: '' }, undefined, undefined],
    [{ side: 'client', target: 'http://a b' }, undefined, undefined],
  ] as const)('of %j names its server and the port', (part, address, port) => {
    const { attributes } = spanOf(wholeOf({}, {}, { region: 'eu-west-1', ...part }), plain);
    expect([attributes['server.address'], attributes['server.port']]).toEqual([address, port]);
  });

  it('names a conversation by the client’s own name, and as Strata’s where Strata found it', () => {
    const header = [['X-Claude-Code-Session-Id', 's1']] as const;
    const of = (part: Partial<Exchange>) => spanOf(wholeOf({}, {}, part), plain).attributes;
    expect(of({ conversation: 's1', requestHeaders: header })).toMatchObject({
      'gen_ai.conversation.id': 's1',
    });
    const found = of({ conversation: 'e1' });
    expect([found['gen_ai.conversation.id'], found['strata.conversation']]).toEqual([undefined, 'e1']);
    expect(of({ conversation: null })).not.toHaveProperty('strata.conversation');
  });

  it('is said to be streamed where it is, and not at all where it is not', () => {
    const streamed = (operation: string, request: Json = {}) =>
      spanOf(wholeOf(request, {}, { operation }), plain).attributes['gen_ai.request.stream'];
    expect([streamed('ConverseStream'), streamed('Converse')]).toEqual([true, undefined]);
  });

  it.each([
    [{ stopReason: 'end_turn' }, ['end_turn']],
    [{ status: 200, state: 'interrupted' }, ['error']],
    [{ status: 200, error: 'modelStreamErrorException' }, ['error']],
    [{ status: 400, error: 'ValidationException' }, undefined],
    [{ status: null, state: 'failed' }, undefined],
    [{ status: 200, state: 'interrupted', operation: 'CountTokens' }, undefined],
  ] as const)('of %j ended as %j', (part, reasons) => {
    const { attributes } = spanOf(wholeOf({}, {}, part as Partial<Exchange>), plain);
    expect(attributes['gen_ai.response.finish_reasons']).toEqual(reasons);
  });

  it.each([
    [{ reasoning_effort: 'low' }, 'gen_ai.request.reasoning.level', 'low'],
    [{ output_config: { effort: 'max' } }, 'gen_ai.request.reasoning.level', 'max'],
    [{ reasoning_effort: 'x'.repeat(201) }, 'gen_ai.request.reasoning.level', undefined],
    [{ guardrailConfig: { guardrailIdentifier: 'g1' } }, 'aws.bedrock.guardrail.id', 'g1'],
    [{ output_dimension: 512 }, 'gen_ai.embeddings.dimension.count', 512],
  ])('of %j carries %s', (request, name, value) => {
    expect(spanOf(wholeOf(request), plain).attributes[name]).toBe(value);
  });

  it('names what leaked and what was lost, and how many secrets were taken out', () => {
    const flags = [
      { kind: 'leaked', count: 1, names: ['stream_chunk_size'] },
      { kind: 'lost', count: 1, names: ['seed'] },
    ] as const;
    const response = { ...JSON_BODY, redactions: 2 };
    expect(spanOf(wholeOf({}, {}, { flags, response }), plain).attributes).toMatchObject({
      'strata.flags': ['leaked', 'lost'],
      'strata.leaked': ['stream_chunk_size'],
      'strata.lost': ['seed'],
      'strata.redactions': 2,
    });
  });

  it('stands below what its headers name, else below the client’s call; the other is a link', () => {
    const trace = { traceId: 'a'.repeat(32), parentId: 'b'.repeat(16) };
    const client = { id: 'c1', trace: null };
    const own = spanOf(wholeOf({}, {}, { id: 'e1', trace: null }), plain);
    expect([own.parent, own.links]).toEqual([null, []]);
    const caused = spanOf(wholeOf({}, {}, { trace: null }), { content: null, client });
    expect(caused.parent).toMatchObject({ spanId: spanIdOf('c1'), remote: false });
    const told = spanOf(wholeOf({}, {}, { trace } as Partial<Exchange>), { content: null, client });
    expect(told).toMatchObject({ traceId: trace.traceId, parent: { spanId: trace.parentId, remote: true } });
    expect(told.links).toMatchObject([{ spanId: spanIdOf('c1') }]);
  });

  it.each([
    [{ endMs: 40 }, 40],
    [{ endMs: null, deliveries: [{ offset: 0, atMs: 30 }] }, 30],
    [{ endMs: null, deliveries: [], headMs: 20 }, 20],
    [{ endMs: null, deliveries: [], headMs: null, requestMs: 10 }, 10],
    [{ endMs: null, deliveries: [], headMs: null, requestMs: null }, 0],
  ])('of %j ends when the last of it was seen', (part, ms) => {
    const { start, end } = spanOf(wholeOf({}, {}, { startedAt: 1_000_000, ...part }), plain);
    expect([start, end]).toEqual([
      [1000, 0],
      [1000, ms * 1e6],
    ]);
  });

  it('says what failed in words only where content goes with it', () => {
    const whole = wholeOf({}, { message: 'no' }, { status: 400, error: '', failure: 'It quotes you.' });
    expect(spanOf(whole, plain).error).toEqual({ message: '' });
    expect(spanOf(whole, { ...plain, content: new Redactor('s') }).error).toEqual({
      message: 'It quotes you.',
    });
  });
});

it.each([
  [{ status: 400, error: '' }, '400'],
  [{ status: 400, error: 'ValidationException' }, 'ValidationException'],
  [{ status: 200, error: 'modelStreamErrorException' }, 'modelStreamErrorException'],
  [{ status: null, error: '', state: 'cancelled' }, 'cancelled'],
  [{ status: 200, error: '', state: 'done' }, null],
  [{ status: null, error: '', state: 'open' }, null],
] as const)('%j fails as %s', (part, type) => {
  expect(failureOf(exchangeOf(part))).toBe(type);
});

it.each([
  [{ side: 'bedrock', operation: 'Converse' }, 'chat'],
  [{ side: 'bedrock', operation: 'CountTokens' }, 'count_tokens'],
  [{ side: 'bedrock', operation: '' }, 'request'],
  [{ side: 'bedrock', operation: 'InvokeModel', model: 'amazon.titan-embed-text-v2:0' }, 'embeddings'],
  [{ side: 'bedrock', operation: 'InvokeModel', model: 'cohere.rerank-v3-5:0' }, 'rerank'],
  [{ side: 'bedrock', operation: 'StartAsyncInvoke', model: 'amazon.nova-reel-v1:0' }, 'generate_content'],
  [{ side: 'bedrock', operation: 'InvokeModel', model: null }, 'chat'],
  [{ side: 'client', dialect: 'anthropic-messages', operation: 'x' }, 'chat'],
  [{ side: 'client', dialect: 'other', operation: 'ListModels' }, 'list_models'],
  [{ side: 'client', dialect: 'other', operation: '' }, 'request'],
] as const)('%j is called %s', (part, name) => {
  expect(operationName(exchangeOf(part as Partial<Exchange>))).toBe(name);
});

it.each([
  ['https://c', 'https://c/v1/traces'],
  ['https://c/otel/?a=1', 'https://c/otel/v1/traces?a=1'],
  ['https://c/v1/traces', 'https://c/v1/traces'],
])('spans for %s are posted to %s', (endpoint, url) => {
  expect(tracesUrl(endpoint)).toBe(url);
});

it('spans go over https, or http on this machine', () => {
  expect(refuseReceiver('https://c')).toBeNull();
  expect(refuseReceiver('http://127.0.0.1:4318')).toBeNull();
  expect(refuseReceiver('http://collector')?.hint).toContain('https://host');
});
