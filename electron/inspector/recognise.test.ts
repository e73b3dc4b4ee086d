import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../shared/json/json.ts';
import { recognise } from './recognise.ts';
import { bodyAs, type CapturedBody } from './release-match.ts';

const MODEL = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const CAPTURED: CapturedBody = { modelId: MODEL, route: 'converse', stream: false, body: {} };
/** As a client of a proxy asks it. */
const ASKED = { model: 'a-name-of-the-proxy', messages: [{ role: 'user', content: 'Hi' }], max_tokens: 20 };

const bytes = (value: object): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** What is told of the body that LiteLLM 1.109 sends of `sent`, where the client asked `asked`. */
function told(asked: JsonObject, sent: JsonObject, byClient = true) {
  const request = { ...sent, model: `bedrock/converse/${MODEL}` };
  const body = bodyAs('litellm-1.109', { form: 'chat', request }, CAPTURED);
  if (!body) throw new Error('nothing is sent');
  const call = { operation: 'Converse', model: MODEL, request: bytes(body) };
  return recognise(call, 'converse', byClient ? { form: 'chat', request: bytes(asked) } : null);
}

describe('of a body behind which a client’s call stands', () => {
  test('what LiteLLM lost of it is named, but for what changes no answer', () => {
    const asked = { ...ASKED, parallel_tool_calls: true, user: 'somebody' };
    expect(told(asked, asked)).toMatchObject({ tried: true, lost: ['parallel_tool_calls'] });
    expect(told(ASKED, ASKED).lost).toEqual([]);
  });

  test('nothing is named where the client was not seen', () => {
    const asked = { ...ASKED, parallel_tool_calls: true };
    expect(told(asked, asked, false).lost).toEqual([]);
  });

  test('the releases are told as well where the proxy drops what the model does not take', () => {
    const asked = { ...ASKED, presence_penalty: 1, n: 2 };
    const { release, lost } = told(asked, { ...asked, drop_params: true });
    expect(release.split(', ')).toContain('1.109');
    expect(lost).toEqual(['presence_penalty', 'n']);
  });
});
