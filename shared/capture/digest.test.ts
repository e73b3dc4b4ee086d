import { describe, expect, it } from 'vitest';
import { encodeFrame, eventHeaders, exceptionHeaders } from '../eventstream/encoder.ts';
import { answerFlags } from './answer-flags.ts';
import { digestAnswer, eventsOf, type WholeAnswer } from './digest.ts';
import { gapsOf } from './gaps.ts';
import { leaksOf } from './leaks.ts';
import { requestIdOf } from './request-id.ts';
import { readAsked, titleOf } from './said.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const joined = (parts: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

function answer(part: Partial<WholeAnswer>): WholeAnswer {
  const { bytes = new Uint8Array(0) } = part;
  const deliveries = bytes.length === 0 ? [] : [{ offset: 0, atMs: 7 }];
  return { status: 200, mediaType: 'application/json', errorType: '', bytes, deliveries, endMs: 9, ...part };
}

const stream = (...parts: readonly Uint8Array[]): WholeAnswer =>
  answer({ mediaType: 'application/vnd.amazon.eventstream', bytes: joined(parts) });
const event = (type: string, content: unknown): Uint8Array =>
  encodeFrame(eventHeaders(type), utf8(JSON.stringify(content)));
const sse = (...data: readonly unknown[]): WholeAnswer => {
  const lines = data.map((one) => `data: ${typeof one === 'string' ? one : JSON.stringify(one)}\n\n`);
  return answer({ mediaType: 'text/event-stream', bytes: utf8(`: keep\n\n${lines.join('')}`) });
};

const DELTA = event('contentBlockDelta', { contentBlockIndex: 0, delta: { text: 'Hi' } });
const STOP = event('messageStop', { stopReason: 'end_turn' });
const METADATA = event('metadata', { usage: { inputTokens: 3, outputTokens: 2, totalTokens: 5 } });
const openai = (choice: object) => ({ choices: [{ index: 0, ...choice }] });

describe('server-sent events', () => {
  const lines = [
    '\ufeffevent: a',
    'data: {"text":',
    'data: "é"}',
    ': within',
    '',
    ': keep',
    '',
    'retry: 9',
    'data: last',
    '',
    'data: cut',
  ];
  it.each(['\n', '\r', '\r\n'])(
    'whose lines end in %j are whole with the byte behind their empty line',
    (end) => {
      const bytes = utf8(lines.join(end));
      const ends = (count: number): number => utf8(lines.slice(0, count).join(end) + end).length;
      const deliveries = Array.from(bytes, (_, offset) => ({ offset, atMs: offset }));
      const seen = eventsOf(bytes, deliveries).map(({ eventType, content, arrivalMs }) => [
        eventType,
        content,
        arrivalMs,
      ]);
      expect(seen.filter(([type]) => type !== 'comment')).toEqual([
        ['a', '{"text":\n"é"}', ends(5) - 1],
        ['message', 'last', ends(10) - 1],
      ]);
      expect(seen.filter(([type]) => type === 'comment')).toHaveLength(2);
    },
  );
});

