import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../json/json.ts';
import { leafFates, leafOrigins } from '../../../ledger/leaves.ts';
import { transform } from '../../../transform.ts';

const SONNET = 'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const LLAMA = 'bedrock/converse/meta.llama3-1-70b-instruct-v1:0';

function call(request: JsonObject) {
  const full = { max_tokens: 2000, messages: [{ role: 'user', content: 'hi' }], ...request };
  const result = transform({ api: 'messages', request: full, profile: 'litellm-1.109' });
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  const fates = leafFates(full, result.ledger);
  return {
    fate: (leaf: string) => fates.get(leaf)?.rule,
    origin: (leaf: string) => leafOrigins(result.outgoing.body, result.ledger).get(leaf)?.from,
  };
}

describe('what the ledger says of a messages API call', () => {
  it('names the block that stayed where one before it was taken out', () => {
    const { origin, fate } = call({
      model: SONNET,
      system: [
        { type: 'text', text: 'x-anthropic-billing-header: cc' },
        { type: 'text', text: 'Rules.', cache_control: { type: 'ephemeral', scope: 'global' } },
      ],
    });
    expect(origin('/system/0/text')).toEqual(['/system/1/text']);
    expect(fate('/system/1/cache_control/scope')?.fate).toBe('dropped');
    expect(fate('/system/0/type')?.fate).toBe('dropped');
  });

  it('loses the thinking alone where LiteLLM writes a tool call as text', () => {
    const { fate } = call({
      model: LLAMA,
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'Hm.', signature: 's' },
            { type: 'tool_use', id: 't', name: 'get', input: { city: 'Rome' } },
          ],
        },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'sunny' }] },
      ],
    });
    expect(fate('/messages/0/content/0/thinking')?.fate).toBe('dropped');
    expect(fate('/messages/0/content/1/input/city')?.fate).toBe('mapped');
  });

  it('tells what of a tool’s schema does not reach Converse', () => {
    const { fate } = call({
      model: LLAMA,
      tools: [
        {
          name: 'get',
          input_schema: {
            $schema: 'http://json-schema.org/draft-07/schema#',
            type: 'object',
            properties: { city: { type: 'string' } },
            oneOf: [{ required: ['city'] }],
          },
        },
      ],
    });
    expect(fate('/tools/0/input_schema/$schema')).toMatchObject({ fate: 'dropped', severity: 'info' });
    expect(fate('/tools/0/input_schema/oneOf/0/required/0')).toMatchObject({ severity: 'warning' });
    expect(fate('/tools/0/input_schema/properties/city/type')?.fate).toBe('mapped');
  });

  it('has a word for values that are empty', () => {
    const { fate } = call({
      model: LLAMA,
      stop_sequences: [],
      tools: [],
      metadata: { user_id: null },
      extra_headers: {},
    });
    for (const leaf of ['/stop_sequences', '/tools', '/metadata/user_id', '/extra_headers']) {
      expect(fate(leaf)?.fate).toBe('consumed');
    }
  });

  const OPUS = 'bedrock/invoke/anthropic.claude-opus-5';
  const CHANGE = { type: 'tool_addition', tool: { type: 'tool_reference', tool_name: 'x' } };
  const around = (message: JsonObject, ...after: readonly JsonObject[]): JsonObject => ({
    drop_params: true,
    messages: [{ role: 'user', content: 'a' }, { role: 'assistant', content: 'b' }, message, ...after],
  });
  it.each([
    [
      SONNET,
      { content: [{ type: 'text', text: '' }, CHANGE, { type: 'text', text: 'x' }] },
      '/content/1/tool/type',
    ],
    [SONNET, { content: 'x', clear_at: 5 }, '/clear_at'],
    [OPUS, { content: 'x', clear_at: 5 }, '/clear_at'],
  ])('names what a beta that is not sent unlocks on %s, where it stood', (model, message, locked) => {
    const { fate } = call({
      model,
      ...around({ role: 'system', ...message }, { role: 'user', content: 'c' }),
    });
    expect(fate(`/messages/2${locked}`)?.id).toBe('build.messages.beta-gated');
    expect(fate('/messages/2/role')?.fate).not.toBe('dropped');
  });

  it.each([
    [SONNET, { content: [CHANGE] }, '/content/0/tool/type'],
    [OPUS, { content: '', clear_at: 5 }, '/clear_at'],
  ])('says on %s that a system message is empty without, unless it has to stay', (model, message, locked) => {
    const turn = { role: 'system', ...message };
    const { fate } = call({ model, ...around(turn, { role: 'user', content: 'c' }) });
    expect(fate('/messages/2/role')?.id).toBe('build.messages.system-emptied');
    const last = call({ model, ...around(turn) });
    expect(last.fate('/messages/2/role')?.fate).not.toBe('dropped');
    expect(last.fate(`/messages/2${locked}`)?.fate).not.toBe('dropped');
  });
});
