import { expect, it } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { transform } from '../../transform.ts';

const call = (more: JsonObject, dropParams = false) =>
  transform({
    api: 'messages',
    profile: 'litellm-1.110.1',
    settings: { dropParams },
    request: {
      model: 'bedrock/amazon.nova-lite-v1:0',
      max_tokens: 100,
      messages: [{ role: 'user', content: 'Hi' }],
      mcp_servers: [{ type: 'url', name: 'search', url: 'https://example.com' }],
      ...more,
    },
  });

it('MCP servers that LiteLLM cannot pass on are refused', () => {
  expect(call({})).toMatchObject({ kind: 'refused', error: { type: 'UnsupportedParamsError' } });
  expect(call({ drop_params: 'no' })).toMatchObject({ kind: 'refused' });
});

it.each([
  ['drop_params of the call', call({ drop_params: true })],
  ['a word for it', call({ drop_params: 'yes' })],
  ['the switch of LiteLLM itself', call({}, true)],
  ['additional_drop_params', call({ additional_drop_params: ['mcp_servers'] })],
])('%s lets them go', (_, result) => {
  expect(result.kind).toBe('outgoing');
});
