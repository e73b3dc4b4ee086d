import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json/json.ts';
import type { Fate } from './ledger/fate.ts';
import { paramOutcomes } from './ledger/outcomes.ts';
import { PROFILE_IDS, type ProfileId } from './releases/profile.ts';
import { transform } from './transform.ts';

const CLAUDE = 'bedrock/invoke/anthropic.claude-sonnet-4-20250514-v1:0';
const hello: JsonObject = { model: CLAUDE, messages: [{ role: 'user', content: 'Hello.' }], max_tokens: 50 };

const run = (more: JsonObject, profile: ProfileId = 'litellm-1.109') =>
  transform({ api: 'chat', request: { ...hello, ...more }, profile });

function body(more: JsonObject, profile?: ProfileId): JsonObject {
  const result = run(more, profile);
  if (result.kind !== 'outgoing') throw new Error(result.error.message);
  return result.outgoing.body;
}

function fate(key: string, more: JsonObject, profile?: ProfileId): Fate | undefined {
  const { ledger } = run(more, profile);
  return paramOutcomes({ ...hello, ...more }, ledger).find((outcome) => outcome.key === key)?.fate;
}

describe('what ends a call whatever the family', () => {
  const header = (value: string) => run({ extra_headers: { 'x-trace': value } }).kind;

  it('is a header that cannot be written', () => {
    expect(['abc', 'a  b', ''].map(header)).toEqual(['outgoing', 'outgoing', 'outgoing']);
    expect(['ü', ' a', 'a\nb'].map(header)).toEqual(['crashed', 'crashed', 'crashed']);
    expect(run({ extra_headers: { 'x trace': 'a' } }).kind).toBe('crashed');
  });

  it('is a developer message without content', () => {
    const messages = [{ role: 'developer', content: null }];
    expect(run({ messages, thinking: { type: 'enabled' } }).kind).toBe('crashed');
    expect(run({ messages }, 'strict').kind).not.toBe('crashed');
  });

  it('is a provider that is no text', () => {
    expect(run({ custom_llm_provider: true })).toMatchObject({
      kind: 'refused',
      error: { type: 'BadRequestError' },
    });
  });
});

describe('the request that started it', () => {
  const seed: JsonObject = { stream: true, stream_chunk_size: 2048 };

  it('leaks stream_chunk_size in 1.87 only', () => {
    const leaks = PROFILE_IDS.filter((profile) => 'stream_chunk_size' in body(seed, profile));
    expect(leaks).toEqual(['litellm-1.87']);
  });

  it('says so', () => {
    const fates = PROFILE_IDS.map((profile) => fate('stream_chunk_size', seed, profile));
    expect(fates).toEqual(['leaked', 'consumed', 'consumed', 'consumed']);
  });

  it('chooses streaming by the path', () => {
    const result = run(seed, 'litellm-1.87');
    expect(result.kind === 'outgoing' && result.outgoing.path).toBe(
      '/model/anthropic.claude-sonnet-4-20250514-v1:0/invoke-with-response-stream',
    );
    expect(fate('stream', seed)).toBe('moved');
  });
});

describe('parameters LiteLLM does not support on a model', () => {
  it('refuses the request and names them', () => {
    const result = run({ seed: 7, logprobs: true, temperature: 0.5 });
    expect(result).toMatchObject({
      kind: 'refused',
      error: { type: 'UnsupportedParamsError', params: ['seed', 'logprobs'] },
    });
    expect(fate('seed', { seed: 7 })).toBe('refused');
  });

  it.each<[string, JsonObject]>([
    ['n of 1', { n: 1 }],
    ['stream_options', { stream_options: { include_usage: true } }],
    ['max_retries', { max_retries: 2 }],
  ])('neither refuses nor sends %s', (_, more) => {
    expect(run(more).kind).toBe('outgoing');
    expect(fate(Object.keys(more)[0] as string, more)).toBe('consumed');
  });

  it('drops them in silence with drop_params', () => {
    expect(body({ seed: 7, drop_params: true })).not.toHaveProperty('seed');
    expect(fate('seed', { seed: 7, drop_params: true })).toBe('dropped');
  });

  it('reads drop_params from a word since 1.109', () => {
    expect(run({ seed: 7, drop_params: 'true' }, 'litellm-1.90').kind).toBe('refused');
    expect(run({ seed: 7, drop_params: 'true' }).kind).toBe('outgoing');
  });

  it('lets them through with allowed_openai_params, even beside their own counterpart', () => {
    const sent = body({ seed: 7, stop: 'X', allowed_openai_params: ['seed', 'stop'] });
    expect(sent).toMatchObject({ seed: 7, stop: 'X', stop_sequences: ['X'] });
  });

  it('puts what allowed_openai_params names in the order of that list', () => {
    const sent = body({ seed: 7, verbosity: 'low', allowed_openai_params: ['verbosity', 'seed'] });
    expect(Object.keys(sent).filter((key) => ['seed', 'verbosity'].includes(key))).toEqual([
      'verbosity',
      'seed',
    ]);
  });
});

