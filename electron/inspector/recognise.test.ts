import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../shared/json/json.ts';
import type { CapturedBody } from './origins/origin.ts';
import { recognise } from './recognise.ts';
import { bodyAs } from './release-match.ts';

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

describe('of a body of Converse behind which no client was seen', () => {
  const ask = { role: 'user', content: 'How warm is it?' };
  const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
  const tools = [{ type: 'function', function: { name: 'weather', description: 'Tells it', parameters } }];
  const called = { name: 'weather', arguments: '{"city":"Bonn"}' };
  const use = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 't1', type: 'function', function: called }],
  };
  const result = { role: 'tool', tool_call_id: 't1', content: '3 degrees' };
  const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
  const marked = { type: 'text', text: 'Be short.', cache_control: { type: 'ephemeral' } };

  test.each([
    ['with tools', { messages: [ask], tools, tool_choice: 'auto' }],
    ['with a tool that is to be called', { messages: [ask], tools, tool_choice: 'required' }],
    [
      'with the one tool that is to be called',
      { messages: [ask], tools, tool_choice: { type: 'function', function: { name: 'weather' } } },
    ],
    ['with a call and its result', { messages: [ask, use, result], tools }],
    ['with a picture', { messages: [{ role: 'user', content: [{ type: 'text', text: 'See' }, picture] }] }],
    ['with a mark for the cache', { messages: [{ role: 'system', content: [marked] }, ask] }],
    [
      'with thinking',
      { messages: [ask], thinking: { type: 'enabled', budget_tokens: 1024 }, max_tokens: 2000 },
    ],
    [
      'with a schema of the answer',
      {
        messages: [ask],
        model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
        response_format: { type: 'json_schema', json_schema: { name: 'r', schema: parameters } },
      },
    ],
  ] as const)('%s, its releases are told', (_, { model = MODEL, ...asked }: JsonObject) => {
    for (const release of ['1.87', '1.109'] as const) {
      const captured = { ...CAPTURED, modelId: String(model) };
      const request = { ...asked, model: `bedrock/converse/${model}` };
      const body = bodyAs(`litellm-${release}`, { form: 'chat', request }, captured);
      if (!body) throw new Error('nothing is sent');
      const call = { operation: 'Converse', model: String(model), request: bytes(body) };
      expect(recognise(call, 'converse', null).release.split(', '), JSON.stringify(body)).toContain(release);
    }
  });

  test('nothing is said of it where so much is made up and no release sends it', () => {
    const body = {
      messages: [{ role: 'user', content: [{ text: 'Hi' }, { text: 'you' }] }],
      toolConfig: { tools: [] },
    };
    const call = { operation: 'Converse', model: MODEL, request: bytes(body) };
    expect(recognise(call, 'converse', null)).toEqual({ release: '', tried: false, lost: [] });
  });
});
