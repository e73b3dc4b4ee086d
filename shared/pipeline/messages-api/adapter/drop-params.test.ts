import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { transform } from '../../transform.ts';

const kindOf = (more: JsonObject, dropParams = false): string =>
  transform({
    api: 'messages',
    profile: 'litellm-1.110.1',
    settings: { dropParams },
    request: {
      model: 'bedrock/amazon.nova-lite-v1:0',
      max_tokens: 100,
      messages: [{ role: 'user', content: 'Hi' }],
      ...more,
    },
  }).kind;

const SERVERS = { mcp_servers: [{ type: 'url', name: 'search', url: 'https://example.com' }] };

describe.each<readonly [string, JsonObject]>([
  ['MCP servers', SERVERS],
  ['a thinking budget that is no number', { thinking: { type: 'enabled', budget_tokens: 'x' } }],
  [
    'an edit of a wrong form',
    { context_management: { edits: [{ type: 'clear_tool_uses_20250919', keep: 'all' }] } },
  ],
])('%s, which LiteLLM cannot take where it adapts a call', (_, request) => {
  it('let the call fail', () => {
    expect(kindOf(request)).not.toBe('outgoing');
    expect(kindOf({ ...request, drop_params: 'no' })).not.toBe('outgoing');
  });

  it('are dropped where the call says so, by a word too, or LiteLLM’s own switch does', () => {
    expect(kindOf({ ...request, drop_params: true })).toBe('outgoing');
    expect(kindOf({ ...request, drop_params: 'yes' })).toBe('outgoing');
    expect(kindOf(request, true)).toBe('outgoing');
  });
});

it('MCP servers are dropped by name', () => {
  expect(kindOf({ ...SERVERS, additional_drop_params: ['mcp_servers'] })).toBe('outgoing');
});
