import { type ChunkPolicy, chunkPolicy, effectiveChunkSize } from '../../shared/eventstream/policy.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { type ChunkSize, useLab } from '../store/lab.ts';
import { useRequest } from '../store/request.ts';
import type { Send } from '../store/sends.ts';

/** How a stream is read, by the release, the route and the request. */
export interface Reading {
  readonly policy: ChunkPolicy;
  /** `stream_chunk_size` as the request gives it, bytes, or null. */
  readonly given: ChunkSize;
  /** The size the release really reads with. */
  readonly effective: ChunkSize;
  /** The size the stream is shown with: the one on the slider, else the effective one. */
  readonly size: ChunkSize;
}

/** How the shown stream is read; without one, how the present request's would be. */
export function useReading(send: Send | null): Reading {
  const chosen = useLab((state) => state.chosen);
  const profile = useRequest((state) => state.profile);
  const api = useInspection((state) => state.result?.api ?? 'chat');
  const asked = useInspection((state) => state.result?.chunkSize ?? null);
  const route = useRouteView()?.route ?? 'invoke';
  const policy = send
    ? chunkPolicy(send.input.profile, send.route, send.api)
    : chunkPolicy(profile, route, api);
  const given = send ? send.chunkSize : asked;
  const effective = effectiveChunkSize(policy, given);
  return { policy, given, effective, size: chosen === undefined ? effective : chosen };
}
