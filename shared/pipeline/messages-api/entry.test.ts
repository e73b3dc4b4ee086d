import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { ProfileId } from '../releases/profile.ts';
import { transform } from '../transform.ts';

const NATIVE = 'bedrock/invoke/anthropic.claude-sonnet-4-5-20250929-v1:0';
const ADAPTED = 'bedrock/converse/anthropic.claude-sonnet-4-5-20250929-v1:0';

function send(request: JsonObject, profile: ProfileId = 'litellm-1.109') {
  const full = { model: NATIVE, max_tokens: 50, messages: [{ role: 'user', content: 'hi' }], ...request };
  return transform({ api: 'messages', request: full, profile });
}

function bodyOf(request: JsonObject, profile?: ProfileId) {
  const result = send(request, profile);
  return result.kind === 'outgoing' ? result.outgoing.body : result.error;
}

const advisor = { type: 'advisor_20260301', name: 'advisor', model: 'claude-opus-4-6' };

describe('the advisor tool', () => {
  it('becomes a tool that the model calls, and the answer comes whole', () => {
    const result = send({ tools: [advisor], stream: true });
    expect(result.kind === 'outgoing' && result.outgoing.path).toMatch(/\/invoke$/);
    expect(bodyOf({ tools: [advisor] })).toMatchObject({
      metadata: {},
      tools: [{ name: 'advisor', input_schema: { required: ['question'] } }],
    });
  });

  it('loses the sampling parameters up to 1.87', () => {
    const request = { tools: [advisor], temperature: 0.5, system: 'Be brief.' };
    expect(bodyOf(request, 'litellm-1.87')).not.toHaveProperty('temperature');
    expect(bodyOf(request, 'litellm-1.90')).toMatchObject({ temperature: 0.5, system: 'Be brief.' });
  });

  it('turns earlier advice into text', () => {
    const messages = [
      { role: 'user', content: 'hi' },
      {
        role: 'assistant',
        content: [
          { type: 'server_tool_use', id: 'a1', name: 'advisor', input: {} },
          { type: 'advisor_tool_result', tool_use_id: 'a1', content: 'Go on.' },
          { type: 'text', text: 'So.' },
        ],
      },
      { role: 'user', content: 'and?' },
    ];
    expect(bodyOf({ tools: [advisor], messages })).toMatchObject({
      messages: [
        {},
        { content: [{ text: '<advisor_feedback>\nGo on.\n</advisor_feedback>' }, { text: 'So.' }] },
        {},
      ],
    });
  });

  it('needs a model', () => {
    const { model: _, ...bare } = advisor;
    expect(send({ tools: [bare] }).kind).toBe('crashed');
  });
});

describe('replayed results of a web search', () => {
  const replayed = (found: Json) => [
    { role: 'user', content: 'hi' },
    {
      role: 'assistant',
      content: [
        { type: 'server_tool_use', id: 's1', name: 'web_search', input: { query: 'rivers' } },
        { type: 'web_search_tool_result', tool_use_id: 's1', content: found },
        { type: 'text', text: 'So.' },
      ],
    },
    { role: 'user', content: 'and?' },
  ];
  const messages = (result: JsonObject) => replayed([result]);
  const plain = { type: 'web_search_result', title: 'Rivers', url: 'https://r.example' };
  const text = "Web search results for 'rivers':\n\nTitle: Rivers\nURL: https://r.example";

  it('are text in 1.109', () => {
    expect(bodyOf({ messages: messages(plain) })).toMatchObject({
      messages: [{}, { content: [{ type: 'text', text }, { text: 'So.' }] }, {}],
    });
    expect(bodyOf({ model: ADAPTED, messages: messages(plain) })).toMatchObject({
      messages: [{}, { content: [{ text: `${text}So.` }] }, {}],
    });
  });

  it('tell of a failure since 1.103', () => {
    const failure = { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' };
    const failed = replayed(failure);
    expect(bodyOf({ messages: failed }, 'litellm-1.102')).toMatchObject({ messages: failed });
    const said = "Web search results for 'rivers':\n\nSearch failed: max_uses_exceeded";
    expect(bodyOf({ messages: failed }, 'litellm-1.103')).toMatchObject({
      messages: [{}, { content: [{ type: 'text', text: said }, { text: 'So.' }] }, {}],
    });
  });

  it('stay where Anthropic signed them, and before 1.109', () => {
    const signed = { ...plain, encrypted_content: 'abc' };
    expect(bodyOf({ messages: messages(signed) })).toMatchObject({ messages: messages(signed) });
    expect(bodyOf({ messages: messages(plain) }, 'litellm-1.90')).toMatchObject({
      messages: messages(plain),
    });
  });
});

describe('a block of a user without a type', () => {
  it('ends the call on the native path', () => {
    const messages = [{ role: 'user', content: [{ text: 'hi' }] }];
    expect(send({ messages }).kind).toBe('crashed');
  });
});
