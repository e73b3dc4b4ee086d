/** Answers that no simulator gives of itself: odd stop reasons, hidden thinking, citations, cache counts. */
import { encodeFrame } from '../shared/eventstream/encoder.ts';
import type { JsonObject } from '../shared/json/json.ts';

interface Made {
  readonly api: 'chat' | 'messages' | 'responses';
  readonly request: JsonObject;
  readonly answer: { readonly status: number; readonly type: string; readonly bytes: string };
}

const text = (value: string) => ({ type: 'string', value }) as const;
const utf8 = new TextEncoder();

const frame = (event: string, payload: unknown): Uint8Array =>
  encodeFrame(
    { ':event-type': text(event), ':content-type': text('application/json'), ':message-type': text('event') },
    utf8.encode(JSON.stringify(payload)),
  );

const streamOf = (frames: readonly Uint8Array[]): Made['answer'] => ({
  status: 200,
  type: 'application/vnd.amazon.eventstream',
  bytes: Buffer.concat(frames).toString('base64'),
});
const whole = (body: unknown): Made['answer'] => ({
  status: 200,
  type: 'application/json',
  bytes: Buffer.from(JSON.stringify(body)).toString('base64'),
});
const converse = (events: readonly (readonly [string, unknown])[]) =>
  streamOf(events.map(([name, payload]) => frame(name, payload)));
const invoke = (events: readonly unknown[]) =>
  streamOf(
    events.map((event) => frame('chunk', { bytes: Buffer.from(JSON.stringify(event)).toString('base64') })),
  );

const USAGE = { inputTokens: 10, outputTokens: 5, totalTokens: 15 };
const CACHED = {
  inputTokens: 10,
  outputTokens: 5,
  totalTokens: 45,
  cacheReadInputTokens: 20,
  cacheWriteInputTokens: 10,
};
const START = ['messageStart', { role: 'assistant' }] as const;
const end = (stopReason: string, usage: unknown = USAGE, more: object = {}) =>
  [
    ['messageStop', { stopReason }],
    ['metadata', { usage, metrics: { latencyMs: 12 }, ...more }],
  ] as const;
const says = (contentBlockIndex: number, ...texts: readonly string[]) => [
  ...texts.map((one) => ['contentBlockDelta', { contentBlockIndex, delta: { text: one } }] as const),
  ['contentBlockStop', { contentBlockIndex }] as const,
];
const thinks = (contentBlockIndex: number, ...deltas: readonly object[]) => [
  ...deltas.map(
    (reasoningContent) => ['contentBlockDelta', { contentBlockIndex, delta: { reasoningContent } }] as const,
  ),
  ['contentBlockStop', { contentBlockIndex }] as const,
];
const calls = (contentBlockIndex: number, name: string, ...inputs: readonly string[]) => [
  [
    'contentBlockStart',
    { contentBlockIndex, start: { toolUse: { toolUseId: `tooluse_${name}`, name } } },
  ] as const,
  ...inputs.map(
    (input) => ['contentBlockDelta', { contentBlockIndex, delta: { toolUse: { input } } }] as const,
  ),
  ['contentBlockStop', { contentBlockIndex }] as const,
];

const REASONS = [
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'content_filtered',
  'guardrail_intervened',
  'model_context_window_exceeded',
  'malformed_model_output',
  'malformed_tool_use',
  'something_new',
];

