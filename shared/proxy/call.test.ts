import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import { callThroughProxy } from './call.ts';
import { readConfig } from './config.ts';
import type { ClientCall } from './entry.ts';
import { ProxyMemory } from './memory.ts';
import { originAt } from './origin.ts';

const CONFIG = `
model_list:
  - model_name: claude
    litellm_params:
      model: bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0
      temperature: 0.3
      stream_chunk_size: 512
      extra_headers: { x-trace: cfg }
  - model_name: claude
    litellm_params: { model: bedrock/invoke/anthropic.claude-3-haiku-20240307-v1:0 }
  - model_name: "any-*"
    litellm_params: { model: "bedrock/*" }
  - model_name: "any-converse/*"
    litellm_params: { model: "bedrock/converse/*", top_p: 0.5 }
  - model_name: tools
    litellm_params:
      model: bedrock/converse/anthropic.claude-3-haiku-20240307-v1:0
      tools: [{ type: function, function: { name: own, parameters: { type: object, properties: {} } } }]
litellm_settings: { drop_params: true, model_alias_map: { mapped: claude } }
router_settings: { model_group_alias: { alias: claude, a: b, b: a }, default_litellm_params: { temperature: 0.9 } }
`;

const config = (() => {
  const read = readConfig(CONFIG);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.config;
})();

const messages = [{ role: 'user', content: 'Hi' }];

function ask(body: JsonObject, more: Partial<ClientCall> & { choice?: number; profile?: ProfileId } = {}) {
  const { choice, profile = 'litellm-1.109', ...call } = more;
  const outcome = callThroughProxy({
    config,
    profile,
    call: { path: '/v1/chat/completions', headers: {}, body: { messages, ...body }, ...call },
    ...(choice === undefined ? {} : { choice }),
  });
  if (outcome.kind !== 'called') throw new Error(outcome.message);
  return outcome;
}

const pathOf = (outcome: ReturnType<typeof ask>): string =>
  outcome.result.kind === 'outgoing' ? outcome.result.outgoing.path : outcome.result.error.message;

