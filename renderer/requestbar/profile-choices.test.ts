import { describe, expect, it } from 'vitest';
import { profileChoices } from './profile-choices.ts';

const idsFor = (query: string, recent: Parameters<typeof profileChoices>[1] = []) =>
  profileChoices(query, recent).map(({ id }) => id);

describe('The choice of profiles', () => {
  it('begins with what was chosen lately and what is offered by name', () => {
    expect(idsFor('', ['litellm-1.96.2']).slice(0, 4)).toEqual([
      'litellm-1.96.2',
      'litellm-1.87',
      'litellm-1.90',
      'litellm-1.109',
    ]);
    expect(idsFor('').length).toBeGreaterThan(200);
  });

  it('takes any version that is typed, also one that nobody knows', () => {
    expect(idsFor('1.96.2')[0]).toBe('litellm-1.96.2');
    expect(idsFor('v1.107.3')).toEqual(['litellm-1.107.3']);
    expect(idsFor('LiteLLM 1.88')[0]).toBe('litellm-1.88');
    expect(idsFor('gpt')).toEqual([]);
  });

  it('says of each release its day and how exact it is', () => {
    expect(profileChoices('1.87.0', [])[0]?.note).toMatch(/^2026-06-02 · Recorded: /);
    expect(profileChoices('1.107.3', [])[0]?.note).toMatch(/^Approximate: /);
  });
});
