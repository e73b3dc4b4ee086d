import { describe, expect, it } from 'vitest';
import { cellText } from './cell-text.ts';
import { MARK_IDS, MARKS, markOf } from './mark.ts';

describe('marks', () => {
  it.each([
    ['leaked', { fate: 'leaked', at: '/tags' }],
    ['nested', { fate: 'leaked', at: '/inferenceConfig/tags' }],
    ['nested', { fate: 'leaked', at: null }],
    ['leaked', { fate: 'leaked', at: '/a~1b' }],
    ['sent', { fate: 'kept', at: '/top_k' }],
    ['sent', { fate: 'moved', at: null }],
    ['lost', { fate: 'dropped', at: null }],
    ['unsent', { fate: 'consumed', at: null }],
    ['refused', { fate: 'refused', at: null }],
    ['crashed', { fate: 'crashed', at: null }],
  ] as const)('%s', (mark, cell) => {
    expect(markOf(cell)).toBe(mark);
  });

  it('differ in sign and name, not in colour alone', () => {
    expect(new Set(MARK_IDS.map((id) => MARKS[id].sign)).size).toBe(MARK_IDS.length);
    expect(new Set(MARK_IDS.map((id) => MARKS[id].label)).size).toBe(MARK_IDS.length);
  });
});

describe('a cell in words', () => {
  const cell = { fate: 'leaked', at: '/inferenceConfig/tags' } as const;
  const subject = { key: 'tags', label: 'nova', cell, profile: 'litellm-1.87' } as const;

  it('says what became of the key, and where it stands', () => {
    expect(cellText({ ...subject, other: undefined, against: null })).toBe(
      'tags in nova: leaked inside, at inferenceConfig.tags.',
    );
  });

  it('says it for both profiles', () => {
    expect(cellText({ ...subject, other: { fate: 'consumed', at: null }, against: 'litellm-1.109' })).toBe(
      'tags in nova: leaked inside, at inferenceConfig.tags, in LiteLLM 1.87; not sent (consumed), in LiteLLM 1.109.',
    );
  });

  it('says it once where both profiles do the same', () => {
    expect(cellText({ ...subject, other: { ...cell }, against: 'litellm-1.109' })).toBe(
      'tags in nova: leaked inside, at inferenceConfig.tags, in LiteLLM 1.87 and LiteLLM 1.109 alike.',
    );
  });
});