describe('a client’s call through a proxy', () => {
  it('takes the client’s value where both name a parameter, and says what lost', () => {
    const { call } = ask({ model: 'claude', temperature: 0.7 });
    expect(call.request.temperature).toBe(0.7);
    expect(call.losses.map(({ origin }) => origin)).toContainEqual({
      from: 'deployment',
      pointer: '/model_list/0/litellm_params/temperature',
    });
  });

  it('takes a default of the router above the deployment’s own value', () => {
    expect(ask({ model: 'claude' }).call.request.temperature).toBe(0.9);
  });

  it('says of each value where it is from', () => {
    const { origins } = ask({ model: 'claude', top_p: 0.1 }).call;
    expect(originAt(origins, '/messages/0/content')).toEqual({
      from: 'client',
      pointer: '/messages/0/content',
    });
    expect(originAt(origins, '/stream_chunk_size')).toEqual({
      from: 'deployment',
      pointer: '/model_list/0/litellm_params/stream_chunk_size',
    });
    expect(originAt(origins, '/temperature')).toEqual({
      from: 'setting',
      pointer: '/router_settings/default_litellm_params/temperature',
    });
  });

  it('shows every deployment behind a name and calls the chosen one', () => {
    expect(ask({ model: 'claude' }).call.candidates).toHaveLength(2);
    expect(pathOf(ask({ model: 'claude' }))).toContain('/converse');
    expect(pathOf(ask({ model: 'claude' }, { choice: 1 }))).toContain('/invoke');
  });

  it('follows aliases once', () => {
    expect(ask({ model: 'alias' }).call.chosen.deployment.name).toBe('claude');
    expect(ask({ model: 'mapped' }).call.chosen.deployment.name).toBe('claude');
    expect(() => ask({ model: 'a' })).toThrow('no model_name “a” (an alias of “b”)');
  });

  it('takes the most specific wildcard', () => {
    const { call } = ask({ model: 'any-converse/amazon.nova-lite-v1:0' });
    expect(call.request).toMatchObject({ model: 'bedrock/converse/amazon.nova-lite-v1:0', top_p: 0.5 });
    expect(ask({ model: 'any-amazon.nova-lite-v1:0' }).call.request.model).toBe(
      'bedrock/amazon.nova-lite-v1:0',
    );
  });

  it('joins the tools of both, those of the deployment first', () => {
    const mine = {
      type: 'function',
      function: { name: 'mine', parameters: { type: 'object', properties: {} } },
    };
    const { request, origins } = ask({ model: 'tools', tools: [mine] }).call;
    expect(request.tools).toMatchObject([{ function: { name: 'own' } }, { function: { name: 'mine' } }]);
    expect(originAt(origins, '/tools/1/function/name')).toEqual({
      from: 'client',
      pointer: '/tools/0/function/name',
    });
  });

  it('takes controls out of the client’s body', () => {
    const { call } = ask({ model: 'claude', mock_response: 'no' });
    expect(call.request.mock_response).toBeUndefined();
    expect(call.losses).toContainEqual(
      expect.objectContaining({ origin: { from: 'client', pointer: '/mock_response' } }),
    );
  });

  it('never hands on a key', () => {
    const headers = { Authorization: 'Bearer sk-client', 'X-Api-Key': 'sk-client' };
    expect(JSON.stringify(ask({ model: 'claude' }, { headers }).call.request)).not.toContain('sk-client');
  });

  it('reads anthropic-beta off the headers, and the model off an Azure path', () => {
    const headers = { 'Anthropic-Beta': 'context-1m-2025-08-07' };
    const { result } = ask(
      {},
      { path: '/openai/deployments/claude/chat/completions?api-version=1', headers },
    );
    expect(result.kind === 'outgoing' && result.outgoing.headers).toMatchObject({
      'anthropic-beta': 'context-1m-2025-08-07',
      'x-trace': 'cfg',
    });
  });

  it('names the models there are for one that is unknown, and the path for an unknown one', () => {
    expect(() => ask({ model: 'gpt-4' })).toThrow('claude, any-*');
    expect(() => ask({ model: 'claude' }, { path: '/v1/models' })).toThrow('/v1/models');
  });

  it.each([
    '/anthropic/v1/messages',
    'http://h/openai/v1/chat/completions',
    '/vertex_ai/x/messages?beta=true',
  ])('says of %s that the proxy passes it on to a provider of its own', (path) => {
    expect(() => ask({ model: 'claude' }, { path })).toThrow('reaches no deployment');
  });

  it.each(['/openai/v1/responses', '/v1/chat/completions/', 'https://h/base/v1/messages'])(
    'takes %s for a path to its deployments',
    (path) => {
      expect(
        ask({ model: 'claude', input: 'hi', messages: [], max_tokens: 1 }, { path }).call.candidates,
      ).not.toEqual([]);
    },
  );

  it('refuses what only a configuration may set, and says how to allow it', () => {
    expect(() => ask({ model: 'claude', api_base: 'https://elsewhere' })).toThrow(
      'allow_client_side_credentials',
    );
    expect(() => ask({ model: 'claude', extra_body: { aws_role_name: 'x' } })).toThrow('aws_role_name');
  });

  it('leaves malformed tools out under drop_params since 1.109', () => {
    const tool = {
      type: 'function',
      function: { name: 'f', parameters: { type: 'object', properties: {} } },
    };
    const { call } = ask({ model: 'claude', tools: [[tool], tool], tool_choice: 'auto' });
    expect(call.request.tools).toEqual([tool]);
    const { call: none } = ask({ model: 'claude', tools: ['x'], tool_choice: 'auto' });
    expect([none.request.tools, none.request.tool_choice]).toEqual([undefined, undefined]);
  });

  it('remembers before 1.109 what one client’s headers left in a deployment', () => {
    const memory = new ProxyMemory();
    const run = (headers: Readonly<Record<string, string>>, profile: ProfileId) => {
      const call = { path: '/v1/chat/completions', headers, body: { model: 'claude', messages } };
      const outcome = callThroughProxy({ config, call, profile, memory });
      return outcome.kind === 'called' && outcome.result.kind === 'outgoing'
        ? outcome.result.outgoing.headers
        : {};
    };
    for (const profile of ['litellm-1.109', 'litellm-1.87'] as const) {
      run({ 'anthropic-version': '2023-06-01' }, profile);
      const leaked = run({}, profile)['anthropic-version'];
      expect(leaked).toBe(profile === 'litellm-1.87' ? '2023-06-01' : undefined);
    }
  });
});

describe('a call that LiteLLM fails on while it brings it into chat form', () => {
  it('is refused, and thrown past nobody', () => {
    const input = [{ role: 'user', content: 'Hi' }];
    const body = { model: 'claude', input, cache_control_injection_points: 'x' };
    const call = { path: '/v1/responses', headers: {}, body };
    expect(callThroughProxy({ config, profile: 'litellm-1.87.0', call })).toMatchObject({
      kind: 'refused-by-proxy',
      message: expect.stringContaining('cache_control_injection_points'),
    });
  });
});

describe('values that the proxy takes from its environment', () => {
  const read = readConfig(`
model_list:
  - model_name: claude
    litellm_params:
      model: bedrock/anthropic.claude-3-haiku-20240307-v1:0
      aws_region_name: os.environ/AWS_REGION_NAME
  - model_name: named
    litellm_params: { model: os.environ/MODEL }
`);
  const answered = (model: string) => {
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const call = { path: '/v1/chat/completions', headers: {}, body: { model, messages } };
    return callThroughProxy({ config: read.config, profile: 'litellm-1.109', call });
  };

  it('are no region that LiteLLM fails on', () => {
    expect(answered('claude')).toMatchObject({ kind: 'called', result: { kind: 'outgoing' } });
  });

  it('say that a model which they name is not known, not that LiteLLM cannot tell its provider', () => {
    expect(answered('named')).toMatchObject({
      kind: 'refused-by-proxy',
      message: expect.stringContaining('MODEL in the proxy’s environment'),
    });
  });

  it('is made to each model of a list, which is told', () => {
    const result = ask({ model: 'claude, tools', messages, fastest_response: true });
    expect(result.call.candidates.map(({ deployment }) => deployment.name)).toEqual([
      'claude',
      'claude',
      'tools',
    ]);
    expect(result.call.eligible).toBe(2);
    expect(result.call.request.fastest_response).toBeUndefined();
    expect(result.warnings.join()).toContain('the proxy calls each of them');
  });
});
