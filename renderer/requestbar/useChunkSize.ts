import { type ChunkPolicy, chunkPolicy, effectiveChunkSize } from '../../shared/eventstream/policy.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { useRequest } from '../store/request.ts';
import { chunkName } from '../ui/units.ts';
import { chunkLabel, effectOf } from './chunk-effect.ts';

interface ChunkSizeNow {
  /** `stream_chunk_size` of the request in bytes; null where it names none that can be read in. */
  readonly given: number | null;
  /** What the request says, as short as a field has room for. */
  readonly label: string;
  /** What the release makes of a size. */
  readonly policy: ChunkPolicy;
  /** What becomes of this one; null where the request does not name it. */
  readonly fate: string | null;
  /** How the answer is read in the end. */
  readonly effect: string;
}

/** In which pieces the release reads the answer to the request at hand. */
export function useChunkSize(): ChunkSizeNow {
  const given = useInspection((state) => state.result?.chunkSize ?? null);
  const api = useInspection((state) => state.result?.api ?? 'chat');
  const profile = useRequest((state) => state.profile);
  const view = useRouteView();
  const policy = chunkPolicy(profile, view?.route ?? 'invoke', api);
  const row = view?.params.find(({ key }) => key === 'stream_chunk_size');
  return {
    given,
    label: chunkLabel(given, row?.preview ?? null),
    policy,
    fate: row?.rule.text ?? null,
    effect: effectOf(view?.outcome.kind, row) ?? chunkName(effectiveChunkSize(policy, given)),
  };
}
