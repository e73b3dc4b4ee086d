import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import { answerThroughProxy } from './answer.ts';
import { callThroughProxy } from './call.ts';
import { readConfig } from './config.ts';

const deployment = (name: string, model: string): string =>
  `  - model_name: ${name}\n    litellm_params: { model: ${model} }\n`;
const DEPLOYMENTS = `model_list:
${deployment('main', 'bedrock/anthropic.claude-3-haiku-20240307-v1:0')}${deployment('second', 'bedrock/amazon.nova-lite-v1:0')}${deployment('third', 'bedrock/amazon.nova-pro-v1:0')}`;

function fallbacks(settings: string, body: JsonObject = {}, profile: ProfileId = 'litellm-1.109') {
  const read = readConfig(DEPLOYMENTS + settings);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const call = {
    path: '/v1/chat/completions',
    headers: {},
    body: { model: 'main', messages: [{ role: 'user', content: 'hi' }], ...body },
  };
  const of = (choice: number) => {
    const outcome = callThroughProxy({ config: read.config, call, profile, choice });
    if (outcome.kind !== 'called' || outcome.result.kind !== 'outgoing') throw new Error(outcome.kind);
    return { made: outcome.call, ...outcome.result.outgoing };
  };
  const { made } = of(0);
  const asked = made.candidates.length - made.fallbacks.length;
  return made.fallbacks.map(({ kind, origin }, i) => {
    const { path, body: sent, made: then } = of(asked + i);
    expect(then.candidates.indexOf(then.chosen)).toBe(asked + i);
    const at = origin.from === 'setting' || origin.from === 'client' ? origin.pointer : null;
    return [kind, /model\/([^/]+)/.exec(path)?.[1], `${origin.from} ${at}`, sent.inferenceConfig];
  });
}

const LITE = 'amazon.nova-lite-v1%3A0';
const PRO = 'amazon.nova-pro-v1%3A0';
const NONE = {};
const LITELLM = 'setting /litellm_settings';
const ROUTER = 'setting /router_settings';

describe('what a fallback would send', () => {
  it.each<[string, string, JsonObject, readonly unknown[]]>([
    ['nothing where none is named', '', {}, []],
    [
      'the call to each model of the group’s lists',
      'litellm_settings:\n  fallbacks: [{ "*": [third] }, { main: [second] }]\n  context_window_fallbacks: [{ main: [third] }]\n',
      {},
      [
        ['fallbacks', LITE, `${LITELLM}/fallbacks/1/main/0`, NONE],
        ['context_window_fallbacks', PRO, `${LITELLM}/context_window_fallbacks/0/main/0`, NONE],
      ],
    ],
    [
      'that of LiteLLM’s settings where the router’s list is empty',
      'router_settings: { fallbacks: [] }\nlitellm_settings: { fallbacks: [{ main: [third] }] }\n',
      {},
      [['fallbacks', PRO, `${LITELLM}/fallbacks/0/main/0`, NONE]],
    ],
    [
      'to the default where the group has none of its own',
      'router_settings:\n  default_fallbacks: [main, second]\n',
      {},
      [['default_fallbacks', LITE, `${ROUTER}/default_fallbacks/1`, NONE]],
    ],
    [
      'to the default where another list is for all groups: the last such entry counts',
      'router_settings:\n  fallbacks: [{ "*": [third] }]\n  default_fallbacks: [second]\n',
      {},
      [['default_fallbacks', LITE, `${ROUTER}/default_fallbacks/0`, NONE]],
    ],
    [
      'with the arguments that the list sets, and none of the client’s of that name',
      'router_settings:\n  fallbacks: [{ main: [{ model: second, max_tokens: 7 }] }]\n',
      { max_tokens: 9 },
      [['fallbacks', LITE, `${ROUTER}/fallbacks/0/main/0`, { maxTokens: 7 }]],
    ],
    [
      'with arguments that a client itself may not name',
      'router_settings:\n  fallbacks: [{ main: [{ model: second, api_base: "https://other.test" }] }]\n',
      {},
      [['fallbacks', LITE, `${ROUTER}/fallbacks/0/main/0`, NONE]],
    ],
    [
      'where the client names the models, to those alone',
      'litellm_settings:\n  fallbacks: [{ main: [second] }]\n  context_window_fallbacks: [{ main: [second] }]\n',
      { fallbacks: ['third'] },
      [['fallbacks', PRO, 'client /fallbacks/0', NONE]],
    ],
    [
      'where the client names lists by group, to those in place of its own kind',
      'litellm_settings:\n  fallbacks: [{ main: [second] }]\n  context_window_fallbacks: [{ main: [second] }]\n',
      { fallbacks: [{ main: ['third'] }] },
      [
        ['fallbacks', PRO, 'client /fallbacks/0/main/0', NONE],
        ['context_window_fallbacks', LITE, `${LITELLM}/context_window_fallbacks/0/main/0`, NONE],
      ],
    ],
    [
      'nothing where the router may make none',
      'router_settings: { max_fallbacks: 0, default_fallbacks: [second] }\n',
      {},
      [],
    ],
    [
      'nothing where the client wants none',
      'router_settings: { default_fallbacks: [second] }\n',
      { disable_fallbacks: true },
      [],
    ],
    [
      'to the lists of the model that a map has for the name',
      'litellm_settings: { model_alias_map: { main: second }, fallbacks: [{ second: [third] }, { main: [main] }] }\n',
      {},
      [['fallbacks', PRO, `${LITELLM}/fallbacks/0/second/0`, NONE]],
    ],
    [
      'to the first model whatever the proxy asks for in place of the client’s',
      'general_settings: { completion_model: second }\nlitellm_settings: { fallbacks: [{ second: [third] }] }\n',
      {},
      [['fallbacks', PRO, `${LITELLM}/fallbacks/0/second/0`, NONE]],
    ],
  ])('is %s', (_, settings, body, expected) => {
    expect(fallbacks(settings, body)).toEqual(expected);
  });

  it.each([
    ['openai/main', ['fallbacks']],
    ['team/main', []],
  ])('is found by the name without its provider: %s', (model, kinds) => {
    const settings = `${deployment(model, 'bedrock/x')}litellm_settings: { fallbacks: [{ main: [second] }] }\n`;
    expect(fallbacks(settings, { model }).map(([kind]) => kind)).toEqual(kinds);
  });

  it('is what the deployment sends that is named, of several those that may serve the call', () => {
    const more =
      '  - model_name: second\n    litellm_params: { model: bedrock/amazon.nova-micro-v1:0, weight: 1 }\n';
    const settings = `${more}litellm_settings: { fallbacks: [{ main: [second] }] }\n`;
    expect(fallbacks(settings).map(([, model]) => model)).toEqual(['amazon.nova-micro-v1%3A0']);
  });
});

