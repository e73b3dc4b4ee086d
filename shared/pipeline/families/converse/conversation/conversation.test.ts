import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../json/json.ts';
import { bodyOf, converse, fates, sent } from '../testing.ts';

const HAIKU = 'anthropic.claude-3-haiku-20240307-v1:0';
const weather: Json = [
  { type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } },
];
const call = (id: string, args: Json = '{}'): Json => ({
  id,
  type: 'function',
  function: { name: 'get_weather', arguments: args },
});

describe('messages on Converse', () => {
  it('joins neighbouring user messages and tool results, because roles must alternate', () => {
    const result = converse(HAIKU, {
      tools: weather,
      messages: [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
        { role: 'assistant', tool_calls: [call('1')] },
        { role: 'tool', tool_call_id: '1', content: '22' },
        { role: 'user', content: 'c' },
      ],
    });
    expect(sent(result, '/messages/0')).toEqual({ role: 'user', content: [{ text: 'a' }, { text: 'b' }] });
    expect(sent(result, '/messages/2/content')).toEqual([
      { toolResult: { content: [{ text: '22' }], toolUseId: '1' } },
      { text: 'c' },
    ]);
  });

  it('puts thinking first and tool calls last in an assistant message', () => {
    const content: Json = [
      { type: 'text', text: 'so', cache_control: { type: 'ephemeral' } },
      { type: 'thinking', thinking: 'hm', signature: 's' },
    ];
    const messages: Json = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content, tool_calls: [call('1')] },
      { role: 'tool', tool_call_id: '1', content: '22' },
    ];
    for (const profile of ['litellm-1.87', 'litellm-1.109'] as const) {
      expect(sent(converse(HAIKU, { tools: weather, messages }, profile), '/messages/1/content')).toEqual([
        { reasoningContent: { reasoningText: { text: 'hm', signature: 's' } } },
        { text: 'so' },
        { cachePoint: { type: 'default' } },
        { toolUse: { input: {}, name: 'get_weather', toolUseId: '1' } },
      ]);
    }
  });

  it('sends unsigned thinking as plain text, and leaves it out where it is empty', () => {
    const thinking: Json = [
      { type: 'thinking', thinking: 'aloud' },
      { type: 'thinking', thinking: ' ' },
    ];
    const result = converse('us.amazon.nova-pro-v1:0', {
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'b', thinking_blocks: thinking },
      ],
    });
    expect(sent(result, '/messages/1/content')).toEqual([{ text: 'aloud' }, { text: 'b' }]);
    expect(fates(result, '/messages/1/thinking_blocks/1')).toEqual(['dropped']);
  });

  it('gives redacted thinking back to Claude since 1.109 and loses it before', () => {
    const messages: Json = [
      { role: 'user', content: 'a' },
      {
        role: 'assistant',
        content: [
          { type: 'redacted_thinking', data: 'EqoB' },
          { type: 'text', text: 'b' },
        ],
      },
    ];
    const recent = converse(HAIKU, { messages });
    expect(sent(recent, '/messages/1/content/0')).toEqual({
      reasoningContent: { redactedContent: 'RXFvQg==' },
    });
    const older = converse(HAIKU, { messages }, 'litellm-1.90');
    expect(sent(older, '/messages/1/content')).toEqual([{ text: 'b' }]);
    expect(fates(older, '/messages/1/content/0')).toEqual(['dropped']);
  });

  it('splits several JSON objects in the arguments of one call into calls of their own', () => {
    const messages: Json = [
      { role: 'user', content: 'a' },
      { role: 'assistant', tool_calls: [call('1', '{"a":1} {"b":2}')] },
    ];
    expect(sent(converse(HAIKU, { tools: weather, messages }), '/messages/1/content')).toEqual([
      { toolUse: { input: { a: 1 }, name: 'get_weather', toolUseId: '1' } },
      { toolUse: { input: { b: 2 }, name: 'get_weather', toolUseId: '1_1' } },
    ]);
  });

  it('fails on arguments that are an object, unless it is empty or the call becomes text', () => {
    const given = (args: Json): Json => [
      { role: 'user', content: 'a' },
      { role: 'assistant', tool_calls: [call('1', args)] },
    ];
    const object = { tools: weather, messages: given({ a: 1 }) };
    expect(converse(HAIKU, object).kind).toBe('refused');
    expect(converse(HAIKU, object, 'litellm-1.87').kind).toBe('crashed');
    expect(sent(converse(HAIKU, { tools: weather, messages: given({}) }), '/messages/1/content')).toEqual([
      { toolUse: { input: {}, name: 'get_weather', toolUseId: '1' } },
    ]);
    expect(sent(converse(HAIKU, { messages: given({ a: 1 }) }), '/messages/1/content')).toEqual([
      { text: "[tool call 1: get_weather({'a': 1})]" },
    ]);
  });

  it('sends the first of two results for the same call only', () => {
    const result = converse(HAIKU, {
      tools: weather,
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', tool_calls: [call('1')] },
        { role: 'tool', tool_call_id: '1', content: 'first' },
        { role: 'tool', tool_call_id: '1', content: 'second' },
      ],
    });
    expect(sent(result, '/messages/2/content')).toEqual([
      { toolResult: { content: [{ text: 'first' }], toolUseId: '1' } },
    ]);
    expect(fates(result, '/messages/3')).toContain('dropped');
  });

  it('tells that a name on a message is lost', () => {
    const result = converse(HAIKU, { messages: [{ role: 'user', name: 'ann', content: 'Hi' }] });
    expect(bodyOf(result).messages).toEqual([{ role: 'user', content: [{ text: 'Hi' }] }]);
    expect(fates(result, '/messages/0/name')).toEqual(['dropped']);
  });

  it('leaves an empty user message out and tells so', () => {
    const result = converse(HAIKU, { messages: [{ role: 'user', content: '' }] });
    expect(bodyOf(result).messages).toEqual([]);
    expect(fates(result, '/messages/0')).toEqual(['dropped']);
    const role = result.ledger.entries.find(({ from }) => from.includes('/messages/0/role'));
    expect(role?.rule.text).toContain('Nothing of this message’s content is sent');
  });

  it('fails on a text part whose text is null, but not where a guardrail marks it first', () => {
    const messages = [{ role: 'user', content: [{ type: 'text', text: null }] }];
    const guardrailConfig = { guardrailIdentifier: 'g', guardrailVersion: '1' };
    expect(converse(HAIKU, { messages }).kind).toBe('crashed');
    const guarded = converse(HAIKU, { messages, guardrailConfig });
    expect(sent(guarded, '/messages/0/content/0/guardContent/text/text')).toBeNull();
  });

  it('cuts white space off a prefill for Claude since 1.109', () => {
    const messages: Json = [
      { role: 'user', content: 'a' },
      { role: 'assistant', content: '1. ' },
    ];
    const prefill = '/messages/1/content/0/text';
    expect(sent(converse(HAIKU, { messages }), prefill)).toBe('1.');
    expect(sent(converse(HAIKU, { messages }, 'litellm-1.90'), prefill)).toBe('1. ');
    expect(sent(converse('us.amazon.nova-pro-v1:0', { messages }), prefill)).toBe('1. ');
  });

  it('refuses a conversation without a message other than system', () => {
    const result = converse(HAIKU, { messages: [{ role: 'system', content: 'a' }] });
    expect(result).toMatchObject({ kind: 'refused', error: { type: 'BadRequestError' } });
  });
});

