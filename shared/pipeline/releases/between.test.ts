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
const SONNET_45_PATH = '/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse';
const GROK = 'bedrock/openai/arn:aws:bedrock:us-east-1:123456789012:imported-model/oss42';

const PROFILE =
  'arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const ENCODED = `/model/${encodeURIComponent(PROFILE)}/invoke`;
const APPLICATION = 'bedrock/arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc123';
const OPUS_45 = 'bedrock/invoke/eu.anthropic.claude-opus-4-5-20251101-v1:0';
const BLANK: JsonObject = { type: 'text', text: ' ' };
const TOOL: JsonObject = {
  type: 'function',
  function: { name: 'f', parameters: { type: 'object', properties: {} } },
};
const ODD_CALL: JsonObject = { type: 'tool_use', id: 'a.b:1', name: 'f', input: {} };
const ODD_RESULT: JsonObject = {
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: 'a.b:1', content: 'R.' }],
};
const LIMITED: JsonObject = { type: 'object', properties: { n: { type: 'integer', minimum: 1 } } };
const NOTED = { description: 'Note: minimum value: 1.', type: 'integer' };
const INLINED = { type: 'object', properties: { n: NOTED }, additionalProperties: false };
const NOTED_TEXT =
  '{"type": "object", "properties": {"n": {"description": "Note: minimum value: 1.", "type": "integer"}}, "additionalProperties": false}';
