/**
 * What the ledger says of requests that LiteLLM adapts. What must be told follows from the bodies that the releases
 * send for such requests (`testdata/corners`): every value of the request either stands in one or is told with the reason.
 */
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import type { ProfileId } from '../../releases/profile.ts';
import { transform } from '../../transform.ts';

const CLAUDE = 'bedrock/converse/anthropic.claude-sonnet-4-5-20250929-v1:0';
const HI = { role: 'user', content: 'hi' };
const SCHEMA = { type: 'object', properties: { a: { type: 'string' } } };
const FORMAT = { type: 'json_schema', schema: SCHEMA };
const TOOLS = [{ name: 'get', input_schema: SCHEMA }];
const MARK = { type: 'ephemeral' };
const USE = { type: 'tool_use', id: 't1', name: 'get', input: { a: 'b' } };
const PDF = { type: 'base64', media_type: 'application/pdf', data: 'aGk=' };
const PNG = { type: 'base64', media_type: 'image/png', data: 'aGk=' };
const SUMMARY = { type: 'compaction', content: 'They said hello.' };
const SERVERS = [{ type: 'url', url: 'https://x.test', name: 'm' }];
const SERVER_TOOLS = { type: 'mcp_toolset', mcp_server_name: 'm' };

const replied = (...content: readonly Json[]): readonly JsonObject[] => [
  HI,
  { role: 'assistant', content },
  HI,
];
const answered = (content: Json, more: JsonObject = {}): JsonObject => ({
  tools: TOOLS,
  messages: [
    HI,
    { role: 'assistant', content: [USE] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't1', content, ...more }] },
  ],
});

function entriesOf(request: JsonObject, profile: ProfileId) {
  const full = { model: 'bedrock/amazon.nova-lite-v1:0', max_tokens: 60, messages: [HI], ...request };
  const { kind, ledger } = transform({ api: 'messages', request: full, profile });
  expect(kind).toBe('outgoing');
  return ledger.entries;
}

/** What is told of values that are not sent: where each stands, and the rule. The kinds and roles of messages are left out. */
const told = (request: JsonObject, profile: ProfileId): readonly string[] =>
  entriesOf(request, profile).flatMap(({ from, to, rule }) =>
    to === null && rule.id !== 'parse.adapter.shape' && rule.id !== 'filter.switch'
      ? [`${from.join()} ${rule.id.replace('parse.adapter.', '')}`]
      : [],
  );

const NEW: ProfileId = 'litellm-1.109.1';
const NEWEST: ProfileId = 'litellm-1.110.2';
const OLD: ProfileId = 'litellm-1.90.0';

type Row<T> = readonly [what: string, request: JsonObject, expected: T, profile?: ProfileId];

/** Rows with their release, which is 1.109.1 where none is named. */
const under = <T>(rows: readonly Row<T>[]) =>
  rows.map(([what, request, expected, profile = NEW]) => ({ what, request, expected, profile }));