describe('tool calls in the history of a request without tools', () => {
  const messages: Json = [
    { role: 'user', content: 'a' },
    { role: 'assistant', tool_calls: [call('1', '{"x":1}')] },
    { role: 'tool', tool_call_id: '1', content: '22' },
  ];

  it('are refused up to 1.90', () => {
    expect(converse(HAIKU, { messages }, 'litellm-1.90')).toMatchObject({
      kind: 'refused',
      error: { type: 'UnsupportedParamsError' },
    });
  });

  it('become text since 1.109', () => {
    expect(bodyOf(converse(HAIKU, { messages })).messages).toEqual([
      { role: 'user', content: [{ text: 'a' }] },
      { role: 'assistant', content: [{ text: '[tool call 1: get_weather({"x":1})]' }] },
      { role: 'user', content: [{ text: '[tool result for 1: 22]' }] },
    ]);
  });
});

describe('system messages', () => {
  const messages: Json = [
    { role: 'system', content: 'first' },
    { role: 'user', content: 'a' },
    { role: 'system', content: 'later' },
  ];

  it('all leave the conversation up to 1.90', () => {
    const body = bodyOf(converse(HAIKU, { messages }, 'litellm-1.90'));
    expect(body.system).toEqual([{ text: 'first' }, { text: 'later' }]);
  });

  it('stay in place as messages of the user since 1.109, behind the first other message', () => {
    const body = bodyOf(converse(HAIKU, { messages }));
    expect(body.system).toEqual([{ text: 'first' }]);
    expect(body.messages).toMatchObject([
      {
        role: 'user',
        content: [{ text: 'a' }, { text: expect.stringMatching(/^Operator note/) }, { text: 'later' }],
      },
    ]);
  });

  it('move behind the tool results they would part from their call', () => {
    const result = converse(HAIKU, {
      tools: weather,
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', tool_calls: [call('1')] },
        { role: 'system', content: 'remember' },
        { role: 'tool', tool_call_id: '1', content: '22' },
      ],
    });
    expect(sent(result, '/messages/2/content')).toMatchObject([
      { toolResult: { toolUseId: '1' } },
      { text: expect.stringMatching(/^Operator note/) },
      { text: 'remember' },
    ]);
  });
});
