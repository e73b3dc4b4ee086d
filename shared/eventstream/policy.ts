import type { Route } from '../pipeline/call/model.ts';
import type { Api } from '../pipeline/call/result.ts';
import { type ProfileId, profileOf } from '../pipeline/releases/profile.ts';
import { byRelease } from '../pipeline/releases/release.ts';

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

const AS_RECEIVED = 'Bytes are read as received, whatever size is asked for.';
const IN_KIBIBYTES = 'The stream reader always takes 1024 bytes, whatever is asked for.';

const HONOURED_SINCE_104: ChunkPolicy = {
  fallback: null,
  honoured: true,
  text: 'The stream reader takes the size that is asked for; as received without one.',
  source: 'LiteLLM 1.104.0',
};

/**
 * By release and route. Before 1.90 invoke always reads 1024 bytes; since then (LiteLLM #30240, #30231) it reads as
 * received, and since 1.104 the caller's size is honoured there.
 */
const policyOf = byRelease<Readonly<Record<Route, ChunkPolicy>>>({
  '1.80.0': {
    invoke: {
      fallback: 1024,
      honoured: false,
      text: IN_KIBIBYTES,
      source: 'LiteLLM #30239',
    },
    converse: {
      fallback: 1024,
      honoured: true,
      text: 'The stream reader takes the size that is asked for; 1024 bytes without one.',
      source: 'LiteLLM #17357',
    },
  },
  '1.90.0': {
    invoke: {
      fallback: null,
      honoured: false,
      text: AS_RECEIVED,
      source: 'LiteLLM #30240',
    },
    converse: {
      fallback: null,
      honoured: true,
      text: 'The stream reader takes the size that is asked for; as received without one.',
      source: 'LiteLLM #30231',
    },
  },
  '1.104.0': { invoke: HONOURED_SINCE_104, converse: HONOURED_SINCE_104 },
});

const IN_PIECES: ChunkPolicy = {
  fallback: 1024,
  honoured: false,
  text: IN_KIBIBYTES,
  source: 'LiteLLM anthropic_messages()',
};
const AT_ONCE: ChunkPolicy = { ...IN_PIECES, fallback: null, text: AS_RECEIVED };

/** How the messages API reads Claude's own events on invoke. A table: the page begins with this, without all behaviours. */
const nativePolicyOf = byRelease<ChunkPolicy>({
  '1.80.0': IN_PIECES,
  '1.101.2': AT_ONCE,
  '1.102.0': IN_PIECES,
  '1.103.0': AT_ONCE,
});

/**
 * The messages API (`litellm.anthropic_messages`) reads Claude on invoke its own way: 1024 bytes up to 1.102, as
 * received later, whatever the caller asks for. On Converse it is a chat, the caller's size included.
 */
export function chunkPolicy(profile: ProfileId, route: Route, api: Api): ChunkPolicy {
  const { release } = profileOf(profile);
  if (api === 'chat' || route === 'converse') return policyOf(release)[route];
  return nativePolicyOf(release);
}

/** The size in effect, bytes, or null for "as received". */
export function effectiveChunkSize(policy: ChunkPolicy, given: number | null): number | null {
  return policy.honoured && given !== null ? given : policy.fallback;
}
