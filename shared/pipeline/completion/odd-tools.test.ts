import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { leafFates } from '../ledger/leaves.ts';
import { transform } from '../transform.ts';

const HI: Json = { role: 'user', content: 'hi' };
const CALL: Json = { id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } };
const TOOL: Json = { type: 'function', function: { name: 'f' } };

function run(more: JsonObject) {
  const request = { model: 'bedrock/invoke/moonshot.kimi-k2-thinking', messages: [HI], ...more };
  const result = transform({ api: 'chat', request, profile: 'litellm-1.109' });
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  return { body: result.outgoing.body, fates: leafFates(request, result.ledger) };
}

describe('what is no tool among tools', () => {
  it('is left out, and the ledger says so', () => {
    const { body, fates } = run({ tools: ['x', TOOL, null] });
    expect(body.tools).toEqual([TOOL]);
    expect(fates.get('/tools/0')?.rule.fate).toBe('dropped');
    expect(fates.get('/tools/1/function/name')?.rule.fate).toBe('kept');
  });

  it('leaves an empty list of an object', () => {
    expect(run({ tools: {} }).body.tools).toEqual([]);
  });
});

describe('what is no call among tool calls', () => {
  it('is left out, and the ledger says so', () => {
    const messages = [HI, { role: 'assistant', content: 'x', tool_calls: [CALL, 'x'] }];
    const { body, fates } = run({ messages });
    expect(body.messages).toMatchObject([HI, { tool_calls: [CALL] }]);
    expect(fates.get('/messages/1/tool_calls/1')?.rule.fate).toBe('dropped');
  });
});