describe('additional_drop_params', () => {
  it('takes out parameters by name', () => {
    expect(body({ temperature: 0.5, custom: 1, additional_drop_params: ['temperature', 'custom'] })).toEqual(
      body({}),
    );
  });

  it('takes out what a path names, after mapping', () => {
    const tools: Json = [
      { type: 'function', function: { name: 'a', description: 'd', parameters: { type: 'object' } } },
    ];
    const sent = body({ tools, additional_drop_params: ['tools[*].description'] });
    expect(sent.tools).toEqual([
      { type: 'custom', name: 'a', input_schema: { type: 'object', properties: {} } },
    ]);
  });
});

describe('keyword arguments that LiteLLM does not know', () => {
  it('reach the body, as a leak', () => {
    expect(body({ custom_unknown: { a: 1 } })).toHaveProperty('custom_unknown', { a: 1 });
    expect(fate('custom_unknown', { custom_unknown: 1 })).toBe('leaked');
  });

  it('are kept where the body form knows them', () => {
    expect(fate('top_k', { top_k: 5 })).toBe('kept');
  });

  it('are not sent under the strict profile', () => {
    const more = { custom_unknown: 1, skip_mcp_handler: true, top_k: 5, extra_body: { a: 1, top_p: 0.5 } };
    const sent = body(more, 'strict');
    expect(Object.keys(sent).sort()).toEqual([
      'anthropic_version',
      'max_tokens',
      'messages',
      'top_k',
      'top_p',
    ]);
    expect(fate('custom_unknown', more, 'strict')).toBe('dropped');
    expect(fate('skip_mcp_handler', more, 'strict')).toBe('consumed');
  });

  it('count as not set where they are null', () => {
    expect(body({ custom_unknown: null, stop: null })).toEqual(body({}));
  });
});

describe('silent losses', () => {
  it('are told: OpenAI parameters that a release forgets to hand on', () => {
    expect(fate('verbosity', { verbosity: 'low' }, 'litellm-1.87')).toBe('dropped');
    expect(run({ verbosity: 'low' }).kind).toBe('refused');
  });

  it('are told: a user id that Claude does not take', () => {
    expect(fate('user', { user: 'ann@example.com' })).toBe('dropped');
    expect(fate('user', { user: 'u-1' })).toBe('mapped');
  });

  it('are told: response_format without a schema', () => {
    expect(fate('response_format', { response_format: { type: 'json_object' } })).toBe('dropped');
  });

  it('are told with a warning', () => {
    const { ledger } = run({ user: 'ann@example.com' });
    const entry = ledger.entries.find(({ from }) => from.includes('/user'));
    expect(entry?.rule.severity).toBe('warning');
  });
});

describe('headers', () => {
  it('sends extra_headers over headers, in lower case', () => {
    const result = run({ headers: { 'X-A': '1', 'X-B': '1' }, extra_headers: { 'X-B': '2' } });
    expect(result.kind === 'outgoing' && result.outgoing.headers).toEqual({ 'x-a': '1', 'x-b': '2' });
  });

  it('names a guardrail by headers on invoke since 1.109', () => {
    const guardrailConfig = { guardrailIdentifier: 'g', guardrailVersion: '1', trace: 'enabled' };
    const result = run({ guardrailConfig });
    expect(result.kind === 'outgoing' && result.outgoing.headers).toEqual({
      'x-amzn-bedrock-guardrailidentifier': 'g',
      'x-amzn-bedrock-guardrailversion': '1',
      'x-amzn-bedrock-trace': 'ENABLED',
    });
    expect(body({ guardrailConfig }, 'litellm-1.90')).toHaveProperty('guardrailConfig');
  });
});

describe('requests that cannot be read', () => {
  it.each<[string, JsonObject, string]>([
    ['no model', { messages: [] }, ''],
    ['a model that is no string', { model: 3, messages: [] }, '/model'],
    ['no messages', { model: CLAUDE }, ''],
    ['messages that are no list', { model: CLAUDE, messages: 'hi' }, '/messages'],
    ['a message that is no object', { model: CLAUDE, messages: [{ role: 'user' }, 'hi'] }, '/messages/1'],
    ['a role that is no string', { model: CLAUDE, messages: [{ role: 1 }] }, '/messages/0/role'],
  ])('%s: a typed error with the place', (_, request, pointer) => {
    const result = transform({ api: 'chat', request, profile: 'litellm-1.109' });
    expect(result).toMatchObject({ kind: 'invalid', error: { type: 'InvalidRequest', pointer } });
  });
});
