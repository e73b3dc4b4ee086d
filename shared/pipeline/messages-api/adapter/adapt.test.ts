import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { Trace } from '../../ledger/trace.ts';
import { type ProfileId, profileOf } from '../../releases/profile.ts';
import { transform } from '../../transform.ts';
import { adaptMessages } from './adapt.ts';

const NOVA = 'bedrock/amazon.nova-lite-v1:0';
const CLAUDE = 'bedrock/converse/anthropic.claude-sonnet-4-6';

function adapt(request: JsonObject, profile: ProfileId = 'litellm-1.109'): JsonObject {
  const messages = (request.messages ?? [{ role: 'user', content: 'hi' }]) as readonly JsonObject[];
  const full = { model: NOVA, max_tokens: 100, ...request, messages };
  return adaptMessages(full, messages, profileOf(profile), new Trace(), false);
}

describe('the messages API where LiteLLM goes through chat completions', () => {
  it('brings a tool round into OpenAI’s form', () => {
    const messages = [
      { role: 'user', content: 'weather?' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't1', name: 'get', input: { city: 'Rome' } }] },
      {
        role: 'user',
        content: [
          { type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'sunny' }] },
          { type: 'text', text: 'and now?' },
        ],
      },
    ];
    expect(adapt({ messages }).messages).toMatchObject([
      { role: 'user', content: 'weather?' },
      {
        role: 'assistant',
        tool_calls: [
          { id: 't1', type: 'function', function: { name: 'get', arguments: '{"city": "Rome"}' } },
        ],
      },
      { role: 'tool', tool_call_id: 't1', content: 'sunny' },
      { role: 'user', content: [{ type: 'text', text: 'and now?' }] },
    ]);
  });

  it('puts the calls of a turn that was thought about before the text of its thoughts (1.100)', () => {
    const content = [
      { type: 'thinking', thinking: 'hm', signature: 's' },
      { type: 'tool_use', id: 't1', name: 'get', input: {} },
    ];
    const [turn] = adapt({ messages: [{ role: 'assistant', content }] }).messages as readonly JsonObject[];
    expect(Object.keys(turn ?? {})).toEqual([
      ...['role', 'content', 'thinking_blocks', 'tool_calls', 'reasoning_content'],
    ]);
  });

  it('takes texts of the assistant that are bare strings', () => {
    const messages = [{ role: 'assistant', content: ['a', { type: 'text', text: 'b' }] }];
    expect(adapt({ messages }).messages).toMatchObject([{ role: 'assistant', content: 'ab' }]);
  });

  it('puts the system prompt in front of the conversation', () => {
    expect(adapt({ system: 'Be brief.' }).messages).toMatchObject([
      { role: 'system', content: 'Be brief.' },
      { role: 'user' },
    ]);
  });

  it('hands stop_sequences on as stop since 1.109, and under its own name before', () => {
    expect(adapt({ stop_sequences: ['END'] })).toMatchObject({ stop: ['END'] });
    expect(adapt({ stop_sequences: ['END'] }, 'litellm-1.87')).toMatchObject({ stop_sequences: ['END'] });
  });

  it('keeps thinking for Claude and makes an effort of it for others', () => {
    const thinking = { type: 'enabled', budget_tokens: 6000 };
    expect(adapt({ model: CLAUDE, thinking })).toMatchObject({ thinking });
    expect(adapt({ thinking }, 'litellm-1.90')).toMatchObject({ reasoning_effort: 'medium' });
    expect(adapt({ thinking })).toMatchObject({ reasoning_effort: 'high' });
  });

  it('hands cache_control on to Claude alone', () => {
    const system = [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }];
    expect(JSON.stringify(adapt({ model: CLAUDE, system }))).toContain('cache_control');
    expect(JSON.stringify(adapt({ system }))).not.toContain('cache_control');
  });

  it('closes the schema of an output format as strict mode wants it', () => {
    const schema = { type: 'object', properties: { a: { type: 'string' } } };
    expect(adapt({ output_config: { format: { type: 'json_schema', schema } } }).response_format).toEqual({
      type: 'json_schema',
      json_schema: {
        name: 'structured_output',
        strict: true,
        schema: { ...schema, required: ['a'], additionalProperties: false },
      },
    });
  });

  it('cuts tool names that OpenAI would not take, ending in a hash', () => {
    const [tool] = adapt({ tools: [{ name: 'x'.repeat(70), input_schema: { type: 'object' } }] })
      .tools as readonly {
      function: { name: string };
    }[];
    expect(tool?.function.name).toMatch(/^x{55}_[0-9a-f]{8}$/);
  });

  it('keys the prompt cache by the session that Claude Code names in user_id (1.109)', () => {
    const metadata = { user_id: JSON.stringify({ device_id: 'd', session_id: 's'.repeat(70) }) };
    const kimi = { model: 'bedrock/invoke/moonshot.kimi-k2-thinking', metadata };
    expect(adapt(kimi).prompt_cache_key).toBe('s'.repeat(64));
    expect(adapt({ ...kimi, prompt_cache_key: 'mine' }).prompt_cache_key).toBe('mine');
    expect(adapt({ model: NOVA, metadata })).not.toHaveProperty('prompt_cache_key');
  });

  it('sifts the betas of headers for Converse, after those of extra_headers have won', () => {
    const headers = { 'anthropic-beta': 'context-1m-2025-08-07', 'x-app': 'cli' };
    expect(adapt({ model: CLAUDE, headers }).headers).toEqual(headers);
    const unknown = { 'anthropic-beta': 'mcp-servers-2025-12-04' };
    expect(adapt({ model: CLAUDE, headers, extra_headers: unknown })).toMatchObject({
      headers: { 'x-app': 'cli' },
      extra_headers: {},
    });
  });

  it('tells the ledger of the caller’s own request', () => {
    const request = {
      model: NOVA,
      max_tokens: 100,
      system: 'Be brief.',
      metadata: { user_id: 'u' },
      messages: [{ role: 'user', content: [{ type: 'text', text: 'hi' }] }],
    };
    const result = transform({ api: 'messages', request, profile: 'litellm-1.109' });
    expect(result.kind === 'outgoing' && result.outgoing.path).toBe(
      '/model/amazon.nova-lite-v1%3A0/converse',
    );
    const text = result.ledger.entries.find(
      ({ to }) => to?.part === 'body' && to.pointer === '/messages/0/content/0/text',
    );
    expect(text).toMatchObject({ from: ['/messages/0/content/0/text'], exact: true });
    expect(result.ledger.entries.some(({ rule }) => rule.id === 'build.left-out')).toBe(false);
  });

  it('serves Claude natively on invoke, where no route is named too', () => {
    const request = {
      model: 'bedrock/anthropic.claude-sonnet-4-6',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'x' }],
    };
    const result = transform({ api: 'messages', request, profile: 'litellm-1.90' });
    expect(result.model).toMatchObject({ route: 'invoke', family: 'anthropic-messages' });
  });
});
