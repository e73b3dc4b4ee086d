import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../json/json.ts';
import type { ProfileId } from '../../../releases/profile.ts';
import { transform } from '../../../transform.ts';

const HAIKU = 'bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0';
const SONNET_4_5 = 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const OPUS_4_7 = 'bedrock/invoke/us.anthropic.claude-opus-4-7';

function send(request: JsonObject, profile: ProfileId = 'litellm-1.109') {
  const full = { max_tokens: 2000, messages: [{ role: 'user', content: 'hi' }], model: HAIKU, ...request };
  return transform({ api: 'messages', request: full, profile });
}

function bodyOf(request: JsonObject, profile: ProfileId = 'litellm-1.109'): JsonObject {
  const result = send(request, profile);
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  return result.outgoing.body;
}

describe('the messages API on invoke', () => {
  it('sends what is already in Bedrock’s form unchanged', () => {
    expect(bodyOf({ temperature: 0.2, stop_sequences: ['END'] }, 'litellm-1.87')).toEqual({
      messages: [{ role: 'user', content: 'hi' }],
      max_tokens: 2000,
      temperature: 0.2,
      stop_sequences: ['END'],
      anthropic_version: 'bedrock-2023-05-31',
    });
  });

  it('loses what Anthropic’s API does not know, and says so', () => {
    const result = send({ custom_unknown: 3 });
    const entry = result.ledger.entries.find(({ from }) => from.includes('/custom_unknown'));
    expect(entry?.rule.fate).toBe('dropped');
    expect(result.kind === 'outgoing' && result.outgoing.body).not.toHaveProperty('custom_unknown');
  });

  it('fails on a system prompt and a content that are no text, and not under the strict profile', () => {
    const odd = [
      { system: 5 },
      { system: [{ type: 'text', text: null }] },
      { messages: [{ role: 'user', content: 5 }] },
    ];
    for (const request of odd) {
      expect(send(request).kind).toBe('crashed');
      expect(send(request, 'strict').kind).toBe('outgoing');
    }
    expect(bodyOf({ system: {} })).not.toHaveProperty('system');
  });

  it('keeps stream_chunk_size out of the body in every release', () => {
    for (const profile of ['litellm-1.87', 'litellm-1.90', 'litellm-1.109', 'strict'] as const) {
      expect(bodyOf({ stream_chunk_size: 256, stream: true }, profile)).not.toHaveProperty(
        'stream_chunk_size',
      );
    }
  });

  it('takes scope out of cache_control, and a ttl where the model takes none', () => {
    const system = [
      { type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '1h', scope: 'global' } },
    ];
    expect(bodyOf({ system }).system).toEqual([
      { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } },
    ]);
    expect(bodyOf({ system, model: SONNET_4_5 }).system).toEqual([
      { type: 'text', text: 'x', cache_control: { type: 'ephemeral', ttl: '1h' } },
    ]);
  });

  it('never changes the request it was given', () => {
    const request = {
      system: [{ type: 'text', text: 'x', cache_control: { type: 'ephemeral', scope: 'global' } }],
      tools: [{ name: 'a', input_schema: { type: 'custom' }, custom: { defer_loading: true } }],
    };
    const before = JSON.stringify(request);
    bodyOf(request);
    expect(JSON.stringify(request)).toBe(before);
  });

  it('drops empty text blocks, and a message that has nothing else', () => {
    const messages = [
      { role: 'user', content: [{ type: 'text', text: ' ' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: '' },
          { type: 'text', text: 'hi' },
        ],
      },
    ];
    expect(bodyOf({ messages }).messages).toEqual([
      { role: 'user', content: [{ type: 'text', text: 'hi' }] },
    ]);
  });

  it('repeats betas that Bedrock knows in the body and drops the others', () => {
    const extra_headers = { 'anthropic-beta': 'interleaved-thinking-2025-05-14,context-1m-2025-08-07' };
    const result = send({ extra_headers });
    expect(result.kind === 'outgoing' && result.outgoing.headers).toEqual({
      'anthropic-beta': 'context-1m-2025-08-07',
    });
    expect(bodyOf({ extra_headers }).anthropic_beta).toEqual(['context-1m-2025-08-07']);
  });

  it('lets clear_tool_uses through since 1.109, with its beta', () => {
    const context_management = { edits: [{ type: 'clear_tool_uses_20250919' }] };
    expect(bodyOf({ context_management }, 'litellm-1.90')).not.toHaveProperty('context_management');
    expect(bodyOf({ context_management })).toMatchObject({
      context_management,
      anthropic_beta: ['context-management-2025-06-27'],
    });
  });

  it('turns thinking on where thinking is to be cleared', () => {
    const context_management = { edits: [{ type: 'clear_thinking_20251015' }] };
    expect(bodyOf({ context_management, model: SONNET_4_5 }).thinking).toEqual({
      type: 'enabled',
      budget_tokens: 1024,
    });
  });

  it('turns a thinking budget into an effort on models that think adaptively', () => {
    const body = bodyOf({
      model: OPUS_4_7,
      thinking: { type: 'enabled', budget_tokens: 5000 },
      max_tokens: 9000,
    });
    expect(body).toMatchObject({ thinking: { type: 'adaptive' }, output_config: { effort: 'high' } });
  });

  it('writes a JSON schema as text where the model does not enforce it', () => {
    const output_format = { type: 'json_schema', schema: { type: 'object' } };
    expect(bodyOf({ output_format }).messages).toEqual([
      {
        role: 'user',
        content: [
          { type: 'text', text: 'hi' },
          { type: 'text', text: '{"type": "object"}' },
        ],
      },
    ]);
    expect(bodyOf({ output_format, model: SONNET_4_5 }).output_config).toHaveProperty('format');
  });

  it('moves system messages in front into system, and keeps or converts later ones (1.109)', () => {
    const messages = [
      { role: 'system', content: 'first' },
      { role: 'user', content: 'hi' },
      { role: 'system', content: 'later' },
    ];
    const body = bodyOf({ messages });
    expect(body.system).toEqual([{ type: 'text', text: 'first' }]);
    expect(body.messages).toMatchObject([
      { role: 'user' },
      { role: 'user', content: [{}, { text: 'later' }] },
    ]);
    expect(bodyOf({ messages }, 'litellm-1.90').messages).toEqual(messages);
  });

  it('refuses sampling parameters on models that lost them, unless they may be dropped (1.109)', () => {
    expect(send({ model: OPUS_4_7, temperature: 0.2 })).toMatchObject({
      kind: 'refused',
      error: { type: 'UnsupportedParamsError' },
    });
    expect(bodyOf({ model: OPUS_4_7, temperature: 0.2, drop_params: true })).not.toHaveProperty(
      'temperature',
    );
  });

  it('fails without max_tokens, as a call in Python does', () => {
    const request = { model: HAIKU, messages: [{ role: 'user', content: 'hi' }] };
    expect(transform({ api: 'messages', request, profile: 'litellm-1.87' }).kind).toBe('crashed');
  });
});