const NOT_SENT: readonly Row<readonly string[]>[] = [
  [
    'metadata beside user_id, and a user that loses against it',
    { metadata: { user_id: 'u', x: 1 }, user: 'mine' },
    ['/metadata/user_id map.converse.unmapped', '/metadata/x metadata', '/user overridden'],
  ],
  ['empty metadata', { metadata: {} }, ['/metadata empty-value']],
  ['no user', { metadata: { user_id: null } }, ['/metadata/user_id null']],
  [
    'empty values',
    { tools: [], tool_choice: {}, stop_sequences: [], output_config: {}, system: '', top_k: null },
    [
      '/stop_sequences empty-value',
      '/tools empty-value',
      '/tool_choice empty-value',
      '/output_config empty-value',
      '/top_k null',
      '/system empty-value',
    ],
  ],
  [
    'what LiteLLM takes for itself',
    { stream: false, container: 'c', safeguards: { a: 1 }, context_management: { edits: [] } },
    [
      '/stream not-streaming',
      '/container container',
      '/safeguards safeguards',
      '/context_management context_management',
    ],
  ],
  [
    'nothing of filled values',
    { tools: TOOLS, tool_choice: { type: 'auto' }, stop_sequences: ['a'], system: 's', stream: true },
    [],
  ],
  [
    'an effort beside a format',
    { output_config: { effort: 'low', format: FORMAT } },
    ['/output_config/format build.converse.tool-schema-remark', '/output_config/effort output_config'],
  ],
  [
    'the second of two formats',
    { output_format: FORMAT, output_config: { format: FORMAT } },
    ['/output_format build.converse.tool-schema-remark', '/output_config/format overridden'],
  ],
  [
    'a format that is no schema, and the one that it beats',
    { output_format: { type: 'text' }, output_config: { format: { type: 'text' } } },
    ['/output_format output_format', '/output_config/format overridden'],
  ],
  [
    'an empty format, not the one in its place',
    { output_format: {}, output_config: { format: FORMAT } },
    ['/output_config/format build.converse.tool-schema-remark', '/output_format output_format'],
  ],
  ['an output_config that is no object', { output_config: 'x' }, ['/output_config build.left-out']],
  [
    'betas that lose against others, and those that are not known',
    {
      model: CLAUDE,
      headers: { 'anthropic-beta': 'context-1m-2025-08-07' },
      extra_headers: { 'anthropic-beta': 'nothing' },
    },
    [
      '/headers filter.headers-empty',
      '/extra_headers filter.headers-empty',
      '/headers/anthropic-beta anthropic-beta-overridden',
      '/extra_headers/anthropic-beta anthropic-beta',
    ],
  ],
  [
    'betas that are not known beside another header',
    { headers: { 'anthropic-beta': 'mcp-servers-2025-12-04', 'x-a': '1' } },
    ['/headers/anthropic-beta anthropic-beta'],
  ],
  [
    'members of an assistant’s blocks',
    {
      tools: TOOLS,
      messages: [
        HI,
        {
          role: 'assistant',
          name: 'n',
          content: [
            'bare',
            { type: 'text', text: 'a', citations: [] },
            { ...USE, caller: { type: 'direct' }, cache_control: MARK },
            { type: 'x' },
          ],
        },
        HI,
      ],
    },
    [
      '/messages/1/content/1/citations member',
      '/messages/1/content/2/caller member',
      '/messages/1/content/2/cache_control cache-control',
      '/messages/1/content/3 block',
      '/messages/1/name member',
    ],
  ],
  [
    'members of thinking',
    {
      model: CLAUDE,
      messages: replied(
        { type: 'thinking', thinking: 'why', signature: 's', odd: 1 },
        { type: 'text', text: 'a' },
      ),
    },
    ['/messages/1/content/0 build.converse.unread-field', '/messages/1/content/0/odd member'],
  ],
  [
    'messages without content',
    { messages: [HI, { role: 'assistant', content: [] }, { role: 'user', content: [] }, HI] },
    ['/messages/1 empty', '/messages/2 empty'],
  ],
  [
    'members of a user’s blocks',
    {
      messages: [
        {
          role: 'user',
          name: 'n',
          content: [
            { type: 'text', text: 'a', odd: 1, cache_control: MARK },
            { type: 'image', source: PNG, odd: 1 },
            { type: 'document', title: 't', context: 'c', source: PDF },
          ],
        },
      ],
    },
    [
      '/messages/0/content/2/title build.converse.file-name-lost',
      '/messages/0/name member',
      '/messages/0/content/0/odd member',
      '/messages/0/content/0/cache_control cache-control',
      '/messages/0/content/1/odd member',
      '/messages/0/content/2/context member',
    ],
  ],
  [
    'what a system message loses',
    {
      messages: [
        HI,
        { role: 'assistant', content: 'ok' },
        { role: 'system', name: 'n', content: [{ type: 'text', text: 'a' }, { type: 'x' }] },
        HI,
      ],
    },
    ['/messages/2/name member', '/messages/2/content/1 block'],
    'litellm-1.99.2',
  ],
  [
    'what a system prompt loses',
    { system: [{ type: 'text', text: 'a', odd: 1, cache_control: MARK }, { type: 'x' }] },
    ['/system/0/odd member', '/system/0/cache_control cache-control', '/system/1 block'],
  ],
  [
    'what a tool result and its only text lose',
    answered([{ type: 'text', text: 'r', odd: 1, cache_control: MARK }], {
      is_error: true,
      cache_control: MARK,
    }),
    [
      '/messages/2/content/0/content/0/cache_control member',
      '/messages/2/content/0/content/0/odd member',
      '/messages/2/content/0/is_error member',
      '/messages/2/content/0/cache_control cache-control',
    ],
  ],
  [
    'the same up to 1.90',
    answered([{ type: 'text', text: 'r', odd: 1, cache_control: MARK }], { is_error: true }),
    [
      '/messages/2/content/0/content/0/cache_control member',
      '/messages/2/content/0/content/0/odd member',
      '/messages/2/content/0/is_error member',
    ],
    OLD,
  ],
  ['nothing of a plain result up to 1.90', answered([{ type: 'text', text: 'r' }]), [], OLD],
  [
    'the block of a result that has no counterpart',
    answered([{ type: 'text', text: 'r' }, { type: 'x' }]),
    ['/messages/2/content/0/content/1 block'],
  ],
  [
    'what a summary stands for',
    {
      model: CLAUDE,
      messages: [
        { role: 'user', content: 'long ago' },
        { role: 'assistant', content: [{ type: 'text', text: 'a' }, SUMMARY, { type: 'text', text: 'b' }] },
        HI,
      ],
    },
    ['/messages/0 summarized', '/messages/1/content/0 summarized', '/messages/1/content/1 summary'],
  ],
  [
    'the message that held a summary alone',
    {
      model: CLAUDE,
      messages: [{ role: 'user', content: 'long ago' }, { role: 'assistant', content: [SUMMARY] }, HI],
    },
    ['/messages/0 summarized', '/messages/1/content/0 summary', '/messages/1/role summarized'],
  ],
  [
    'MCP servers and their tools',
    { mcp_servers: SERVERS, tools: [SERVER_TOOLS, ...TOOLS], drop_params: true },
    ['/mcp_servers mcp-servers', '/tools/0 mcp-servers'],
    NEWEST,
  ],
  [
    'MCP servers, their tools and the choice among these alone',
    { mcp_servers: SERVERS, tools: [SERVER_TOOLS], tool_choice: { type: 'auto' }, drop_params: true },
    ['/mcp_servers mcp-servers', '/tools/0 mcp-servers', '/tool_choice mcp-servers'],
    NEWEST,
  ],
  [
    'no choice where none is made',
    { mcp_servers: SERVERS, tools: [SERVER_TOOLS], drop_params: true },
    ['/mcp_servers mcp-servers', '/tools/0 mcp-servers'],
    NEWEST,
  ],
  ['nothing where there is no MCP server', { tools: TOOLS }, [], NEWEST],
  ['a kind of thinking that there is not', { thinking: { type: 'between' } }, ['/thinking thinking']],
  [
    'members of tools',
    {
      tools: [
        { name: 'get', input_schema: SCHEMA, cache_control: MARK },
        { name: 'f', input_schema: SCHEMA, function: { eager_input_streaming: true } },
        { name: 'g', input_schema: SCHEMA, eager_input_streaming: true },
      ],
    },
    [
      '/tools/1/function/eager_input_streaming parse.tool-member',
      '/tools/2/eager_input_streaming parse.tool-member',
      '/tools/1/function build.converse.tool-schema-rest',
      '/tools/0/cache_control cache-control',
    ],
  ],
];

