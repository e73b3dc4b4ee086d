import { describe, expect, it } from 'vitest';
import { PROFILE_IDS } from '../pipeline/releases/profile.ts';
import { chunkPolicy, effectiveChunkSize } from './policy.ts';

const ROUTES = ['invoke', 'converse'] as const;
const size = (profile: (typeof PROFILE_IDS)[number], route: 'invoke' | 'converse', given: number | null) =>
  effectiveChunkSize(chunkPolicy(profile, route, 'chat'), given);

describe('the chunk size in effect', () => {
  it('is 1024 bytes in 1.87, whatever is asked for on invoke', () => {
    expect(size('litellm-1.87', 'invoke', null)).toBe(1024);
    expect(size('litellm-1.87', 'invoke', 64)).toBe(1024);
    expect(size('litellm-1.87', 'converse', null)).toBe(1024);
    expect(size('litellm-1.87', 'converse', 64)).toBe(64);
  });

  it('is none in 1.90, and on invoke none can be asked for', () => {
    expect(size('litellm-1.90', 'invoke', null)).toBeNull();
    expect(size('litellm-1.90', 'invoke', 64)).toBeNull();
    expect(size('litellm-1.90', 'converse', null)).toBeNull();
    expect(size('litellm-1.90', 'converse', 64)).toBe(64);
  });

  it('is what was asked for since 1.104, on both routes', () => {
    for (const profile of ['litellm-1.109', 'strict'] as const) {
      for (const route of ROUTES) {
        expect(size(profile, route, null)).toBeNull();
        expect(size(profile, route, 64)).toBe(64);
        expect(size(profile, route, 1)).toBe(1);
      }
    }
  });

  it('is never the caller’s in the messages API', () => {
    for (const profile of PROFILE_IDS) {
      for (const route of ROUTES) {
        const policy = chunkPolicy(profile, route, 'messages');
        expect(policy.honoured).toBe(false);
        expect(effectiveChunkSize(policy, 64)).toBe(chunkPolicy(profile, route, 'chat').fallback);
      }
    }
  });

  it('is told in the messages API as it is there, not as a size could be asked for', () => {
    const told = (profile: (typeof PROFILE_IDS)[number]) => chunkPolicy(profile, 'converse', 'messages').text;
    expect(told('litellm-1.87')).toBe(chunkPolicy('litellm-1.87', 'invoke', 'chat').text);
    expect(told('litellm-1.109')).toBe(chunkPolicy('litellm-1.90', 'invoke', 'chat').text);
    expect(told('litellm-1.87')).not.toBe(told('litellm-1.109'));
  });

  it('is told with a source', () => {
    for (const profile of PROFILE_IDS) {
      for (const route of ROUTES) {
        const { text, source } = chunkPolicy(profile, route, 'chat');
        expect(text.length).toBeGreaterThan(20);
        expect(source).toMatch(/^LiteLLM /);
      }
    }
  });
});
