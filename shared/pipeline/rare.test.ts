import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json/json.ts';
import type { ProfileId } from './releases/profile.ts';
import { transform } from './transform.ts';

/* What few requests use, with the answers of the releases at which it changed. */

const HI: Json = [{ role: 'user', content: 'hi' }];

const run = (profile: ProfileId, model: string, more: JsonObject, api: 'chat' | 'messages' = 'chat') =>
  transform({
    api,
    request: { model: `bedrock/${model}`, messages: HI, max_tokens: 100, ...more },
    profile,
  });

function body(...call: Parameters<typeof run>): JsonObject {
  const result = run(...call);
  if (result.kind !== 'outgoing') throw new Error(`${result.kind}: ${result.error.message}`);
  return result.outgoing.body;
}

describe('a JSON schema for Claude on invoke', () => {
  const SONNET = 'invoke/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
  const format = (schema: JsonObject): JsonObject => ({
    response_format: { type: 'json_schema', json_schema: { name: 's', schema } },
  });
  const open = { type: 'object', properties: { a: { type: 'string' } }, additionalProperties: true };

  it('is enforced even where it is too much, up to 1.108', () => {
    const closed = { ...open, additionalProperties: false };
    for (const release of ['litellm-1.103.4', 'litellm-1.108.14'] as const)
      expect(body(release, SONNET, format(open)).output_config).toEqual({
        format: { type: 'json_schema', schema: closed },
      });
    expect(body('litellm-1.109.1', SONNET, format(open)).tools).toMatchObject([{ name: 'json_tool_call' }]);
  });

  it('keeps a least number of items of 0 or 1 since 1.108.2', () => {
    const list = { type: 'array', items: { type: 'string' }, minItems: 1 };
    const schema = { type: 'object', properties: { a: list }, required: ['a'], additionalProperties: false };
    const sent = (release: ProfileId) =>
      (body(release, SONNET, format(schema)) as { output_config: { format: { schema: JsonObject } } })
        .output_config.format.schema.properties;
    const { minItems: _, ...bare } = list;
    expect(sent('litellm-1.108.0')).toEqual({
      a: { description: 'Note: minimum number of items: 1.', ...bare },
    });
    expect(sent('litellm-1.108.2')).toEqual({ a: list });
  });

  it('has references that go round as LiteLLM shortens them up to 1.108.1', () => {
    const loop = { type: 'object', properties: { a: { $ref: '#/$defs/A' } }, additionalProperties: false };
    const schema = { ...loop, required: ['a'], $defs: { A: loop } };
    const sent = (release: ProfileId) => JSON.stringify(body(release, SONNET, format(schema)).output_config);
    expect(sent('litellm-1.106.12')).toContain('"/$defs/A"');
    expect(sent('litellm-1.108.2')).toContain('"#/$defs/A"');
  });
});

describe('what only some releases know', () => {
  it('is `store` as a parameter that may be refused, since 1.99', () => {
    const claude = 'converse/anthropic.claude-opus-5';
    expect(run('litellm-1.98.1', claude, { store: true }).kind).toBe('outgoing');
    expect(run('litellm-1.99.0', claude, { store: true })).toMatchObject({ kind: 'refused' });
  });

  it('is that GPT takes no cache points, since 1.103', () => {
    const content = [{ type: 'text', text: 'hi', cache_control: { type: 'ephemeral' } }];
    const sent = (release: ProfileId) =>
      JSON.stringify(body(release, 'us.openai.gpt-6-astra', { messages: [{ role: 'user', content }] }));
    expect(sent('litellm-1.102.4')).toContain('cachePoint');
    expect(sent('litellm-1.103.0')).not.toContain('cachePoint');
  });
});

