import { ChevronDown } from 'lucide-react';
import { Opener } from '../ui/Opener.tsx';
import picker from '../ui/Picker.module.css';
import { chunkName } from '../ui/units.ts';
import styles from './ChunkField.module.css';
import { ChunkPanel } from './lazy.ts';
import { useChunkSize } from './useChunkSize.ts';

/** `stream_chunk_size` of the request. */
export function ChunkField() {
  const { given, policy, effective } = useChunkSize();
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
