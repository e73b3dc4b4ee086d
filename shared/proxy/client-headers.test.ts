import { describe, expect, it } from 'vitest';
import type { ProfileId } from '../pipeline/releases/profile.ts';
import { callThroughProxy } from './call.ts';
import { readConfig } from './config.ts';
import { ProxyMemory } from './memory.ts';

const MODEL = `model_list:
  - model_name: m
    litellm_params: { model: bedrock/converse/meta.llama3-8b-instruct-v1:0 }
`;

/** What becomes of a parameter that the model does not take, by the program that sends it. */
function seed(agent: string, profile: ProfileId, settings = ''): string {
  const read = readConfig({ text: MODEL + settings, name: 'config.yaml', included: {} });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const body = { model: 'm', messages: [{ role: 'user', content: 'hi' }], seed: 1 };
  const call = { path: '/v1/chat/completions', headers: { 'user-agent': agent }, body };
  const outcome = callThroughProxy({
    config: read.config,
    call,
    profile,
    memory: new ProxyMemory(),
    choice: 0,
  });
  return outcome.kind === 'called' ? outcome.result.kind : outcome.kind;
}

describe('parameters of a coding agent that a model does not take', () => {
  // Since which release they are dropped, and the one before.
  it.each<[string, ProfileId, ProfileId]>([
    ['claude-cli/2.0.1 (external, cli)', 'litellm-1.90.0', 'litellm-1.89.0'],
    ['codex_cli_rs/0.46.0', 'litellm-1.95.0', 'litellm-1.94.0'],
    ['codex-tui', 'litellm-1.99.0', 'litellm-1.98.0'],
    ['claude-code/1.0', 'litellm-1.102.0', 'litellm-1.101.0'],
  ])('of %s are dropped since %s', (agent, since, before) => {
    expect([seed(agent, since), seed(agent, 'litellm-1.110.2')]).toEqual(['outgoing', 'outgoing']);
    expect(seed(agent, before)).toBe('refused');
  });

  it('are refused for any other program', () => {
    for (const agent of ['curl/8', 'my-claude-cli/1', 'codexx/1'])
      expect(seed(agent, 'litellm-1.110.2')).toBe('refused');
  });

  it('are refused where the operator says so; before 1.109 whatever he says', () => {
    const off = 'litellm_settings: { drop_params: false }\n';
    const none = 'litellm_settings: { drop_params: null }\n';
    for (const profile of ['litellm-1.104.5', 'litellm-1.109.1'] as const)
      expect(seed('claude-cli/2', profile, off)).toBe('refused');
    expect(seed('claude-cli/2', 'litellm-1.104.5', none)).toBe('refused');
    expect(seed('claude-cli/2', 'litellm-1.109.1', none)).toBe('outgoing');
  });
});
