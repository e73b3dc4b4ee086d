import { type ChunkPolicy, chunkPolicy, effectiveChunkSize } from '../../shared/eventstream/policy.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { useRequest } from '../store/request.ts';

interface ChunkSizeNow {
  /** `stream_chunk_size` of the request, bytes; null where it names none. */
  readonly given: number | null;
  /** What the release makes of it, and the size in which it reads, bytes. */
  readonly policy: ChunkPolicy;
  readonly effective: number | null;
}

/** In which pieces the release reads the answer to the request at hand. */
export function useChunkSize(): ChunkSizeNow {
  const given = useInspection((state) => state.result?.chunkSize ?? null);
  const api = useInspection((state) => state.result?.api ?? 'chat');
  const profile = useRequest((state) => state.profile);
  const view = useRouteView();
  const policy = chunkPolicy(profile, view?.route ?? 'invoke', api);
  return { given, policy, effective: effectiveChunkSize(policy, given) };
}
