import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../json/json.ts';
import type { ProfileId } from '../../../releases/profile.ts';
import { transform } from '../../../transform.ts';

const HI: Json = { role: 'user', content: 'hi' };
const TOOLS: Json = [
  { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } },
];

function kindOf(messages: Json, profile: ProfileId = 'litellm-1.109'): string {
  const model = 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0';
  return transform({ api: 'chat', request: { model, messages, tools: TOOLS }, profile }).kind;
}

/** A tool call with this content as its answer. */
const answered = (content: Json): Json => [
  HI,
  {
    role: 'assistant',
    tool_calls: [{ id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }],
  },
  { role: 'tool', tool_call_id: 'c', content },
];

describe('malformed content on the way to Claude', () => {
  it.each<[string, Json, string]>([
    ['a user’s part that is no object', [{ role: 'user', content: ['hi'] }], 'refused'],
    ['a number as a user’s content', [{ role: 'user', content: 5 }], 'crashed'],
    ['a system part that is no object', [{ role: 'system', content: ['be brief'] }, HI], 'crashed'],
    [
      'a system text that is no string',
      [{ role: 'system', content: [{ type: 'text', text: 5 }] }, HI],
      'crashed',
    ],
    ['a tool’s part without a type', answered([{ text: 'x' }]), 'refused'],
    ['a tool’s text part without a text', answered([{ type: 'text' }]), 'refused'],
    [
      'thinking that is no list',
      [HI, { role: 'assistant', content: 'x', thinking_blocks: 5 }, HI],
      'refused',
    ],
    ['an assistant’s part of no type', [HI, { role: 'assistant', content: [{ type: null }] }, HI], 'refused'],
  ])('fails on %s, and not under the strict profile', (_, messages, kind) => {
    expect(kindOf(messages)).toBe(kind);
    expect(kindOf(messages, 'strict')).toBe('outgoing');
  });

  it('fails up to 1.90 on a system message without content', () => {
    const messages = [{ role: 'system', content: null }, HI];
    expect(kindOf(messages, 'litellm-1.90')).toBe('crashed');
    expect(kindOf(messages)).toBe('outgoing');
  });

  it('says where', () => {
    const request = {
      model: 'bedrock/invoke/anthropic.claude-sonnet-4-6',
      messages: [HI, { role: 'user', content: ['x'] }],
    };
    const result = transform({ api: 'chat', request, profile: 'litellm-1.109' });
    expect(result.kind === 'refused' && result.error.message).toContain('messages[1].content[0]');
  });

  it('passes parts that it knows', () => {
    expect(kindOf(answered([{ type: 'text', text: 'x' }]))).toBe('outgoing');
    expect(kindOf([{ role: 'user', content: [{ type: 'text', text: 'x' }] }])).toBe('outgoing');
  });
});
