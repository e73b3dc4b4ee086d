import { ChevronDown } from 'lucide-react';
import { Opener } from '../ui/Opener.tsx';
import picker from '../ui/Picker.module.css';
import styles from './ChunkField.module.css';
import { ChunkPanel } from './lazy.ts';
import { useChunkSize } from './useChunkSize.ts';

/** `stream_chunk_size` of the request. */
export function ChunkField() {
  const { label, policy, effect } = useChunkSize();
  return (
    <Opener opens="dialog" layer={(trigger) => <ChunkPanel trigger={trigger} />}>
      <button
        type="button"
        className={picker.field}
        aria-label={`Chunk size: ${label}`}
        title={effect === label ? policy.text : `${policy.text} In effect: ${effect}.`}
      >
        <span className={styles.word}>Chunk</span>
        <span className={styles.value}>{label}</span>
        <ChevronDown size={13} aria-hidden className={picker.icon} />
      </button>
    </Opener>
  );
}
