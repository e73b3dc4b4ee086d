import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { callThroughProxy } from './call.ts';
import { readConfig } from './config.ts';

const deployment = (name: string, model: string): string =>
  `  - model_name: ${name}\n    litellm_params: { model: ${model} }\n`;
const DEPLOYMENTS = `model_list:
${deployment('main', 'bedrock/anthropic.claude-3-haiku-20240307-v1:0')}${deployment('second', 'bedrock/amazon.nova-lite-v1:0')}${deployment('third', 'bedrock/amazon.nova-pro-v1:0')}`;

function paths(settings: string, body: JsonObject = {}) {
  const read = readConfig(DEPLOYMENTS + settings);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const call = {
    path: '/v1/chat/completions',
    headers: {},
    body: { model: 'main', messages: [{ role: 'user', content: 'hi' }], ...body },
  };
  const of = (choice: number) => {
    const outcome = callThroughProxy({ config: read.config, call, profile: 'litellm-1.109', choice });
    if (outcome.kind !== 'called' || outcome.result.kind !== 'outgoing') throw new Error(outcome.kind);
    const { call: made, result } = outcome;
    return { made, path: result.outgoing.path, body: result.outgoing.body };
  };
  const { made } = of(0);
  return made.fallbacks.map(({ kind, pointer }, i) => {
    const { path, body: sent, made: then } = of(1 + i);
    expect(then.candidates[1 + i]).toBe(then.chosen);
    return [kind, /model\/([^/]+)/.exec(path)?.[1], pointer, sent.inferenceConfig];
  });
}

const NOVA_LITE = 'amazon.nova-lite-v1%3A0';
const NOVA_PRO = 'amazon.nova-pro-v1%3A0';
const NONE = {};

describe('what a fallback would send', () => {
  it.each<[string, string, JsonObject, readonly unknown[]]>([
    ['nothing where none is named', '', {}, []],
    [
      'the call to each model of the group’s lists',
      'litellm_settings:\n  fallbacks: [{ "*": [third] }, { main: [second] }]\n  context_window_fallbacks: [{ main: [third] }]\n',
      {},
      [
        ['fallbacks', NOVA_LITE, '/litellm_settings/fallbacks/1/main/0', NONE],
        ['context_window_fallbacks', NOVA_PRO, '/litellm_settings/context_window_fallbacks/0/main/0', NONE],
      ],
    ],
    [
      'to the default where the group has none of its own',
      'router_settings:\n  default_fallbacks: [main, second]\n',
      {},
      [['default_fallbacks', NOVA_LITE, '/router_settings/default_fallbacks/1', NONE]],
    ],
    [
      'with the arguments that the list sets',
      'router_settings:\n  fallbacks: [{ main: [{ model: second, max_tokens: 7 }] }]\n',
      { max_tokens: 9 },
      [['fallbacks', NOVA_LITE, '/router_settings/fallbacks/0/main/0', { maxTokens: 7 }]],
    ],
    [
      'where the client names them, to those alone',
      'litellm_settings:\n  fallbacks: [{ main: [second] }]\n',
      { fallbacks: ['third'] },
      [['fallbacks', NOVA_PRO, null, NONE]],
    ],
  ])('is %s', (_, settings, body, expected) => {
    expect(paths(settings, body)).toEqual(expected);
  });
});
