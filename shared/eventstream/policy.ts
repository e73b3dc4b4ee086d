import type { Route } from '../pipeline/call/model.ts';
import type { Api } from '../pipeline/call/result.ts';
import type { ProfileId } from '../pipeline/releases/profile.ts';

/**
 * How a LiteLLM release reads an answer on one route, and whether `stream_chunk_size` has a say in it. What becomes of
 * the key itself is the ledger's to tell: whether it leaks depends on the body form, too.
 */
export interface ChunkPolicy {
  /** The size that httpx is given when the caller sets none; null passes reads on as received. */
  readonly fallback: number | null;
  /** True where the caller's value reaches the stream reader. */
  readonly honoured: boolean;
  readonly text: string;
  readonly source: string;
}

const HONOURED_SINCE_104: ChunkPolicy = {
  fallback: null,
  honoured: true,
  text: 'The stream reader takes the size that is asked for; as received without one.',
  source: 'LiteLLM 1.104.0',
};

/**
 * By profile and route. 1.87 always reads 1024 bytes on invoke; 1.90 (LiteLLM #30240, #30231) reads
 * as received there; since 1.104 the caller's size is honoured.
 */
const POLICIES: Readonly<Record<ProfileId, Readonly<Record<Route, ChunkPolicy>>>> = {
  'litellm-1.87': {
    invoke: {
      fallback: 1024,
      honoured: false,
      text: 'The stream reader always takes 1024 bytes, whatever is asked for.',
      source: 'LiteLLM #30239',
    },
    converse: {
      fallback: 1024,
      honoured: true,
      text: 'The stream reader takes the size that is asked for; 1024 bytes without one.',
      source: 'LiteLLM #17357',
    },
  },
  'litellm-1.90': {
    invoke: {
      fallback: null,
      honoured: false,
      text: 'Bytes are read as received, whatever size is asked for.',
      source: 'LiteLLM #30240',
    },
    converse: {
      fallback: null,
      honoured: true,
      text: 'The stream reader takes the size that is asked for; as received without one.',
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
