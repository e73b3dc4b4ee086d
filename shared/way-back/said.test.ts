import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { profileOf } from '../pipeline/releases/profile.ts';
import { saidIn } from './said.ts';

const NO_TOKENS = { cacheRead: 0, cacheWrite: 0 };
const begun = (id: string, name: string): JsonObject => ({
  tool_calls: [{ id, type: 'function', index: 0, function: { name, arguments: '' } }],
});
const arguing = (json: string): JsonObject => ({ tool_calls: [{ index: 0, function: { arguments: json } }] });

const { release: LATE } = profileOf('litellm-1.109.1');
const { release: EARLY } = profileOf('litellm-1.87.0');

/** What each piece says, without what it does not. */
const told = (events: readonly JsonObject[], form: Parameters<typeof saidIn>[1], release = LATE) =>
  saidIn(events, form, release).pieces.map(({ frame, delta, finish, usage }) => ({
    frame,
    ...(Object.keys(delta).length === 0 ? {} : { delta }),
    ...(finish === null ? {} : { finish }),
    ...(usage === null ? {} : { usage }),
  }));

const chunk = (delta: JsonObject, rest: JsonObject = {}): JsonObject => ({ choices: [{ delta, ...rest }] });

describe('what a stream of chat completions says', () => {
  it('is its texts, calls and thoughts, the finish and the tokens, from whatever chunk', () => {
    const usage = { prompt_tokens: 9, completion_tokens: 4, prompt_tokens_details: { cached_tokens: 3 } };
    const events = [
      chunk({ role: 'assistant', content: 'Hi', refusal: null }),
      chunk({ reasoning_content: 'Hm', content: null }),
      chunk({}, { finish_reason: 'stop' }),
      { choices: [], usage },
    ];
    expect(told(events, 'chat')).toEqual([
      { frame: 0, delta: { content: 'Hi' } },
      { frame: 1, delta: { reasoning_content: 'Hm' } },
      { frame: 2, finish: 'stop' },
      { frame: 3, usage: { ...NO_TOKENS, prompt: 9, completion: 4, cacheRead: 3 } },
    ]);
  });

  it('is nothing where a chunk is not of its form', () => {
    for (const odd of [{}, { choices: {} }, { choices: ['x'] }, { choices: [{ delta: 'x' }], usage: 3 }])
      expect(told([odd], 'chat')).toEqual([{ frame: 0 }]);
  });

  it('tells an empty text from none', () => {
    const [empty, none] = saidIn([chunk({ content: '' }), chunk({})], 'chat', LATE).pieces;
    expect([empty?.saysEmpty, none?.saysEmpty]).toEqual([true, false]);
  });
});

const block = (delta: JsonObject): JsonObject => ({ type: 'content_block_delta', delta });

