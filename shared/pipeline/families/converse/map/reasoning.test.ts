import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../json/json.ts';
import type { ProfileId } from '../../../releases/profile.ts';
import { about, bodyOf, converse, fates } from '../testing.ts';

const SONNET_4 = 'us.anthropic.claude-sonnet-4-20250514-v1:0';
const OPUS_4_5 = 'us.anthropic.claude-opus-4-5-20251101-v1:0';
const OPUS_4_6 = 'us.anthropic.claude-opus-4-6-v1';
const OPUS_4_7 = 'us.anthropic.claude-opus-4-7';
const GPT_OSS = 'openai.gpt-oss-120b-1:0';
const LATEST = 'litellm-1.109.1';
const EARLY = 'litellm-1.83.10';

const budget = (tokens: number): JsonObject => ({ type: 'enabled', budget_tokens: tokens });

/** What is sent beside the conversation. */
function sent(model: string, more: JsonObject, profile: ProfileId): JsonObject {
  const { messages: _, ...rest } = bodyOf(converse(model, more, profile));
  return rest;
}

const additional = (fields: JsonObject): JsonObject => ({ additionalModelRequestFields: fields });

describe('thinking on Converse', () => {
  it.each<[string, ProfileId, string, JsonObject, JsonObject]>([
    [
      'a budget goes as it is',
      LATEST,
      SONNET_4,
      { thinking: budget(2000), max_tokens: 9000 },
      additional({ thinking: budget(2000) }),
    ],
    [
      'a small budget is raised',
      LATEST,
      SONNET_4,
      { thinking: budget(1023), max_tokens: 9000 },
      additional({ thinking: budget(1024) }),
    ],
    [
      'the least budget stays',
      LATEST,
      SONNET_4,
      { thinking: budget(1024), max_tokens: 9000 },
      additional({ thinking: budget(1024) }),
    ],
    [
      'a budget that is no whole number stays',
      LATEST,
      SONNET_4,
      { thinking: budget(10.5), max_tokens: 9000 },
      additional({ thinking: budget(10.5) }),
    ],
    [
      'a small budget stayed before 1.81.13',
      'litellm-1.81.12',
      SONNET_4,
      { thinking: budget(9), max_tokens: 9000 },
      additional({ thinking: budget(9) }),
    ],
    [
      'adaptive becomes a budget below the limit',
      LATEST,
      SONNET_4,
      { thinking: { type: 'adaptive' }, max_tokens: 1500 },
      additional({ thinking: budget(1499) }),
    ],
    [
      'adaptive becomes a budget below the other limit',
      LATEST,
      SONNET_4,
      { thinking: { type: 'adaptive' }, max_completion_tokens: 1200 },
      additional({ thinking: budget(1199) }),
    ],
  ])('%s (%s)', (_, profile, model, more, expected) => {
    const { inferenceConfig: __, ...rest } = sent(model, more, profile);
    expect(rest).toMatchObject(expected);
    expect(rest.additionalModelRequestFields).toEqual(expected.additionalModelRequestFields);
  });

  it('makes room for the answer where no limit is given, and only there', () => {
    expect(sent(SONNET_4, { thinking: budget(2000) }, LATEST).inferenceConfig).toEqual({ maxTokens: 6096 });
    expect(sent(SONNET_4, { thinking: budget(2000), max_tokens: 3000 }, LATEST).inferenceConfig).toEqual({
      maxTokens: 3000,
    });
    expect(
      sent(SONNET_4, { thinking: budget(2000), max_completion_tokens: 3000 }, LATEST).inferenceConfig,
    ).toEqual({ maxTokens: 3000 });
  });

  it('has no room below the least budget, and is lost without an error', () => {
    const result = converse(SONNET_4, { thinking: { type: 'adaptive' }, max_tokens: 1024 }, LATEST);
    expect(bodyOf(result)).not.toHaveProperty('additionalModelRequestFields');
    expect(fates(result, '/thinking')).toEqual(['dropped']);
  });
});