const REFERENCES: JsonObject = {
  role: 'user',
  content: [
    { type: 'tool_result', tool_use_id: 'a.b:1', content: [{ type: 'tool_reference', tool_name: 'bash' }] },
  ],
};
const PDF_FILE: JsonObject = { type: 'file', file: { file_data: 'data:application/pdf;base64,JVBERi0=' } };
const CACHED: JsonObject = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } };
const EAGER: JsonObject = { name: 'f', input_schema: { type: 'object' }, eager_input_streaming: true };
const STREAMED = 'fine-grained-tool-streaming-2025-05-14';
const GUARDED: JsonObject = { type: 'guarded_text', text: 'G' };
const GUARDRAIL: JsonObject = { guardrailConfig: { guardrailIdentifier: 'g', guardrailVersion: '1' } };
const SCREEN: JsonObject = { display_width_px: 1280, display_height_px: 800 };
const COMPUTER: JsonObject = {
  type: 'computer_20241022',
  function: { name: 'computer', parameters: SCREEN },
};
const OLD_BETA = 'computer-use-2024-10-22';

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
    { '1.98.1': 'disabled', '1.99.0': undefined, '1.108.14': undefined, '1.109.1': undefined },
  ],
  [
    'an ARN stands in the path of invoke as it is before 1.87',
    'chat',
    ask(`bedrock/invoke/${PROFILE}`, {}),
    '/path',
    { '1.81.3': `/model/${PROFILE}/invoke`, '1.86.7': `/model/${PROFILE}/invoke`, '1.87.0': ENCODED },
  ],
  [
    'an application profile goes to Converse since 1.91',
    'chat',
    ask(APPLICATION, {}),
    '/body/inferenceConfig/maxTokens',
    { '1.90.7': 'refused', '1.91.0': 9000, '1.96.0': 9000, '1.109.1': 9000 },
  ],
  [
    'blank text of a messages call goes to invoke before 1.86',
    'messages',
    ask(OPUS_45, {}, { role: 'assistant', content: 'A.' }, { role: 'user', content: [TEXT, BLANK] }),
    '/body/messages/2/content/1/text',
    { '1.81.3': ' ', '1.85.7': ' ', '1.86.0': undefined, '1.87.0': undefined },
  ],
  [
    'a schema of a messages call is written as text since 1.81.3',
    'messages',
    ask(OPUS_45, { output_format: { type: 'json_schema', schema: { type: 'object' } } }),
    '/body/messages/0/content/1/text',
    { '1.81.1': undefined, '1.81.3': '{"type": "object"}', '1.81.9': '{"type": "object"}' },
  ],
  [
    'a guardrail of a messages call stands in headers since 1.108.1',
    'messages',
    ask(OPUS, { guardrailConfig: { guardrailIdentifier: 'g1', guardrailVersion: '1' } }),
    '/headers/x-amzn-bedrock-guardrailidentifier',
    { '1.92.1': undefined, '1.104.9': undefined, '1.108.1': 'g1', '1.109.1': 'g1' },
  ],
  [
    'a cache point behind the tools is heard since 1.82.6',
    'chat',
    ask(CONVERSE, { tools: [TOOL], cache_control_injection_points: [{ location: 'tool_config' }] }),
    '/body/toolConfig/tools/1/cachePoint/type',
    { '1.81.3': undefined, '1.82.5': undefined, '1.82.6': 'default', '1.109.1': 'default' },
  ],
  [
    'the beta of a computer goes by the model since 1.81.9',
    'chat',
    ask(CONVERSE, { tools: [COMPUTER] }),
    '/body/additionalModelRequestFields/anthropic_beta/0',
    { '1.80.16': OLD_BETA, '1.81.8': OLD_BETA, '1.81.9': 'computer-use-2025-01-24' },
  ],
  [
    'reasoning_effort none breaks a call for Claude before 1.84',
    'chat',
    ask(OPUS_45, { reasoning_effort: 'none' }),
    '/body/max_tokens',
    { '1.81.3': 'crashed', '1.81.11': 'crashed', '1.83.14': 'crashed', '1.84.0': 9000, '1.109.1': 9000 },
  ],
  [
    'efforts of GPT 5 are carried in 1.98.1 and since 1.100',
    'chat',
    ask('bedrock/converse/us.openai.gpt-5.6-sol', { reasoning_effort: 'low' }),
    '/body/additionalModelRequestFields/reasoning/effort',
    { '1.100.2': 'low', '1.101.6': 'low', '1.102.0': 'low', '1.109.1': 'low' },
  ],
  [
    'a patch of an older minor may know a model that the next minor does not know yet',
    'chat',
    ask('bedrock/anthropic.claude-fable-5', {}),
    '/body/inferenceConfig/maxTokens',
    { '1.84.10': 9000, '1.85.1': undefined, '1.85.7': 9000, '1.88.0': undefined, '1.88.6': 9000 },
  ],
  [
    'a tool call without a function passes as one without a name since 1.94',
    'chat',
    ask(
      'bedrock/invoke/anthropic.claude-sonnet-4-6',
      {},
      {
        role: 'assistant',
        tool_calls: [{ id: 'c1', type: 'function' }],
      },
    ),
    '/body/messages/1/role',
    { '1.93.2': 'refused', '1.94.0': 'assistant', '1.94.3': 'assistant', '1.108.14': 'assistant' },
  ],
  [
    'a session id goes into the header that is named for it since 1.104',
    'chat',
    ask(OPUS_45, { provider_affinity_header: 'x-session', session_id: 's1' }),
    '/headers/x-session',
    { '1.103.11': undefined, '1.104.0': 's1', '1.106.12': 's1', '1.109.1': 's1' },
  ],
  [
    'the beta of efforts within a conversation is heard on invoke since 1.105',
    'messages',
    ask(
      'bedrock/invoke/anthropic.claude-opus-5',
      {},
      { role: 'system', content: 'Short.', output_config: {} },
    ),
    '/body/anthropic_beta/0',
    { '1.104.9': undefined, '1.105.7': 'mid-conversation-output-config-2026-07-01' },
  ],
  [
    'a call of the server that has no answer is one of the caller’s own from 1.101 to 1.108',
    'chat',
    ask(
      OPUS_45,
      {},
      {
        role: 'assistant',
        content: 'A',
        tool_calls: [
          { id: 'srvtoolu_1', type: 'function', function: { name: 'web_search', arguments: '{}' } },
        ],
      },
    ),
    '/body/messages/1/content/1/type',
    { '1.100.5': 'server_tool_use', '1.101.0': 'tool_use', '1.106.12': 'tool_use', '1.108.14': 'tool_use' },
  ],
  [
    'thoughts of a conversation stand beside the text for models in OpenAI’s form since 1.100',
    'messages',
    ask(
      'bedrock/invoke/openai.gpt-oss-120b-1:0',
      {},
      {
        role: 'assistant',
        content: [
          { ...THOUGHT, signature: 'c2ln' },
          { type: 'text', text: 'Sunny.' },
        ],
      },
    ),
    '/body/messages/1/reasoning_content',
    { '1.99.4': undefined, '1.100.0': 'Hm.', '1.106.12': 'Hm.', '1.109.1': 'Hm.' },
  ],
  [
    'a system prompt without system messages stays as it was given up to 1.91.1',
    'messages',
    ask('bedrock/anthropic.claude-sonnet-4-20250514-v1:0', { system: '' }),
    '/body/system',
    { '1.90.7': '', '1.91.0': '', '1.91.2': [{ type: 'text', text: '' }] },
  ],
  [
    'a PDF given as an image is a document for Claude on invoke since 1.108.2',
    'chat',
    ask(
      'bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      {},
      {
        role: 'user',
        content: [{ type: 'image_url', image_url: { url: 'data:application/pdf;base64,JVBERi0=' } }],
      },
    ),
    '/body/messages/0/content/1/type',
    { '1.108.1': 'image', '1.108.2': 'document', '1.108.14': 'document', '1.109.1': 'document' },
  ],
  [
    'a tool without parameters passes for Claude on invoke since 1.95',
    'chat',
    ask('bedrock/invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0', {
      tools: [{ type: 'function', function: { name: 'f', parameters: null } }],
    }),
    '/body/tools/0/input_schema/type',
    { '1.94.3': 'crashed', '1.95.0': 'object', '1.106.12': 'object' },
  ],
  [
    'changes of tools within a conversation have their beta since 1.105',
    'messages',
    ask(
      'bedrock/invoke/anthropic.claude-opus-5',
      {},
      {
        role: 'system',
        content: [{ type: 'tool_addition', tool: { type: 'tool_reference' } }],
      },
    ),
    '/body/anthropic_beta/0',
    { '1.104.9': undefined, '1.105.0': 'mid-conversation-tool-changes-2026-07-01' },
  ],
  [
    'a Claude of Bedrock’s that no list names is Bedrock’s without a prefix since 1.92',
    'chat',
    ask('xx.anthropic.claude-opus-9', {}),
    '/path',
    {
      '1.91.5': 'refused',
      '1.92.0': '/model/xx.anthropic.claude-opus-9/invoke',
      '1.103.5': '/model/xx.anthropic.claude-opus-9/invoke',
      '1.109.1': '/model/xx.anthropic.claude-opus-9/invoke',
    },
  ],
  [
    'a fifth cache mark is not set in the last patches of 1.85 to 1.89, nor since 1.90',
    'chat',
    ask(CONVERSE, {
      messages: [
        { role: 'user', content: Array(4).fill(CACHED) },
        { role: 'assistant', content: 'Two.' },
        { role: 'user', content: 'Three.' },
      ],
      cache_control_injection_points: [{ location: 'message', index: -1 }],
    }),
    '/body/messages/2/content/1/cachePoint/type',
    {
      '1.85.6': 'default',
      '1.85.7': undefined,
      '1.86.6': 'default',
      '1.86.7': undefined,
      '1.87.3': 'default',
      '1.87.4': undefined,
      '1.88.3': 'default',
      '1.88.4': undefined,
      '1.89.2': 'default',
      '1.89.3': undefined,
      '1.90.0': undefined,
    },
  ],
  [
    'a search for tools of the server without an answer is left out since 1.108',
    'chat',
    {
      model: OPUS_45,
      messages: [
        {
          role: 'assistant',
          tool_calls: [{ id: 'srvtoolu_3', type: 'function', function: { name: 'tool_search_tool_regex' } }],
        },
      ],
    },
    '/body/messages/0',
    { '1.108.0': undefined, '1.108.2': undefined, '1.109.1': undefined },
  ],
  [
    'a model that a patch lists otherwise than its neighbours is known to it',
    'chat',
    ask('bedrock/anthropic.claude-sonnet-4-5-20250929-v1:0', {}),
    '/path',
    { '1.105.7': SONNET_45_PATH, '1.106.0': SONNET_45_PATH, '1.106.2': SONNET_45_PATH },
  ],
  [
    'a model that no list holds thinks by the rules of the cost map since 1.92.0',
    'messages',
    ask('bedrock/invoke/anthropic.claude-opus-5', { thinking: { type: 'enabled', budget_tokens: 2000 } }),
    '/body/thinking/type',
    { '1.91.5': 'enabled', '1.92.0': 'adaptive', '1.92.2': 'adaptive' },
  ],
  [
    'safeguards are taken out in the later patches of 1.99 to 1.103 alone, and since 1.104',
    'messages',
    ask(CONVERSE, { safeguards: [{ type: 'a' }] }),
    '/body/additionalModelRequestFields/safeguards/0/type',
    {
      '1.99.0': 'a',
      '1.99.2': undefined,
      '1.100.0': 'a',
      '1.100.2': undefined,
      '1.103.0': 'a',
      '1.103.2': undefined,
      '1.104.0': undefined,
    },
  ],
  [
    'thinking takes no temperature but 1 since 1.92.1',
    'messages',
    ask(OPUS_45, { thinking: { type: 'enabled', budget_tokens: 2000 }, temperature: 0.2 }),
    '/body/temperature',
    { '1.92.0': 0.2, '1.92.1': undefined, '1.92.2': undefined },
  ],
  [
    'reasoning_effort none breaks a call on Converse before 1.84',
    'chat',
    ask(CONVERSE, { reasoning_effort: 'none' }),
    '/body/inferenceConfig/maxTokens',
    { '1.81.16': 'crashed', '1.82.6': 'crashed', '1.83.14': 'crashed', '1.84.0': 9000 },
  ],
  [
    'thinking that is off becomes the effort none for models but Claude since 1.96',
    'messages',
    ask('bedrock/converse/openai.gpt-oss-20b-1:0', { thinking: { type: 'disabled' } }),
    '/body/additionalModelRequestFields/reasoning_effort',
    { '1.95.0': undefined, '1.96.0': 'none', '1.96.2': 'none', '1.109.1': 'none' },
  ],
  [
    'ids of calls lose what Anthropic does not take since 1.91',
    'messages',
    ask(OPUS, {}, { role: 'assistant', content: [TEXT, ODD_CALL] }, ODD_RESULT),
    '/body/messages/2/content/0/tool_use_id',
    { '1.90.7': 'a.b:1', '1.91.0': 'a_b_1', '1.102.4': 'a_b_1', '1.110.2': 'a_b_1' },
  ],
  [
    'thinking without a word goes although it is signed, in 1.100 to 1.105.1 and 1.106.0',
    'messages',
    ask(
      OPUS,
      {},
      { role: 'assistant', content: [{ ...THOUGHT, thinking: '', signature: 'c2ln' }, TEXT] },
      AGAIN,
    ),
    '/body/messages/1/content/0/type',
    {
      '1.99.4': 'thinking',
      '1.100.0': 'text',
      '1.105.1': 'text',
      '1.105.2': 'thinking',
      '1.106.0': 'text',
      '1.106.1': 'thinking',
      '1.109.1': 'thinking',
    },
  ],
  [
    'redacted thinking that was wrapped twice is unwrapped for the messages API since 1.108',
    'messages',
    ask(
      OPUS,
      {},
      { role: 'assistant', content: [{ type: 'redacted_thinking', data: 'ZGF0YQ==' }, TEXT] },
      AGAIN,
    ),
    '/body/messages/1/content/0/data',
    { '1.106.12': 'ZGF0YQ==', '1.108.0': 'data', '1.110.2': 'data' },
  ],
  [
    'a document alone gets a text beside it since 1.98',
    'chat',
    ask(CONVERSE, { messages: [{ role: 'user', content: [PDF_FILE] }] }),
    '/body/messages/0/content/1',
    { '1.97.0': undefined, '1.98.0': { text: '.' }, '1.102.4': { text: '.' }, '1.109.1': { text: '.' } },
  ],
  [
    'a result that refers to tools reaches Claude since 1.100',
    'messages',
    ask(CONVERSE, { tools: [EAGER] }, { role: 'assistant', content: [ODD_CALL] }, REFERENCES),
    '/body/messages/2/content/0/toolResult/content',
    { '1.100.0': [], '1.105.2': [], '1.106.12': [], '1.108.0': [{ text: 'bash' }] },
  ],
  [
    'tools that stream their input ask for a beta since 1.103',
    'messages',
    ask(OPUS, { tools: [EAGER] }),
    '/body/anthropic_beta',
    { '1.102.4': undefined, '1.103.0': [STREAMED], '1.109.1': [STREAMED] },
  ],
  [
    'Claude follows a schema itself, where the cost map lets it, on Converse since 1.108.2',
    'chat',
    ask('bedrock/converse/global.anthropic.claude-opus-4-8', {
      thinking: { type: 'adaptive' },
      response_format: { type: 'json_schema', json_schema: { name: 'o', schema: LIMITED } },
    }),
    '/body/outputConfig/textFormat/structure/jsonSchema/schema',
    { '1.106.12': undefined, '1.108.2': NOTED_TEXT, '1.108.9': NOTED_TEXT, '1.109.1': NOTED_TEXT },
  ],
  [
    'and on InvokeModel since 1.108.2',
    'messages',
    ask('bedrock/invoke/apac.anthropic.claude-sonnet-5', {
      output_format: { type: 'json_schema', schema: LIMITED },
    }),
    '/body/output_config/format/schema/properties/n',
    { '1.106.12': undefined, '1.108.2': NOTED, '1.108.4': NOTED, '1.109.1': NOTED },
  ],
  ...(
    [
      ['user', '/body/messages/2/content/0', { guardContent: { text: { text: 'G' } } }],
      ['assistant', '/body/messages/1/content/0', undefined],
      ['system', '/body/system/0', undefined],
    ] as const
  ).flatMap(([role, at, otherwise]): typeof ROWS => {
    const guarded = { role, content: [GUARDED, TEXT] };
    const said = role === 'user' ? [{ role: 'assistant', content: 'R.' }, guarded] : [guarded, AGAIN];
    const before = otherwise ?? { text: 'R.' };
    const request = ask(CONVERSE, { messages: [{ role: 'user', content: 'Hi.' }, ...said] });
    const asked = role === 'system' ? { ...request, messages: said } : request;
    const guard = { guardContent: { text: { text: 'G' } } };
    return [
      [
        `guarded text of the ${role} is plain text from 1.108.11 to 1.108.14 where drop_params finds no guardrail`,
        'chat',
        { ...asked, drop_params: true },
        at,
        { '1.108.10': before, '1.108.11': { text: 'G' }, '1.108.14': { text: 'G' }, '1.109.1': before },
      ],
      [
        `guarded text of the ${role} goes to the guardrail from 1.108.11 to 1.108.14`,
        'chat',
        { ...asked, ...GUARDRAIL },
        at,
        { '1.108.10': before, '1.108.11': guard, '1.108.14': guard, '1.109.1': before },
      ],
    ];
  }),
  [
    'gpt-5.4 on Converse is asked for 16 tokens at least in 1.98.1, patches behind it and since 1.103',
    'chat',
    ask('bedrock/converse/openai.gpt-5.4', { max_tokens: 5 }),
    '/body/inferenceConfig/maxTokens',
    { '1.98.1': 16, '1.99.4': 5, '1.101.0': 5, '1.101.6': 16, '1.102.4': 5, '1.103.0': 16, '1.109.1': 16 },
  ],
  [
    'a cache point that is asked for behind the tools keeps its hour since 1.90.7',
    'chat',
    ask(CONVERSE, {
      tools: [TOOL],
      cache_control_injection_points: [
        { location: 'tool_config', control: { type: 'ephemeral', ttl: '1h' } },
      ],
    }),
    '/body/toolConfig/tools/1/cachePoint/ttl',
    { '1.90.7': '1h', '1.98.1': '1h', '1.104.9': '1h', '1.109.1': '1h' },
  ],
  [
    'a route is named by a whole segment of the model since 1.92',
    'chat',
    ask('bedrock/us.my-converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0', {}),
    '/path',
    Object.fromEntries(
      ['1.92.0', '1.98.1', '1.108.14', '1.109.1'].map((release) => [
        release,
        '/model/us.my-converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0/invoke',
      ]),
    ),
  ],
  [
    'the user of litellm_metadata is told to Claude since 1.97',
    'chat',
    ask(OPUS_45, { litellm_metadata: { user_id: 'u1' } }),
    '/body/metadata/user_id',
    { '1.96.2': undefined, '1.97.0': 'u1', '1.104.9': 'u1', '1.109.1': 'u1' },
  ],
  [
    'headers for providers may come as a list since 1.99',
    'chat',
    ask(CONVERSE, {
      provider_specific_header: [{ custom_llm_provider: 'bedrock', extra_headers: { a: 'b' } }],
    }),
    '/headers/a',
    { '1.98.1': 'crashed', '1.99.0': 'b', '1.104.9': 'b', '1.109.1': 'b' },
  ],
  [
    'an empty beta header is not sent on Converse since 1.104',
    'chat',
    ask(CONVERSE, { extra_headers: { 'anthropic-beta': '' } }),
    '/headers/anthropic-beta',
    { '1.103.11': '', '1.104.0': undefined, '1.108.14': undefined, '1.109.1': undefined },
  ],
  [
    "the caller's own message stands for a blank one since 1.105",
    'chat',
    ask(CONVERSE, {
      messages: [{ role: 'user', content: ' ' }],
      user_continue_message: { role: 'user', content: 'Go.' },
    }),
    '/body/messages/0/content/0/text',
    { '1.104.9': ' ', '1.105.0': 'Go.', '1.108.14': 'Go.', '1.109.1': 'Go.' },
  ],
  [
    "a provider's own fields on a call stay out of a messages call since 1.102",
    'messages',
    ask(
      OPUS_45,
      {},
      { role: 'assistant', content: [{ ...ODD_CALL, provider_specific_fields: { a: 1 } }] },
      ODD_RESULT,
    ),
    '/body/messages/1/content/0/provider_specific_fields/a',
    { '1.101.6': 1, '1.102.0': undefined, '1.108.14': undefined, '1.109.1': undefined },
  ],
  [
    'names of tools that Claude does not take are mended on invoke since 1.85',
    'chat',
    ask(OPUS_45, { tools: [{ type: 'function', function: { name: 'files.read/all' } }] }),
    '/body/tools/0/name',
    { '1.83.14': 'files.read/all', '1.84.10': 'files.read/all', '1.85.0': 'files_read_all' },
  ],
  [
    'what references of an answer’s schema name stands in their places from 1.101 to 1.108',
    'chat',
    ask(OPUS_45, {
      response_format: {
        type: 'json_schema',
        json_schema: { schema: { properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: LIMITED } } },
      },
    }),
    '/body/output_config/format/schema',
    {
      '1.101.6': { properties: { a: INLINED } },
      '1.108.14': { properties: { a: INLINED } },
      '1.109.1': { properties: { a: { $ref: '#/$defs/A' } }, $defs: { A: INLINED } },
    },
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
