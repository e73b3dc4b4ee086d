import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { valueAt } from '../../json/pointer.ts';
import { transform } from '../transform.ts';
import type { Release } from './release.ts';

const ask = (model: string, more: JsonObject, ...history: readonly JsonObject[]): JsonObject => ({
  model,
  max_tokens: 9000,
  messages: [{ role: 'user', content: 'Hi.' }, ...history],
  ...more,
});
const CONVERSE = 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const OPUS = 'bedrock/invoke/anthropic.claude-opus-4-7';
const THOUGHT: JsonObject = { type: 'thinking', thinking: 'Hm.' };
const TEXT: JsonObject = { type: 'text', text: 'R.' };
const REDACTED: JsonObject = { type: 'redacted_thinking', data: 'cmVk' };
const AGAIN: JsonObject = { role: 'user', content: 'And?' };
const IMAGE: JsonObject = { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } };
const CALL: JsonObject = { id: 'c1', type: 'function', function: { name: 'f', arguments: '{}' } };
const GROK = 'bedrock/openai/arn:aws:bedrock:us-east-1:123456789012:imported-model/oss42';

/** What LiteLLM made of a call in releases between those that are recorded in full, and when it was otherwise. */
const ROWS: readonly (readonly [
  string,
  'chat' | 'messages',
  JsonObject,
  string,
  Readonly<Record<string, unknown>>,
])[] = [
  [
    'auto is no service tier from 1.108.2 to 1.108.14',
    'chat',
    ask(CONVERSE, { service_tier: 'auto' }),
    '/body/serviceTier/type',
    { '1.106.12': 'default', '1.108.1': 'default', '1.108.2': undefined, '1.109.1': 'default' },
  ],
  [
    'fake_stream asks for the whole answer on invoke, too, from 1.108.11 on',
    'chat',
    ask('bedrock/invoke/cohere.command-r-plus-v1:0', { stream: true, fake_stream: true }),
    '/stream',
    { '1.108.10': true, '1.108.11': false, '1.108.14': false },
  ],
  [
    'unsigned thinking of a messages call is left out from 1.108.11 on',
    'messages',
    ask(OPUS, {}, { role: 'assistant', content: [THOUGHT, TEXT] }, AGAIN),
    '/body/messages/1/content/0/type',
    { '1.106.12': 'thinking', '1.108.10': 'thinking', '1.108.11': 'text', '1.108.14': 'text' },
  ],
  [
    'unsigned thinking blocks of a chat are left out since 1.92',
    'chat',
    ask(OPUS, {}, { role: 'assistant', content: 'R.', thinking_blocks: [THOUGHT] }, AGAIN),
    '/body/messages/1/content/0/type',
    { '1.90.0': 'thinking', '1.91.5': 'thinking', '1.92.2': 'text', '1.109.1': 'text' },
  ],
  [
    'redacted thinking goes back to Claude on Converse since 1.108',
    'messages',
    ask(CONVERSE, {}, { role: 'assistant', content: [REDACTED, TEXT] }, AGAIN),
    '/body/messages/1/content/0/reasoningContent/redactedContent',
    { '1.106.12': undefined, '1.108.0': 'Y21Waw==', '1.108.14': 'Y21Waw==', '1.109.1': 'Y21Waw==' },
  ],
  [
    'how thinking is shown stays when a budget becomes an effort since 1.105.2, but for 1.106.0',
    'chat',
    ask(OPUS, { thinking: { type: 'enabled', budget_tokens: 4096, display: 'summarized' } }),
    '/body/thinking/display',
    {
      '1.104.9': undefined,
      '1.105.1': undefined,
      '1.105.2': 'summarized',
      '1.106.0': undefined,
      '1.106.1': 'summarized',
    },
  ],
  [
    'images of a tool move behind its message since 1.98',
    'chat',
    ask(
      GROK,
      {},
      { role: 'assistant', content: null, tool_calls: [CALL] },
      { role: 'tool', tool_call_id: 'c1', content: [IMAGE] },
    ),
    '/body/messages/3/role',
    { '1.97.0': undefined, '1.98.0': 'user', '1.99.4': 'user', '1.109.1': 'user' },
  ],
  [
    'the tool choice is named once beside parallel calls since 1.97',
    'chat',
    ask(CONVERSE, {
      parallel_tool_calls: false,
      tool_choice: 'auto',
      tools: [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }],
    }),
    '/body/additionalModelRequestFields/tool_choice/type',
    { '1.96.2': 'auto', '1.97.0': undefined, '1.109.1': undefined },
  ],
  [
    'models that always think are not told not to since 1.99',
    'messages',
    ask('bedrock/invoke/anthropic.claude-fable-5', { thinking: { type: 'disabled' } }),
    '/body/thinking/type',
    { '1.98.1': 'disabled', '1.99.4': undefined, '1.108.14': undefined, '1.109.1': undefined },
  ],
];

describe('Releases between those that are recorded in full', () => {
  it.each(ROWS)('%s', (_, api, request, at, expected) => {
    const found = Object.keys(expected).map((release) => {
      const result = transform({ api, request, profile: `litellm-${release as Release}` });
      return [release, result.kind === 'outgoing' ? valueAt({ ...result.outgoing }, at) : result.kind];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});