describe('an answer says', () => {
  it.each([
    [
      'what its frames say',
      stream(DELTA, STOP, METADATA),
      { stopReason: 'end_turn', frames: 3, firstTokenMs: 7, cutOff: false, usage: { inputTokens: 3 } },
    ],
    ['that it broke off', stream(DELTA), { stopReason: null, cutOff: true }],
    [
      'which exception ended it',
      stream(DELTA, encodeFrame(exceptionHeaders('throttlingException'), utf8('{"message":"Slow down"}'))),
      { error: 'throttlingException', message: 'Slow down', cutOff: false },
    ],
    [
      'what OpenAI’s events say',
      sse(
        openai({ delta: { content: 'Hi' } }),
        openai({ delta: {}, finish_reason: 'stop' }),
        { choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } },
        '[DONE]',
      ),
      { stopReason: 'stop', frames: 4, cutOff: false, usage: { inputTokens: 3, outputTokens: 2 } },
    ],
    [
      'what Anthropic’s events say',
      sse(
        { type: 'message_start', message: { usage: { input_tokens: 3 } } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hi' } },
        { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 2 } },
        { type: 'message_stop' },
      ),
      { stopReason: 'end_turn', firstTokenMs: 7, cutOff: false, usage: { inputTokens: 3, outputTokens: 2 } },
    ],
    [
      'that its events break off',
      sse(openai({ delta: { content: 'Hi' } })),
      { cutOff: true, stopReason: null },
    ],
    [
      'which error ended its events',
      sse(openai({ delta: { content: 'Hi' } }), { error: { message: 'No more', code: 500 } }),
      { error: 'error', message: 'No more', cutOff: false },
    ],
    [
      'which error ended OpenAI’s events, as LiteLLM writes it',
      sse({ error: { message: 'No more', type: 'None', code: '500' } }, '[DONE]'),
      { error: '500', message: 'No more', cutOff: false },
    ],
    [
      'which error ended Anthropic’s events',
      sse({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
      { error: 'overloaded_error', message: 'Overloaded', firstTokenMs: null, cutOff: false },
    ],
    [
      'what the events of the responses API say',
      sse(
        { type: 'response.created', response: { error: null } },
        { type: 'response.output_text.delta', output_index: 0, delta: 'Hi' },
        { type: 'response.completed', response: { usage: { input_tokens: 3, output_tokens: 2 } } },
      ),
      { error: '', firstTokenMs: 7, cutOff: false, usage: { inputTokens: 3, outputTokens: 2 } },
    ],
    [
      'that an answer of the responses API came to its limit',
      sse(
        { type: 'response.output_text.delta', output_index: 0, delta: 'Hi' },
        { type: 'response.incomplete', response: { incomplete_details: { reason: 'max_output_tokens' } } },
      ),
      { stopReason: 'max_output_tokens', cutOff: false },
    ],
    [
      'which error ended an answer of the responses API',
      sse(
        { type: 'response.output_text.delta', output_index: 0, delta: 'Hi' },
        { type: 'response.failed', response: { error: { code: 'server_error', message: 'No more' } } },
        '[DONE]',
      ),
      { error: 'server_error', message: 'No more', cutOff: false },
    ],
    [
      'which error refused a call that asked for events',
      { ...sse({ error: { message: 'Not so', type: 'None', code: '400' } }), status: 400 },
      { error: '400', message: 'Not so', firstTokenMs: null, cutOff: false },
    ],
    [
      'what an event of a gateway between says',
      { ...sse({ message: 'upstream closed the connection' }), status: 502 },
      { error: '', message: 'upstream closed the connection', firstTokenMs: null },
    ],
    [
      'which error a proxy refused a call with',
      answer({
        status: 400,
        bytes: utf8('{"error":{"message":"Not so","type":"None","param":"None","code":"400"}}'),
      }),
      { error: '400', message: 'Not so' },
    ],
    [
      'which error came in place of one',
      sse({ type: 'error', code: 'server_error', message: 'No more' }),
      { error: 'server_error', message: 'No more', firstTokenMs: null, cutOff: false },
    ],
    [
      'why a whole body of the responses API ends',
      answer({ bytes: utf8('{"incomplete_details":{"reason":"max_output_tokens"}}') }),
      { stopReason: 'max_output_tokens' },
    ],
    [
      'what a whole body says',
      answer({ bytes: utf8('{"stopReason":"max_tokens","usage":{"inputTokens":3,"outputTokens":2}}') }),
      { stopReason: 'max_tokens', firstTokenMs: null, usage: { outputTokens: 2 } },
    ],
    [
      'what a choice of a whole body says',
      answer({ bytes: utf8('{"choices":[{"finish_reason":"length"}]}') }),
      { stopReason: 'length' },
    ],
    [
      'why it is a refusal, and nothing of tokens',
      answer({ status: 400, errorType: 'ValidationException', bytes: utf8('{"message":"Malformed"}') }),
      { error: 'ValidationException', message: 'Malformed', firstTokenMs: null, stopReason: null },
    ],
    [
      'why a proxy refuses',
      answer({ status: 401, bytes: utf8('{"error":{"type":"auth_error","message":"No key"}}') }),
      { error: 'auth_error', message: 'No key' },
    ],
    ['nothing where it is no JSON', answer({ bytes: utf8('<html>') }), { stopReason: null, error: '' }],
    ['nothing where it is empty', answer({}), { firstTokenMs: null, cutOff: false }],
  ])('%s', (_, given, expected) => {
    expect(digestAnswer(given)).toMatchObject(expected);
  });

  it('that frames do not match their checksums', () => {
    const bytes = joined([DELTA, STOP]);
    bytes[DELTA.length - 1] = (bytes[DELTA.length - 1] ?? 0) ^ 1;
    expect(digestAnswer(stream(bytes)).damaged).toBe(1);
  });
});

describe('what is remarkable about an answer', () => {
  const course = { cutOff: false, damaged: 0, frames: 20, deliveries: 20, longestGapMs: 20, burstShare: 0 };
  const kinds = (part: Partial<typeof course>): readonly string[] =>
    answerFlags({ ...course, ...part }).map(({ kind }) => kind);

  it.each([
    [{}, []],
    [{ cutOff: true }, ['cut-off']],
    [{ damaged: 2 }, ['damaged']],
    [{ longestGapMs: 1_000 }, []],
    [{ longestGapMs: 1_001 }, ['stalled']],
    [{ burstShare: 0.49 }, []],
    [{ burstShare: 0.5 }, ['burst']],
    [{ longestGapMs: 5_000, burstShare: 1, frames: 7 }, []],
    [{ longestGapMs: 5_000, burstShare: 1, deliveries: 1 }, []],
  ] as const)('of %j is %j', (part, expected) => {
    expect(kinds(part)).toEqual(expected);
  });

  it('is read off its deliveries', () => {
    expect(gapsOf([])).toEqual({ longestGapMs: null, burstShare: null });
    const at = (atMs: number) => ({ offset: 0, atMs });
    expect(gapsOf([at(0), at(0.5), at(40)])).toEqual({ longestGapMs: 39.5, burstShare: 0.5 });
  });
});

describe('a request says', () => {
  it.each([
    [
      {
        messages: [
          { role: 'user', content: 'First\nsecond' },
          { role: 'assistant', content: 'No' },
        ],
      },
      'First',
    ],
    [{ input: 'Responses' }, 'Responses'],
    [{ prompt: 'Text' }, 'Text'],
    [{ inputText: 'Titan' }, 'Titan'],
    [{ messages: [{ role: 'user', content: [{ text: '  ' }] }] }, ''],
    [{ messages: [{ role: 'user', content: [{ text: 'In words', type: 'text' }] }] }, 'In words'],
    [
      {
        messages: [
          {
            role: 'user',
            content: [{ text: 'What is this?' }, { image: { format: 'png', source: { bytes: 'AAAA' } } }],
          },
        ],
      },
      'What is this?',
    ],
    [
      {
        messages: [
          {
            role: 'user',
            content: [
              { toolResult: { content: [{ text: '3 degrees' }], toolUseId: 't1', status: 'success' } },
            ],
          },
        ],
      },
      '3 degrees',
    ],
    [{ messages: [{ role: 'tool', content: 'two', tool_call_id: 'call_1', name: 'weather' }] }, 'two'],
    [{ texts: ['One', 'Two'] }, 'Two'],
    ['Words', ''],
    [null, ''],
  ])('%j: %s', (body, title) => {
    expect(titleOf(readAsked(body as never))).toBe(title);
  });

  it('no half of a secret in its title', () => {
    const secret = 'sk-secret';
    const body = { prompt: `${'x'.repeat(195)}${secret}` };
    expect(titleOf(readAsked(body), (text) => text.replace(secret, '*********'))).not.toContain('sk-');
  });

  it('the names of its tools, in every form', () => {
    const tools = [{ name: 'a' }, { function: { name: 'b' } }, { toolSpec: { name: 'c' } }, {}, 1];
    expect(readAsked({ messages: [], tools } as never).beside).toEqual(['a', 'b', 'c']);
    expect(readAsked({ messages: [], toolConfig: { tools } } as never).beside).toEqual(['a', 'b', 'c']);
  });

  it('which parameters of LiteLLM leak into it', () => {
    expect(leaksOf({ stream_chunk_size: 1, messages: [], metadata: {} })).toEqual(['stream_chunk_size']);
    expect(leaksOf({ additionalModelRequestFields: { skip_mcp_handler: true } })).toEqual([
      'skip_mcp_handler',
    ]);
    expect(leaksOf([])).toEqual([]);
  });
});

it('the events of the responses API show text, reasoning and tools in their blocks', () => {
  const { bytes, deliveries } = sse(
    { type: 'response.reasoning_summary_text.delta', output_index: 0, delta: 'Think' },
    { type: 'response.output_text.delta', output_index: 1, delta: 'Hi' },
    {
      type: 'response.output_item.added',
      output_index: 2,
      item: { type: 'function_call', call_id: 'c', name: 'f' },
    },
    { type: 'response.function_call_arguments.delta', output_index: 2, delta: '{}' },
    { type: 'response.output_text.done', output_index: 1, text: 'Hi' },
  );
  expect(eventsOf(bytes, deliveries).flatMap(({ deltas }) => deltas)).toEqual([
    { kind: 'reasoning', block: 0, text: 'Think' },
    { kind: 'text', block: 1, text: 'Hi' },
    { kind: 'tool-start', block: 2, id: 'c', name: 'f' },
    { kind: 'tool-input', block: 2, text: '{}' },
    { kind: 'other', label: 'response.output_text.done' },
  ]);
});

it('a request is named by Bedrock, by LiteLLM in its answer, or by Anthropic’s API', () => {
  expect(
    requestIdOf([
      ['X-Amzn-RequestId', 'b'],
      ['request-id', 'a'],
    ]),
  ).toBe('b');
  expect(requestIdOf([['llm_provider-x-amzn-requestid', 'b']])).toBe('b');
  expect(requestIdOf([['request-id', 'a']])).toBe('a');
  expect(requestIdOf([['date', 'x']])).toBeNull();
});