describe('OpenAI’s tool_search for Claude on invoke', () => {
  const SEARCHES = 'invoke/anthropic.claude-sonnet-4-6';
  const later = {
    type: 'function',
    function: { name: 'a', parameters: { type: 'object' } },
    defer_loading: true,
  };
  const tools = [{ type: 'tool_search' }, later];

  it('becomes Claude’s own since 1.108', () => {
    expect(body('litellm-1.108', SEARCHES, { tools }).tools).toMatchObject([
      { type: 'tool_search_tool_regex', name: 'tool_search_tool_regex' },
      { name: 'a', defer_loading: true },
    ]);
    expect(run('litellm-1.106', SEARCHES, { tools }).kind).toBe('crashed');
  });

  it('is refused where the model or the client would have to search, or dropped with what it was to load', () => {
    const client = [{ type: 'tool_search', execution: 'client' }, later];
    expect(run('litellm-1.109', SEARCHES, { tools: client }).kind).toBe('refused');
    const haiku = 'invoke/anthropic.claude-3-haiku-20240307-v1:0';
    expect(run('litellm-1.109', haiku, { tools }).kind).toBe('refused');
    const dropped = body('litellm-1.109', haiku, { tools, drop_params: true }).tools as readonly JsonObject[];
    expect(dropped.map(({ name, defer_loading: deferred }) => [name, deferred])).toEqual([['a', undefined]]);
  });

  it('is left out beside one of Claude’s own', () => {
    const own = { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' };
    expect(body('litellm-1.109', SEARCHES, { tools: [own, ...tools] }).tools).toHaveLength(2);
  });
});

describe('an answered call of Claude’s tool search', () => {
  const messages: Json = [
    { role: 'user', content: 'hi' },
    {
      role: 'assistant',
      content: 'I look.',
      tool_calls: [
        { id: 'srvtoolu_1', type: 'function', function: { name: 'tool_search_tool_bm25', arguments: '{}' } },
      ],
    },
    { role: 'tool', tool_call_id: 'srvtoolu_1', content: 'found' },
  ];

  it('is a plain call since 1.108', () => {
    const sent = body('litellm-1.108', 'invoke/anthropic.claude-sonnet-4-6', { messages });
    expect(sent.messages).toMatchObject([{}, { content: [{ type: 'text' }, { type: 'tool_use' }] }, {}]);
  });
});

describe('the least number of output tokens on Converse', () => {
  const tokens = (release: ProfileId, model: string): Json =>
    (body(release, model, { max_tokens: 1 }).inferenceConfig as { maxTokens: Json }).maxTokens;

  it('is 16 for GPT from 1.100.2 and from 1.101.1 on', () => {
    const gpt = 'converse/openai.gpt-5.4';
    const found = (['1.100.1', '1.100.2', '1.101.0', '1.101.1'] as const).map((one) =>
      tokens(`litellm-${one}`, gpt),
    );
    expect(found).toEqual([1, 16, 1, 16]);
  });

  it('is 16 for Kimi K3 since 1.109', () => {
    const kimi = 'converse/us.moonshotai.kimi-k3';
    expect([tokens('litellm-1.108.14', kimi), tokens('litellm-1.109.0', kimi)]).toEqual([1, 16]);
  });
});

describe('the order of what LiteLLM writes anew', () => {
  it('has the effort of a budget in front of what the caller has in output_config', () => {
    const more = {
      thinking: { type: 'enabled', budget_tokens: 9000 },
      output_config: { task_budget: { type: 'tokens', total: 64_000 } },
      max_tokens: 20_000,
    };
    const { output_config: config } = body(
      'litellm-1.109',
      'invoke/anthropic.claude-opus-4-7',
      more,
      'messages',
    );
    expect(Object.keys(config as JsonObject)).toEqual(['effort', 'task_budget']);
    const own = { ...more, output_config: { x: 1, effort: 'high' } };
    const kept = body('litellm-1.109', 'invoke/anthropic.claude-opus-4-7', own, 'messages').output_config;
    expect(JSON.stringify(kept)).toBe('{"effort":"high","x":1}');
  });

  it('leaves a member in its place from which a path of additional_drop_params takes something', () => {
    const schema = { type: 'object', properties: {}, required: [] };
    const tools = [{ name: 'a', input_schema: schema, cache_control: { type: 'ephemeral' } }];
    const more = { tools, additional_drop_params: ['tools[*].input_schema.required'] };
    const [tool] = body('litellm-1.109', 'invoke/anthropic.claude-opus-4-7', more, 'messages').tools as [
      JsonObject,
    ];
    expect(Object.keys(tool)).toEqual(['name', 'input_schema', 'cache_control']);
  });

  it('has the content of a message that keeps roles in turn before its role', () => {
    const messages: Json = [{ role: 'assistant', content: 'A' }];
    const more = { messages, ensure_alternating_roles: true };
    const [first] = body('litellm-1.109', 'invoke/openai.gpt-oss-120b-1:0', more).messages as [JsonObject];
    expect(JSON.stringify(first)).toBe('{"content":"Please continue.","role":"user"}');
  });
});
