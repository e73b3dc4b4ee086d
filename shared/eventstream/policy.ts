import type { Route } from '../pipeline/call/model.ts';
import type { Api } from '../pipeline/call/result.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/** What a LiteLLM release does with `stream_chunk_size` on one route. */
export interface ChunkPolicy {
  /** The size that httpx is given when the caller sets none; null passes reads on as received. */
  readonly fallback: number | null;
  /** True where the caller's value reaches the stream reader. */
  readonly honoured: boolean;
  /** True where the key reaches the request body. */
  readonly leaks: boolean;
  readonly text: string;
  readonly source: string;
}

const HONOURED_SINCE_104: ChunkPolicy = {
  fallback: null,
  honoured: true,
  leaks: false,
  text: 'The chunk size is taken out of the request and given to the stream reader.',
  source: 'LiteLLM 1.104.0',
};

/**
 * By profile and route. 1.87 leaks the key on invoke and always reads 1024 bytes there; 1.90
 * (LiteLLM #30240, #30231) removes it and reads as received; since 1.104 it is honoured.
 */
const POLICIES: Readonly<Record<ProfileId, Readonly<Record<Route, ChunkPolicy>>>> = {
  'litellm-1.87': {
    invoke: {
      fallback: 1024,
      honoured: false,
      leaks: true,
      text: 'The chunk size leaks into the body and is not honoured: the reader always takes 1024 bytes.',
      source: 'LiteLLM #30239',
    },
    converse: {
      fallback: 1024,
      honoured: true,
      leaks: false,
      text: 'The chunk size is given to the stream reader; 1024 bytes without one.',
      source: 'LiteLLM #17357',
    },
  },
  'litellm-1.90': {
    invoke: {
      fallback: null,
      honoured: false,
      leaks: false,
      text: 'The chunk size is removed from the body but not honoured: bytes are read as received.',
      source: 'LiteLLM #30240',
    },
    converse: {
      fallback: null,
      honoured: true,
      leaks: false,
      text: 'The chunk size is given to the stream reader; as received without one.',
      source: 'LiteLLM #30231',
    },
  },
  'litellm-1.109': { invoke: HONOURED_SINCE_104, converse: HONOURED_SINCE_104 },
  strict: { invoke: HONOURED_SINCE_104, converse: HONOURED_SINCE_104 },
};

/**
 * The messages API (`litellm.anthropic_messages`) reads its own way on every route: 1024 bytes in
 * 1.87, as received later; the caller's value is never honoured.
 */
export function chunkPolicy(profile: ProfileId, route: Route, api: Api): ChunkPolicy {
  const policy = POLICIES[profile][route];
  return api === 'chat' ? policy : { ...policy, honoured: false };
}

/** The size in effect, bytes, or null for "as received". */
export function effectiveChunkSize(policy: ChunkPolicy, given: number | null): number | null {
  return policy.honoured && given !== null ? given : policy.fallback;
}
