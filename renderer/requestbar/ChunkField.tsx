import { ChevronDown } from 'lucide-react';
import { chunkPolicy, effectiveChunkSize } from '../../shared/eventstream/policy.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { useRequest } from '../store/request.ts';
import { Opener } from '../ui/Opener.tsx';
import picker from '../ui/Picker.module.css';
import { chunkName } from '../ui/units.ts';
import styles from './ChunkField.module.css';
import { ChunkPanel } from './lazy.ts';

/** `stream_chunk_size` of the request. */
export function ChunkField() {
  const given = useInspection((state) => state.result?.chunkSize ?? null);
  const api = useInspection((state) => state.result?.api ?? 'chat');
  const profile = useRequest((state) => state.profile);
  const view = useRouteView();
  const policy = chunkPolicy(profile, view?.route ?? 'invoke', api);
  const effective = effectiveChunkSize(policy, given);
  const label = given === null ? 'not set' : `${given} B`;
  return (
    <Opener opens="dialog" layer={(trigger) => <ChunkPanel trigger={trigger} />}>
      <button
        type="button"
        className={picker.field}
        aria-label={`Chunk size: ${label}`}
        title={given === effective ? policy.text : `${policy.text} In effect: ${chunkName(effective)}.`}
      >
        <span className={styles.word}>Chunk</span>
        <span className={styles.value}>{label}</span>
        <ChevronDown size={13} aria-hidden className={picker.icon} />
      </button>
    </Opener>
  );
}
