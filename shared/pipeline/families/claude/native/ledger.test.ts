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
});