describe('reasoning_effort on Converse', () => {
  it.each<[string, ProfileId, string, JsonObject, JsonObject]>([
    ['a word is a budget', LATEST, SONNET_4, { reasoning_effort: 'high' }, { thinking: budget(4096) }],
    [
      'minimal was 128 tokens, raised',
      EARLY,
      SONNET_4,
      { reasoning_effort: 'minimal' },
      { thinking: budget(1024) },
    ],
    ['gpt-oss takes the word', LATEST, GPT_OSS, { reasoning_effort: 'high' }, { reasoning_effort: 'high' }],
    [
      'a word and adaptive thinking',
      LATEST,
      OPUS_4_7,
      { reasoning_effort: 'low' },
      { thinking: { type: 'adaptive', display: 'summarized' }, output_config: { effort: 'low' } },
    ],
  ])('%s (%s)', (_, profile, model, more, expected) => {
    const fields = sent(model, { max_tokens: 9000, ...more }, profile).additionalModelRequestFields;
    expect(fields).toMatchObject(expected);
  });

  it('that is no word is lost', () => {
    const result = converse(SONNET_4, { reasoning_effort: 3 }, LATEST);
    expect(fates(result, '/reasoning_effort')).toEqual(['dropped']);
  });

  it.each<[ProfileId, string, JsonObject, string]>([
    [LATEST, SONNET_4, { reasoning_effort: 'huge' }, 'refused'],
    [LATEST, OPUS_4_7, { reasoning_effort: 'huge' }, 'refused'],
    [EARLY, SONNET_4, { reasoning_effort: 'xhigh' }, 'crashed'],
  ])('%s on %s ends with %j as %s', (profile, model, more, kind) => {
    const result = converse(model, { max_tokens: 9000, ...more }, profile);
    expect(result.kind === 'outgoing' ? result.kind : result.error.message).not.toBe('outgoing');
    expect(result.kind).toBe(kind);
  });
});

describe('output_config and context_management on Converse', () => {
  it.each<[string, JsonObject, JsonObject]>([
    [
      'an effort within the ceiling stays',
      { output_config: { effort: 'low' } },
      { output_config: { effort: 'low' } },
    ],
    [
      'an effort above it is lowered',
      { output_config: { effort: 'max' } },
      { output_config: { effort: 'high' } },
    ],
    [
      'OpenAI’s edits become Claude’s',
      { context_management: [{ type: 'compaction', compact_threshold: 5000.7 }, { type: 'other' }] },
      {
        context_management: {
          edits: [{ type: 'compact_20260112', trigger: { type: 'input_tokens', value: 5000 } }],
        },
      },
    ],
    [
      'an edit without a threshold has no trigger',
      { context_management: [{ type: 'compaction', pause: true }] },
      { context_management: { edits: [{ type: 'compact_20260112', pause: true }] } },
    ],
  ])('%s', (_, more, expected) => {
    const fields = sent(OPUS_4_5, { max_tokens: 50, ...more }, LATEST).additionalModelRequestFields;
    expect(fields).toMatchObject(expected);
  });

  it.each<[JsonObject, string]>([
    [{ output_config: 'high' }, '/output_config'],
    [{ context_management: [] }, '/context_management'],
    [{ context_management: [{ type: 'other' }] }, '/context_management'],
    [{ context_management: 'x' }, '/context_management'],
  ])('%j is lost, which the ledger says', (more, pointer) => {
    const result = converse(OPUS_4_5, { max_tokens: 50, ...more }, LATEST);
    expect(fates(result, pointer)).toContain('dropped');
  });
});

describe('what the ledger says of thinking on Converse', () => {
  it.each<[string, string, JsonObject, string, boolean]>([
    [
      'a budget below the least is raised',
      SONNET_4,
      { thinking: budget(1023) },
      'thinking-budget-raised',
      true,
    ],
    ['the least budget is not raised', SONNET_4, { thinking: budget(1024) }, 'thinking-budget-raised', false],
    [
      'an effort above the ceiling is lowered',
      OPUS_4_6,
      { reasoning_effort: 'xhigh' },
      'effort-capped',
      true,
    ],
    [
      'an effort at the ceiling is not lowered',
      OPUS_4_6,
      { reasoning_effort: 'max' },
      'effort-capped',
      false,
    ],
  ])('%s', (_, model, more, word, told) => {
    const result = converse(model, { max_tokens: 9000, ...more }, LATEST);
    const rules = about(result, `/${Object.keys(more)[0]}`).map(({ rule }) => rule.id);
    expect(rules.some((id) => id.endsWith(word))).toBe(told);
  });
});
