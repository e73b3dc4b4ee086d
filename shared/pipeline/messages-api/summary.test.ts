import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { valueAt } from '../../json/pointer.ts';
import type { Release } from '../releases/release.ts';
import { transform } from '../transform.ts';

const OPUS = 'bedrock/invoke/anthropic.claude-opus-4-7';
const OSS = 'bedrock/converse/openai.gpt-oss-20b-1:0';
const CLAUDE_ON_CONVERSE = 'bedrock/converse/us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const BUDGET: JsonObject = { type: 'enabled', budget_tokens: 2048 };
const EFFORT = '/body/additionalModelRequestFields/reasoning_effort';

const sent = (
  model: string,
  thinking: JsonObject,
  release: Release,
  reasoningAutoSummary: boolean,
  at: string,
) => {
  const messages = [{ role: 'user', content: 'Hi.' }];
  const result = transform({
    api: 'messages',
    request: { model, max_tokens: 5000, messages, thinking },
    profile: `litellm-${release}`,
    settings: { reasoningAutoSummary },
  });
  return result.kind === 'outgoing' ? valueAt({ ...result.outgoing }, at) : result.kind;
};

/** As LiteLLM of that release sent it. */
describe('reasoning_auto_summary', () => {
  it.each<[string, JsonObject, Release, string | undefined]>([
    [OPUS, { type: 'adaptive' }, '1.83.12', undefined],
    [OPUS, { type: 'adaptive' }, '1.83.13', 'summarized'],
    [OPUS, { type: 'adaptive', display: 'omitted' }, '1.96.2', 'summarized'],
    [OPUS, { type: 'adaptive' }, '1.109.1', 'summarized'],
    [OPUS, { type: 'disabled' }, '1.109.1', undefined],
  ])('shows the thinking of %s %j under %s as %s', (model, thinking, release, display) => {
    expect(sent(model, thinking, release, true, '/body/thinking/display')).toBe(display);
  });

  it('adds nothing to the thinking of Claude on Converse', () => {
    const at = '/body/additionalModelRequestFields/thinking';
    expect(sent(CLAUDE_ON_CONVERSE, BUDGET, '1.96.2', true, at)).toEqual(BUDGET);
  });

  it.each<[string, JsonObject, Release, boolean, string | undefined]>([
    ['reaches a model', BUDGET, '1.96.2', false, 'medium'],
    ['is lost beside the summary', BUDGET, '1.96.2', true, undefined],
    [
      'is lost beside a summary of the call’s own',
      { ...BUDGET, summary: 'concise' },
      '1.87.0',
      false,
      undefined,
    ],
    ['is lost beside the summary', BUDGET, '1.103.11', true, undefined],
    ['reaches a model alone', BUDGET, '1.104.0', true, 'medium'],
    ['reaches a model alone', { ...BUDGET, summary: 'concise' }, '1.109.1', false, 'medium'],
  ])('the effort of other models %s: %j, %s, %s', (_, thinking, release, setting, effort) => {
    expect(sent(OSS, thinking, release, setting, EFFORT)).toBe(effort);
  });
});
