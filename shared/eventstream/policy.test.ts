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

  it('is never the caller’s where the messages API reads Claude on invoke', () => {
    for (const profile of PROFILE_IDS) {
      const policy = chunkPolicy(profile, 'invoke', 'messages');
      expect(effectiveChunkSize(policy, 64)).toBe(policy.fallback);
    }
  });

  it.each([
    ['litellm-1.87.0', 1024],
    ['litellm-1.100.3', 1024],
    ['litellm-1.101.0', 1024],
    ['litellm-1.101.6', null],
    ['litellm-1.102.4', 1024],
    ['litellm-1.103.11', null],
    ['litellm-1.110.2', null],
    ['strict', null],
  ] as const)('is in %s %s there', (profile, bytes) => {
    expect(effectiveChunkSize(chunkPolicy(profile, 'invoke', 'messages'), null)).toBe(bytes);
  });

  it('is on Converse what a chat has, for the messages API, too', () => {
    for (const profile of PROFILE_IDS)
      expect(chunkPolicy(profile, 'converse', 'messages')).toEqual(chunkPolicy(profile, 'converse', 'chat'));
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