describe('what a stream of the messages API says', () => {
  it.each<readonly [string, JsonObject, JsonObject]>([
    ['a text', block({ type: 'text_delta', text: 'Hi' }), { content: 'Hi' }],
    ['a thought', block({ type: 'thinking_delta', thinking: 'Hm' }), { reasoning_content: 'Hm' }],
    ['a part of a call', block({ type: 'input_json_delta', partial_json: '{"a"' }), arguing('{"a"')],
    [
      'the beginning of a call',
      { type: 'content_block_start', content_block: { type: 'tool_use', id: 't1', name: 'f' } },
      begun('t1', 'f'),
    ],
    [
      'the beginning of a call without a name',
      { type: 'content_block_start', content_block: { type: 'tool_use' } },
      arguing(''),
    ],
  ])('is %s', (_name, event, delta) => {
    expect(told([{ type: 'message_start' }, event], 'messages')).toEqual([{ frame: 1, delta }]);
  });

  it.each([
    [{ type: 'content_block_start', content_block: { type: 'text' } }],
    [{ type: 'content_block_start' }],
    [{ type: 'ping' }],
    [{ type: 7 }],
    [{}],
  ])('is nothing of %j, which only frames others', (event) => {
    expect(told([event], 'messages')).toEqual([]);
  });

  it.each<readonly [unknown, string]>([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['tool_use', 'tool_calls'],
    ['refusal', 'content_filter'],
    ['a_later_one', 'stop'],
    ['toString', 'stop'],
    [null, 'stop'],
  ])('ends with %s as %s', (stop_reason, finish) => {
    const event = {
      type: 'message_delta',
      delta: { stop_reason },
      usage: { input_tokens: 9, output_tokens: 4 },
    };
    expect(told([event as JsonObject], 'messages')).toEqual([
      { frame: 0, finish, usage: { ...NO_TOKENS, prompt: 9, completion: 4 } },
    ]);
  });

  const opened = (type: string, rest: JsonObject = {}): JsonObject => ({
    type: 'content_block_start',
    content_block: { type, ...rest },
  });
  const thought = (thinking: string, signature = ''): JsonObject => ({
    reasoning_content: thinking,
    thinking_blocks: [{ type: 'thinking', thinking, signature }],
  });

  it('has signatures and hidden thoughts', () => {
    const events = [
      opened('thinking', { thinking: '', signature: '' }),
      block({ type: 'thinking_delta', thinking: 'Hm' }),
      block({ type: 'signature_delta', signature: 'x' }),
      opened('redacted_thinking', { data: 'y' }),
    ];
    const hidden = { reasoning_content: '', thinking_blocks: [{ type: 'redacted_thinking', data: 'y' }] };
    expect(told(events, 'messages').map(({ delta }) => delta)).toEqual([
      { reasoning_content: 'Hm' },
      thought('', 'x'),
      hidden,
    ]);
  });

  it('of an early release begins where a block does: with its thought, or with words that are lost', () => {
    const events = [
      opened('text', { text: '' }),
      opened('thinking', { thinking: 'Hm' }),
      block({ type: 'thinking_delta', thinking: 'm.' }),
      opened('text', { text: '' }),
      block({ type: 'text_delta', text: 'Hi' }),
    ];
    const [first, , lost] = told(events, 'messages', EARLY).map(({ delta }) => delta);
    expect([first, lost?.content === 'Hi']).toEqual([thought('Hm'), false]);
    expect(told(events, 'messages', EARLY)).toHaveLength(4);
  });

  it('knows a guardrail’s trace behind the last block by its empty text, once the answer is over', () => {
    const empty = block({ type: 'text_delta', text: '' });
    const end = { type: 'message_delta', delta: { stop_reason: 'end_turn' } };
    const events = [
      opened('text'),
      block({ type: 'text_delta', text: 'Hi' }),
      { type: 'content_block_stop' },
      empty,
      end,
    ];
    const { pieces } = saidIn(events, 'messages', EARLY);
    expect(pieces.map(({ finish, trace }) => [finish, trace])).toEqual([
      [null, null],
      ['stop', null],
      [null, {}],
      [null, null],
    ]);
  });

  it('counts no tokens where an event tells none', () => {
    expect(told([{ type: 'message_delta', usage: {} }], 'messages')).toEqual([
      { frame: 0, finish: 'stop', usage: { ...NO_TOKENS, prompt: 0, completion: 0 } },
    ]);
  });
});

describe('what a stream of the Responses API says', () => {
  const call = (item: JsonObject): JsonObject => ({ type: 'response.output_item.added', item });

  it('is its texts, thoughts and calls', () => {
    const events = [
      { type: 'response.created' },
      { type: 'response.reasoning_summary_text.delta', delta: 'Hm' },
      { type: 'response.output_text.delta', delta: 'Hi' },
      call({ type: 'message' }),
      call({ type: 'function_call', call_id: 't1', name: 'f' }),
      { type: 'response.function_call_arguments.delta', delta: '{}' },
      call({ type: 'function_call' }),
    ];
    expect(told(events, 'responses')).toEqual([
      { frame: 1, delta: { reasoning_content: 'Hm' } },
      { frame: 2, delta: { content: 'Hi' } },
      { frame: 3, delta: { content: '' } },
      { frame: 4, delta: begun('t1', 'f') },
      { frame: 5, delta: arguing('{}') },
      { frame: 6, delta: arguing('') },
    ]);
  });

  it.each<readonly [string, string, boolean, string]>([
    ['completed', 'completed', false, 'stop'],
    ['completed', 'completed', true, 'tool_calls'],
    ['incomplete', 'incomplete', false, 'length'],
    ['incomplete', 'incomplete', true, 'length'],
  ])('that is %s (%s, calls: %s) ends with %s', (type, status, calls, finish) => {
    const events = [
      ...(calls ? [{ type: 'response.function_call_arguments.done' }] : []),
      { type: `response.${type}`, response: { status, usage: { input_tokens: 2, output_tokens: 1 } } },
    ];
    expect(told(events, 'responses')).toEqual([
      { frame: events.length - 1, finish, usage: { ...NO_TOKENS, prompt: 2, completion: 1 } },
    ]);
  });
});
