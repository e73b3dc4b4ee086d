import { type ChunkPolicy, chunkPolicy, effectiveChunkSize } from '../../shared/eventstream/policy.ts';
import { type ChunkSize, useLab } from '../store/lab.ts';
import type { Send } from '../store/sends.ts';

/** What the release that sent this request does with its chunk size. */
export const policyOf = (send: Send): ChunkPolicy => chunkPolicy(send.input.profile, send.route, send.api);

/** The size the release really reads with, bytes; null as received. */
export const effectiveOf = (send: Send): ChunkSize => effectiveChunkSize(policyOf(send), send.chunkSize);

/** The chunk size the stream is shown with: the one on the slider, else the release's. */
export function useChunkSize(send: Send | null): ChunkSize {
  const chosen = useLab((state) => state.chosen);
  if (chosen !== undefined) return chosen;
  return send ? effectiveOf(send) : null;
}
