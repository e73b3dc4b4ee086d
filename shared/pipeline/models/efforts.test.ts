import { describe, expect, it } from 'vitest';
import type { Json } from '../../json/json.ts';
import type { Release } from '../releases/release.ts';
import { baseModel } from './base-model.ts';
import {
  ADAPTER_STEPS,
  cappedEffort,
  earlyEffortProblem,
  effortOfBudget,
  effortProblem,
  isEffort,
  MESSAGES_STEPS,
  outputEffort,
  thinkingFor,
} from './efforts.ts';
import type { Target } from './target.ts';

function target(name: string, release: Release): Target {
  const base = baseModel(release, name);
  return { release, name, base, claude: base.startsWith('anthropic') };
}

const SONNET_4 = 'anthropic.claude-sonnet-4-20250514-v1:0';
const SONNET_4_6 = 'anthropic.claude-sonnet-4-6';
const OPUS_4_5 = 'anthropic.claude-opus-4-5-20251101-v1:0';
const OPUS_4_6 = 'anthropic.claude-opus-4-6-v1';
const OPUS_4_7 = 'anthropic.claude-opus-4-7';

describe('a word for how much to think', () => {
  it.each([
    ['minimal', 'low'],
    ['low', 'low'],
    ['xhigh', 'xhigh'],
    ['max', 'max'],
    ['none', undefined],
    ['constructor', undefined],
  ])('%s goes into output_config as %s', (given, sent) => expect(outputEffort(given)).toBe(sent));

  it.each<[unknown, boolean]>([
    ['low', true],
    ['max', true],
    ['minimal', false],
    [5, false],
    [null, false],
    [['low'], false],
  ])('%j may stand in output_config: %s', (value, may) => expect(isEffort(value)).toBe(may));
});

describe('a budget as a word', () => {
  it.each([
    [1, 'low'],
    [2047, 'low'],
    [2048, 'medium'],
    [4095, 'medium'],
    [4096, 'high'],
    [8191, 'high'],
    [8192, 'xhigh'],
  ])('%i tokens are %s', (tokens, effort) => {
    expect(effortOfBudget(tokens, true)).toBe(effort);
    expect(effortOfBudget(tokens, false)).toBe(effort === 'xhigh' ? 'high' : effort);
  });

  it.each([
    [4999, 'low'],
    [5000, 'medium'],
    [9999, 'medium'],
    [10_000, 'high'],
    [23_999, 'high'],
    [24_000, 'xhigh'],
  ])('%i tokens are %s for the messages API', (tokens, effort) =>
    expect(effortOfBudget(tokens, true, MESSAGES_STEPS)).toBe(effort),
  );

  it('the adapter counts from 2,000, 5,000 and 10,000 tokens', () =>
    expect(ADAPTER_STEPS).toEqual({ low: 2000, medium: 5000, high: 10_000 }));
});

describe('the thinking for an effort', () => {
  const budget = (tokens: number): object => ({ type: 'enabled', budget_tokens: tokens });
  it.each<[Release, string, object | undefined]>([
    ['1.109.1', 'minimal', budget(1024)],
    ['1.109.1', 'low', budget(1024)],
    ['1.109.1', 'xhigh', budget(8192)],
    ['1.109.1', 'max', budget(16_384)],
    ['1.109.1', 'huge', undefined],
    ['1.83.14', 'minimal', budget(128)],
    ['1.83.14', 'low', budget(1024)],
    ['1.83.14', 'high', budget(4096)],
    ['1.83.14', 'xhigh', undefined],
    ['1.83.14', 'max', undefined],
  ])('under %s is for %s %j', (release, effort, thinking) =>
    expect(thinkingFor(effort, target(SONNET_4, release))).toEqual(thinking),
  );

  it('is adaptive where the model thinks so, and summarized since 1.100', () => {
    expect(thinkingFor('low', target(OPUS_4_7, '1.99.4'))).toEqual({ type: 'adaptive' });
    expect(thinkingFor('low', target(OPUS_4_7, '1.100.0'))).toEqual({
      type: 'adaptive',
      display: 'summarized',
    });
  });
});

describe('an effort that the model does not take', () => {
  it.each<[Release, string, string, string]>([
    ['1.109.1', OPUS_4_5, 'max', 'high'],
    ['1.109.1', OPUS_4_5, 'xhigh', 'high'],
    ['1.109.1', OPUS_4_5, 'high', 'high'],
    ['1.109.1', OPUS_4_5, 'low', 'low'],
    ['1.109.1', OPUS_4_6, 'xhigh', 'max'],
    ['1.109.1', OPUS_4_6, 'max', 'max'],
    ['1.87.0', OPUS_4_5, 'max', 'max'],
  ])('%s lowers that of %s from %s to %s', (release, name, effort, lowered) =>
    expect(cappedEffort(effort, target(name, release))).toBe(lowered),
  );

  it.each<[Release, string, string, boolean]>([
    ['1.109.1', SONNET_4, 'max', false],
    ['1.109.1', SONNET_4, 'xhigh', false],
    ['1.109.1', SONNET_4, 'high', true],
    ['1.109.1', OPUS_4_7, 'max', true],
    ['1.109.1', OPUS_4_7, 'xhigh', true],
    ['1.87.0', OPUS_4_7, 'max', true],
  ])('%s on %s: %s passes: %s', (release, name, effort, passes) =>
    expect(effortProblem(target(name, release), effort) === null).toBe(passes),
  );

  const MAX = "effort='max' is not supported by this model. Got model: ";
  it.each<[Release, string, Json, string | null]>([
    ['1.81.12', OPUS_4_6, 'high', null],
    ['1.81.12', OPUS_4_6, 'medium', null],
    ['1.81.12', OPUS_4_6, 'low', null],
    ['1.81.12', OPUS_4_6, 'max', 'Invalid effort value: max'],
    ['1.81.13', OPUS_4_6, 'max', null],
    ['1.81.13', 'us.anthropic.claude-OPUS_4.6', 'max', null],
    ['1.81.13', SONNET_4_6, 'max', `${MAX}${SONNET_4_6}`],
    ['1.81.14', SONNET_4_6, 'max', null],
    ['1.81.14', 'us.anthropic.claude-Sonnet_4.6', 'max', null],
    ['1.82.1', SONNET_4_6, 'max', `${MAX}${SONNET_4_6}`],
    ['1.82.1', OPUS_4_7, 'max', `${MAX}${OPUS_4_7}`],
    ['1.83.14', OPUS_4_7, 'max', null],
    ['1.83.14', 'anthropic.claude-opus_4.7-x', 'max', null],
    ['1.83.14', SONNET_4, 'max', `${MAX}${SONNET_4}`],
    ['1.83.8', OPUS_4_7, 'xhigh', 'Invalid effort value: xhigh'],
    ['1.83.14', SONNET_4, 'xhigh', `effort='xhigh' is not supported by this model. Got model: ${SONNET_4}`],
    ['1.83.14', OPUS_4_7, 'xhigh', `effort='xhigh' is not supported by this model. Got model: ${OPUS_4_7}`],
    ['1.83.14', OPUS_4_6, null, 'Invalid effort value: None'],
    ['1.83.14', OPUS_4_6, 'huge', 'Invalid effort value: huge'],
    ['1.83.14', OPUS_4_6, 3, 'Invalid effort value: 3'],
  ])('up to 1.83, %s on %s says of %j: %j', (release, name, effort, says) =>
    expect(earlyEffortProblem(target(name, release), effort)).toBe(says),
  );
});