describe('a call that LiteLLM refuses at its deployment', () => {
  const CHAIN = 'litellm_settings:\n  fallbacks: [{ main: [second] }, { second: [third] }]\n';
  const GENERAL = 'litellm_settings:\n  fallbacks: [{ main: [second] }, { "*": [third] }]\n';
  const DEFAULT = 'litellm_settings:\n  fallbacks: [{ main: [second] }]\n  default_fallbacks: [third]\n';
  const OWN_BEHIND_ALL = 'litellm_settings:\n  fallbacks: [{ "*": [second] }, { second: [third] }]\n';
  const answer = (settings: string, body: JsonObject) => {
    const read = readConfig(DEPLOYMENTS + settings);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const call = {
      path: '/v1/chat/completions',
      headers: {},
      body: { model: 'main', messages: [{ role: 'user', content: 'hi' }], ...body },
    };
    const { config } = read;
    const outcome = answerThroughProxy({ config, call, profile: 'litellm-1.109' });
    if (outcome.kind !== 'called') return outcome.kind;
    return outcome.result.kind === 'outgoing' ? outcome.result.outgoing.path : outcome.result.kind;
  };

  it('is sent by the first fallback that takes it', () => {
    const drops = `litellm_settings:\n  fallbacks: [{ main: [second, { model: third, drop_params: true }] }]\n`;
    expect(answer(drops, { seed: 1 })).toContain(PRO);
    expect(answer(CHAIN, { seed: 1 })).toBe('refused');
    expect(answer(CHAIN, {})).toContain('claude-3-haiku');
  });

  it('waits for no fallback that only an answer of Bedrock’s calls for', () => {
    const other = `litellm_settings:\n  context_window_fallbacks: [{ main: [{ model: third, drop_params: true }] }]\n`;
    expect(answer(other, { seed: 1 })).toBe('refused');
  });

  it.each<[string, string, ProfileId, readonly string[]]>([
    ['those of its own', CHAIN, 'litellm-1.87', [LITE, PRO]],
    ['those of its own', CHAIN, 'litellm-1.109', [LITE, PRO]],
    ['those of all groups', GENERAL, 'litellm-1.103.11', [LITE, PRO]],
    ['none of all groups where the first group has its own', GENERAL, 'litellm-1.104.0', [LITE]],
    ['none of all groups where the first group has its own', DEFAULT, 'litellm-1.109', [LITE]],
    ['its own where the first group has none', OWN_BEHIND_ALL, 'litellm-1.109', [LITE, PRO]],
  ])('goes on from a fallback to %s (%s, %s)', (_, settings, profile, models) => {
    expect(fallbacks(settings, {}, profile).map(([, model]) => model)).toEqual(models);
  });
});