const CONVERSE_STREAMS = [
  ...REASONS.map((reason) => [START, ...says(0, 'Hi', ' there'), ...end(reason)]),
  [
    START,
    ...thinks(0, { text: 'Hm' }, { text: 'm.' }, { signature: 'c2ln' }),
    ...says(1, 'Yes.'),
    ...end('end_turn'),
  ],
  [START, ...thinks(0, { redactedContent: 'cmVkYWN0ZWQ=' }), ...says(1, 'Yes.'), ...end('end_turn')],
  [
    START,
    ...thinks(0, { text: 'One.' }, { signature: 'YQ==' }),
    ...calls(1, 'f', '{"a"', ': 1}'),
    ...thinks(2, { text: 'Two.' }, { signature: 'Yg==' }),
    ...says(3, 'Done.'),
    ...end('tool_use'),
  ],
  [START, ...calls(0, 'f'), ...end('tool_use')],
  [START, ...calls(0, 'f', '{}'), ...calls(1, 'g', '{"b":', '2}'), ...end('tool_use')],
  [START, ...says(0, 'I look.'), ...calls(1, 'f', '', '{"a":1}'), ...end('tool_use', CACHED)],
  [
    START,
    ['contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'As said' } }],
    ['contentBlockDelta', { contentBlockIndex: 0, delta: { citationsContent: { title: 't', source: 's' } } }],
    ['contentBlockStop', { contentBlockIndex: 0 }],
    ...end('end_turn'),
  ],
  [START, ...says(0, 'Hi'), ...end('end_turn', CACHED)],
  [START, ...says(0, ''), ...end('end_turn')],
  [START, ...end('end_turn')],
  [
    START,
    ...says(0, 'Hi'),
    ...end('guardrail_intervened', USAGE, { trace: { guardrail: { actionReason: 'Guardrail blocked.' } } }),
  ],
  [
    START,
    ...says(0, 'Hi'),
    ...end('end_turn', USAGE, {
      performanceConfig: { latency: 'optimized' },
      serviceTier: { type: 'priority' },
    }),
  ],
  [START, ...says(0, 'No end')],
  [START, ...says(0, 'Hi'), ['messageStop', { stopReason: 'end_turn' }]],
] as const;

const aStart = (usage: object = { input_tokens: 10, output_tokens: 1 }) => ({
  type: 'message_start',
  message: {
    id: 'msg_bdrk_01',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  },
});
const aBlock = (index: number, content_block: object, ...deltas: readonly object[]) => [
  { type: 'content_block_start', index, content_block },
  ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
  { type: 'content_block_stop', index },
];
const aText = (index: number, ...texts: readonly string[]) =>
  aBlock(index, { type: 'text', text: '' }, ...texts.map((one) => ({ type: 'text_delta', text: one })));
const METRICS = { inputTokenCount: 10, outputTokenCount: 5, invocationLatency: 12, firstByteLatency: 3 };
const aEnd = (
  stop_reason: string | null,
  usage: object = { output_tokens: 5 },
  stop_sequence: string | null = null,
) => [
  { type: 'message_delta', delta: { stop_reason, stop_sequence }, usage },
  { type: 'message_stop', 'amazon-bedrock-invocationMetrics': METRICS },
];
const A_REASONS = [
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'refusal',
  'pause_turn',
  'model_context_window_exceeded',
  'something_new',
];
const THINKING = aBlock(
  0,
  { type: 'thinking', thinking: '', signature: '' },
  { type: 'thinking_delta', thinking: 'Hm' },
  { type: 'thinking_delta', thinking: 'm.' },
  { type: 'signature_delta', signature: 'c2ln' },
);
const call = (index: number, name: string, ...inputs: readonly string[]) =>
  aBlock(
    index,
    { type: 'tool_use', id: `toolu_${name}`, name, input: {} },
    ...inputs.map((one) => ({ type: 'input_json_delta', partial_json: one })),
  );

const CLAUDE_STREAMS = [
  ...A_REASONS.map((reason) => [aStart(), ...aText(0, 'Hi', ' there'), ...aEnd(reason)]),
  [aStart(), ...THINKING, ...aText(1, 'Yes.'), ...aEnd('end_turn')],
  [
    aStart(),
    ...aBlock(0, { type: 'redacted_thinking', data: 'cmVk' }),
    ...aText(1, 'Yes.'),
    ...aEnd('end_turn'),
  ],
  [aStart(), ...call(0, 'f', '', '{"a"', ': 1}'), ...aEnd('tool_use')],
  [aStart(), ...call(0, 'f'), ...aEnd('tool_use')],
  [aStart(), ...aText(0, 'I look.'), ...call(1, 'f', '{}'), ...call(2, 'g', '{"b":2}'), ...aEnd('tool_use')],
  [
    aStart({
      input_tokens: 10,
      output_tokens: 1,
      cache_read_input_tokens: 20,
      cache_creation_input_tokens: 10,
    }),
    ...aText(0, 'Hi'),
    ...aEnd('end_turn'),
  ],
  [
    aStart(),
    { type: 'ping' },
    ...aText(0, 'Hi'),
    { type: 'ping' },
    ...aEnd('stop_sequence', { output_tokens: 5 }, 'the'),
  ],
  [
    aStart(),
    ...aBlock(
      0,
      { type: 'text', text: '' },
      { type: 'text_delta', text: 'As said' },
      {
        type: 'citations_delta',
        citation: {
          type: 'char_location',
          cited_text: 'x',
          document_index: 0,
          document_title: 't',
          start_char_index: 0,
          end_char_index: 1,
        },
      },
    ),
    ...aEnd('end_turn'),
  ],
  [aStart(), ...aEnd('end_turn')],
  [aStart(), ...aText(0, ''), ...aEnd('end_turn')],
  [aStart(), ...aText(0, 'No end')],
  [
    aStart(),
    ...aText(0, 'Hi'),
    { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  ],
  [
    aStart(),
    ...aBlock(
      0,
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: {} },
      { type: 'input_json_delta', partial_json: '{"query":"x"}' },
    ),
    ...aText(1, 'Found.'),
    ...aEnd('end_turn'),
  ],
];

const CONVERSE_WHOLES = [
  ...REASONS.map((stopReason) => ({
    output: { message: { role: 'assistant', content: [{ text: 'Hi' }] } },
    stopReason,
    usage: USAGE,
    metrics: { latencyMs: 1 },
  })),
  {
    output: {
      message: {
        role: 'assistant',
        content: [
          { reasoningContent: { reasoningText: { text: 'Hm.', signature: 'c2ln' } } },
          { text: 'Yes.' },
        ],
      },
    },
    stopReason: 'end_turn',
    usage: USAGE,
    metrics: { latencyMs: 1 },
  },
  {
    output: {
      message: {
        role: 'assistant',
        content: [{ reasoningContent: { redactedContent: 'cmVk' } }, { text: 'Yes.' }],
      },
    },
    stopReason: 'end_turn',
    usage: USAGE,
    metrics: { latencyMs: 1 },
  },
  {
    output: {
      message: {
        role: 'assistant',
        content: [
          { text: 'A' },
          { text: 'B' },
          { toolUse: { toolUseId: 't1', name: 'f', input: { a: 1 } } },
          { toolUse: { toolUseId: 't2', name: 'g', input: {} } },
        ],
      },
    },
    stopReason: 'tool_use',
    usage: CACHED,
    metrics: { latencyMs: 1 },
  },
  {
    output: { message: { role: 'assistant', content: [] } },
    stopReason: 'end_turn',
    usage: USAGE,
    metrics: { latencyMs: 1 },
  },
  {
    output: {
      message: {
        role: 'assistant',
        content: [{ citationsContent: { content: [{ text: 'As said' }], citations: [{ title: 't' }] } }],
      },
    },
    stopReason: 'end_turn',
    usage: USAGE,
    metrics: { latencyMs: 1 },
    trace: { guardrail: { actionReason: 'x' } },
  },
];
const aWhole = (
  content: readonly object[],
  stop_reason: string,
  usage: object = { input_tokens: 10, output_tokens: 5 },
) => ({
  id: 'msg_bdrk_01',
  type: 'message',
  role: 'assistant',
  model: 'claude',
  content,
  stop_reason,
  stop_sequence: null,
  usage,
});
const CLAUDE_WHOLES = [
  ...A_REASONS.map((reason) => aWhole([{ type: 'text', text: 'Hi' }], reason)),
  aWhole(
    [
      { type: 'thinking', thinking: 'Hm.', signature: 'c2ln' },
      { type: 'text', text: 'Yes.' },
    ],
    'end_turn',
  ),
  aWhole(
    [
      { type: 'redacted_thinking', data: 'cmVk' },
      { type: 'text', text: 'Yes.' },
    ],
    'end_turn',
  ),
  aWhole(
    [
      { type: 'text', text: 'A' },
      { type: 'text', text: 'B' },
      { type: 'tool_use', id: 't1', name: 'f', input: { a: 1 } },
    ],
    'tool_use',
    { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: 20, cache_creation_input_tokens: 10 },
  ),
  aWhole([], 'end_turn'),
  aWhole(
    [{ type: 'text', text: 'As said', citations: [{ type: 'char_location', cited_text: 'x' }] }],
    'end_turn',
  ),
];

const CONVERSE_MODEL = 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const INVOKE_MODEL = 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const HI = [{ role: 'user', content: 'Hi' }];

function* requests(model: string, stream: boolean): Generator<Pick<Made, 'api' | 'request'>> {
  const more = stream ? { stream } : {};
  yield { api: 'chat', request: { model, messages: HI, ...more } };
  if (stream)
    yield { api: 'chat', request: { model, messages: HI, ...more, stream_options: { include_usage: true } } };
  yield { api: 'messages', request: { model, messages: HI, max_tokens: 100, ...more } };
  yield { api: 'responses', request: { model, input: 'Hi', ...more } };
}

export function* madeAnswers(): Generator<Made> {
  for (const [model, stream, answers] of [
    [CONVERSE_MODEL, true, CONVERSE_STREAMS.map((one) => converse(one as never))],
    [INVOKE_MODEL, true, CLAUDE_STREAMS.map(invoke)],
    [CONVERSE_MODEL, false, CONVERSE_WHOLES.map(whole)],
    [INVOKE_MODEL, false, CLAUDE_WHOLES.map(whole)],
  ] as const) {
    for (const answer of answers) for (const one of requests(model, stream)) yield { ...one, answer };
  }
}
