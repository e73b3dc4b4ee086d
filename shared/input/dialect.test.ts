import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { formOf, recogniseForm } from './dialect.ts';
import { readRequest } from './read-request.ts';

const messages = [{ role: 'user', content: 'hi' }];
const content = (...blocks: readonly JsonObject[]) => [{ role: 'user', content: blocks }];
const source = { type: 'base64', media_type: 'image/png', data: 'AA==' };

describe('recogniseForm', () => {
  it.each([
    ['a thinking budget', { messages, thinking: { type: 'enabled', budget_tokens: 1024 } }],
    ['adaptive thinking', { messages, thinking: { type: 'adaptive' } }],
    ['context management', { messages, context_management: { edits: [] } }],
    ['an output config', { messages, output_config: { effort: 'low' } }],
    ['a server tool', { messages, tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
    ['a tool call block', { messages: content({ type: 'tool_use', id: 'a', name: 't', input: {} }) }],
    ['a tool result block', { messages: content({ type: 'tool_result', tool_use_id: 'a' }) }],
    ['an image with a source', { messages: content({ type: 'image', source }) }],
    ['a document with a source', { messages: content({ type: 'document', source }) }],
    ['a thinking block', { messages: content({ type: 'thinking', thinking: 'x', signature: 'y' }) }],
    ['a system prompt beside the messages', { messages, system: 'Be short.' }],
    ['anthropic_version', { messages, anthropic_version: 'bedrock-2023-05-31' }],
    ['anthropic_beta', { messages, anthropic_beta: ['context-1m-2025-08-07'] }],
    ['a tool with input_schema', { messages, tools: [{ name: 't', input_schema: {} }] }],
    ['a tool choice object', { messages, tool_choice: { type: 'any' } }],
    ['stop_sequences', { messages, stop_sequences: ['x'] }],
    ['thinking that is off', { messages, thinking: { type: 'disabled' } }],
    ['betas', { messages, betas: ['context-1m-2025-08-07'] }],
    ['cache_control of the whole', { messages, cache_control: { type: 'ephemeral' } }],
    ['a place of inference', { messages, inference_geo: 'us' }],
    ['a speed', { messages, speed: 'fast' }],
    ['the standard tier alone', { messages, service_tier: 'standard_only' }],
    ['a set of MCP tools', { messages, tools: [{ type: 'mcp_toolset', mcp_server_name: 'a' }] }],
    ['metadata of a user alone', { messages, max_tokens: 9, metadata: { user_id: 'u-1' } }],
    ['top_k of a bare Claude', { model: 'claude-haiku-4-5', messages, max_tokens: 9, top_k: 5 }],
    ['safeguards', { messages, safeguards: [] }],
    [
      'a system message between others, beside a system prompt',
      { system: 'x', messages: [...messages, { role: 'system', content: 'y' }] },
    ],
  ])('takes %s for Anthropic messages', (_, request) => {
    expect(recogniseForm(request)).toMatchObject({ form: 'messages', by: 'sign' });
  });

  it.each([
    ['a system message', { messages: [{ role: 'system', content: 'x' }, ...messages] }],
    ['a tool message', { messages: [...messages, { role: 'tool', tool_call_id: 'a', content: '1' }] }],
    ['tool_calls', { messages: [{ role: 'assistant', tool_calls: [] }] }],
    ['a function tool', { messages, tools: [{ type: 'function', function: { name: 't' } }] }],
    ['an image_url', { messages: content({ type: 'image_url', image_url: { url: 'x' } }) }],
    ['stop', { messages, stop: ['x'] }],
    ['a user beside a seed', { messages, metadata: { user_id: 'u' }, seed: 1 }],
    ['a function tool choice', { messages, tools: [{ function: { name: 't' } }], tool_choice: 'auto' }],
    [
      'a thinking budget beside a system message',
      {
        messages: [{ role: 'system', content: 'x' }, ...messages],
        thinking: { type: 'enabled', budget_tokens: 1024 },
      },
    ],
    [
      'a hosted tool in a function',
      {
        messages,
        tools: [{ type: 'computer_20241022', function: { name: 'computer', parameters: {} } }],
      },
    ],
  ])('takes %s for chat completions', (_, request) => {
    expect(recogniseForm(request)).toMatchObject({ form: 'chat', by: 'sign' });
  });

  it('names the sign', () => {
    expect(recogniseForm({ messages, system: 'x' }).sign).toBe('it has system');
    expect(recogniseForm({ messages: content({ type: 'tool_result' }) }).sign).toBe(
      'a content block is of type tool_result',
    );
  });

  it('lets top_k say nothing where LiteLLM names the model', () => {
    const request = { model: 'anthropic/claude-haiku-4-5', messages, max_tokens: 9, top_k: 5 };
    expect(recogniseForm(request)).toMatchObject({ form: 'chat', by: 'default' });
  });

  it('says that nothing told', () => {
    expect(recogniseForm({ model: 'x', messages, max_tokens: 5 })).toEqual({
      form: 'chat',
      by: 'default',
      sign: '',
    });
  });

  it.each([{ messages: 'x', tools: 7 }, { messages: [null, 1], tools: [null] }, {}])(
    'passes over %j of another shape',
    (request) => {
      expect(recogniseForm(request)).toMatchObject({ by: 'default' });
    },
  );
});

describe('the choice of the user', () => {
  it('counts before every sign and place', () => {
    const batch = JSON.stringify({ api: 'chat', request: { messages } });
    expect(formOf({ messages, stop: ['x'] }, 'messages')).toMatchObject({ form: 'messages', by: 'choice' });
    expect(readRequest(batch, 'messages')).toMatchObject({ api: 'messages', recognised: { by: 'choice' } });
  });

  it('is not needed where a path tells', () => {
    const body = `'{"model":"m","messages":[]}'`;
    expect(readRequest(`curl https://x/v1/messages -d ${body}`)).toMatchObject({
      api: 'messages',
      recognised: { by: 'place', sign: 'it goes to /v1/messages' },
    });
    expect(readRequest(`curl https://x/v1/chat/completions -d ${body}`, 'messages')).toMatchObject({
      api: 'messages',
    });
  });
});
