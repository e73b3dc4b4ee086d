import { expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { transform } from '../transform.ts';

/** The messages that a model without system messages gets, or how the call ends. */
function sent(...messages: readonly JsonObject[]) {
  const request = { model: 'bedrock/converse/qwen.qwen3-32b-v1:0', messages, supports_system_message: false };
  const result = transform({ api: 'chat', request, profile: 'litellm-1.96.2' });
  return result.kind === 'outgoing' ? result.outgoing.body.messages : result.kind;
}

it('a last system message becomes the user’s, and ends the call where it says nothing', () => {
  const user = { role: 'user', content: 'a' };
  expect(sent(user, { role: 'system', content: 'b' })).toEqual([
    { role: 'user', content: [{ text: 'a' }, { text: 'b' }] },
  ]);
  expect(sent(user, { role: 'system' })).toBe('crashed');
  expect(sent(user, { role: 'system' }, { role: 'system', content: 'b' })).toBe('crashed');
});
