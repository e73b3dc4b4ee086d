import { useState } from 'react';
import { chooseChunkSize } from '../store/lab.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { PopupLayer } from '../ui/layers/PopupLayer.tsx';
import type { Trigger } from '../ui/Opener.tsx';
import { chunkName } from '../ui/units.ts';
import styles from './ChunkPanel.module.css';
import { setRequestKey } from './set-key.ts';
import { useChunkSize } from './useChunkSize.ts';

const PRESETS: readonly (number | null)[] = [null, 64, 256, 1024, 2048, 4096, 16_384];

/** Sets `stream_chunk_size`, and says what the release makes of it. */
export function ChunkPanel({ trigger }: { readonly trigger: Trigger }) {
  const [open, setOpen] = useState(false);
  const { given, label, policy, fate, effect } = useChunkSize();
  const set = (size: number | null): void => {
    chooseChunkSize(undefined);
    void setRequestKey('stream_chunk_size', size ?? undefined);
  };
  return (
    <PopupLayer trigger={trigger} label="Chunk size" align="end" open={open} onOpenChange={setOpen}>
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          setOpen(false);
        }}
      >
        <Field
          label="stream_chunk_size in the request"
          unit="bytes"
          type="number"
          min={1}
          step={1}
          key={given ?? 'none'}
          defaultValue={given ?? ''}
          placeholder="not set"
          onBlur={({ currentTarget: { value, valueAsNumber } }) => {
            if (value === '') set(null);
            else if (valueAsNumber !== given) set(valueAsNumber);
          }}
        />
        <div className={styles.presets}>
          {PRESETS.map((size) => (
            <Button
              key={size ?? 'none'}
              small
              aria-pressed={size === given && (size !== null || label === 'not set')}
              onClick={() => set(size)}
            >
              {size === null ? 'Not set' : chunkName(size)}
            </Button>
          ))}
        </div>
        <p className={styles.note}>
          {fate ? `${fate} ` : ''}
          {policy.text} <b>In effect: {effect}.</b> {policy.source}
        </p>
      </form>
    </PopupLayer>
  );
}