const FROM: readonly Row<JsonObject>[] = [
  [
    'a text that several are joined to',
    { messages: replied('bare', { type: 'text', text: 'a' }) },
    { '/messages/1/content/0/text': ['/messages/1/content/0', '/messages/1/content/1/text'] },
  ],
  [
    'texts beside a cache mark',
    {
      model: CLAUDE,
      messages: replied({ type: 'text', text: 'a', cache_control: MARK }, { type: 'text', text: 'b' }),
    },
    {
      '/messages/1/content/0/text': ['/messages/1/content/0/text'],
      '/messages/1/content/1/text': ['/messages/1/content/1/text'],
      '/messages/1/content/2': ['/messages/1/content/0/cache_control'],
    },
  ],
  [
    'thinking',
    {
      model: CLAUDE,
      messages: replied(
        { type: 'thinking', thinking: 'why', signature: 's' },
        { type: 'redacted_thinking', data: 'd' },
        { type: 'text', text: 'a' },
      ),
    },
    {
      '/messages/1/content/0/reasoningContent/reasoningText/text': ['/messages/1/content/0/thinking'],
      '/messages/1/content/0/reasoningContent/reasoningText/signature': ['/messages/1/content/0/signature'],
      '/messages/1/content/1': ['/messages/1/content/1'],
    },
  ],
  [
    'a call and its result, one text',
    answered([{ type: 'text', text: 'r' }]),
    {
      '/messages/1/content/0/toolUse/input': ['/messages/1/content/0/input'],
      '/messages/1/content/0/toolUse/name': ['/messages/1/content/0/name'],
      '/messages/2/content/0/toolResult/content/0/text': ['/messages/2/content/0/content/0/text'],
      '/messages/2/content/0/toolResult/toolUseId': ['/messages/2/content/0/tool_use_id'],
    },
  ],
  [
    'a result of two texts',
    answered([
      { type: 'text', text: 'r' },
      { type: 'text', text: 's' },
    ]),
    {
      '/messages/2/content/0/toolResult/content/0/text': ['/messages/2/content/0/content/0/text'],
      '/messages/2/content/0/toolResult/content/1/text': ['/messages/2/content/0/content/1/text'],
    },
  ],
  [
    'a result that is a text',
    answered('r'),
    { '/messages/2/content/0/toolResult/content/0/text': ['/messages/2/content/0/content'] },
  ],
  [
    'a result that is an image',
    answered([{ type: 'image', source: PNG }]),
    { '/messages/2/content/0/toolResult/content/0': ['/messages/2/content/0/content/0/source'] },
  ],
  [
    'texts after a summary, and system prompts',
    {
      model: CLAUDE,
      system: [
        { type: 'text', text: 'one' },
        { type: 'text', text: 'two' },
      ],
      messages: [
        { role: 'user', content: 'long ago' },
        { role: 'assistant', content: [{ type: 'text', text: 'a' }, SUMMARY, { type: 'text', text: 'b' }] },
        HI,
      ],
    },
    {
      '/messages/0/content/0/text': ['/messages/1/content/2/text'],
      '/messages/1/content/0/text': ['/messages/2/content'],
      '/system/0/text': ['/system/0/text'],
      '/system/1/text': ['/system/1/text'],
    },
  ],
  [
    'a system prompt that is a summary',
    {
      model: CLAUDE,
      messages: [{ role: 'user', content: 'long ago' }, { role: 'assistant', content: [SUMMARY] }, HI],
    },
    { '/system/0/text': ['/messages/1/content/0'] },
  ],
  [
    'a system prompt that a summary stands before',
    {
      model: CLAUDE,
      system: 'Be brief.',
      messages: [{ role: 'user', content: 'long ago' }, { role: 'assistant', content: [SUMMARY] }, HI],
    },
    { '/system/0/text': ['/system'] },
  ],
  [
    'a tool beside those of MCP servers',
    { mcp_servers: SERVERS, tools: [SERVER_TOOLS, ...TOOLS], drop_params: true },
    {
      '/toolConfig/tools/0': ['/tools/1'],
      '/toolConfig/tools/0/toolSpec/name': ['/tools/1/name'],
    },
    NEWEST,
  ],
  [
    'names that are made up and given',
    { tools: [{ input_schema: SCHEMA }, ...TOOLS] },
    { '/toolConfig/tools/0/toolSpec/name': [], '/toolConfig/tools/1/toolSpec/name': ['/tools/1/name'] },
  ],
];

describe('what the ledger says of an adapted request', () => {
  it.each(under(NOT_SENT))('is told of what is not sent: $what', ({ request, expected, profile }) => {
    expect(told(request, profile)).toEqual(expected);
  });

  it.each(under(FROM))('names where it is from: $what', ({ request, expected, profile }) => {
    const from = new Map(
      entriesOf(request, profile).flatMap((entry) =>
        entry.to?.part === 'body' ? [[entry.to.pointer as string, entry.from] as const] : [],
      ),
    );
    const found = Object.fromEntries(Object.keys(expected).map((pointer) => [pointer, from.get(pointer)]));
    expect(found).toEqual(expected);
  });
});
