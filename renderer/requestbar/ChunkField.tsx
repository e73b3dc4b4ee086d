import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { chunkPolicy, effectiveChunkSize } from '../../shared/eventstream/policy.ts';
import { useRouteView } from '../store/derived.ts';
import { useInspection } from '../store/inspection.ts';
import { chooseChunkSize } from '../store/lab.ts';
import { useRequest } from '../store/request.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import picker from '../ui/Picker.module.css';
import { Popup } from '../ui/Popup.tsx';
import { chunkName } from '../ui/units.ts';
import styles from './ChunkField.module.css';
import { setRequestKey } from './set-key.ts';

const PRESETS: readonly (number | null)[] = [null, 64, 256, 1024, 2048, 4096, 16_384];

/** `stream_chunk_size` of the request, and what the release makes of it. */
export function ChunkField() {
  const given = useInspection((state) => state.result?.chunkSize ?? null);
  const api = useInspection((state) => state.result?.api ?? 'chat');
  const profile = useRequest((state) => state.profile);
  const view = useRouteView();
  const fate = view?.params.find(({ key }) => key === 'stream_chunk_size')?.rule.text;
  const [open, setOpen] = useState(false);
  const policy = chunkPolicy(profile, view?.route ?? 'invoke', api);
  const effective = effectiveChunkSize(policy, given);
  const set = (size: number | null): void => {
    chooseChunkSize(undefined);
    void setRequestKey('stream_chunk_size', size ?? undefined);
  };
  const label = given === null ? 'not set' : `${given} B`;
  return (
    <Popup
      label="Chunk size"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
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
      }
    >
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
            <Button key={size ?? 'none'} small aria-pressed={size === given} onClick={() => set(size)}>
              {size === null ? 'Not set' : chunkName(size)}
            </Button>
          ))}
        </div>
        <p className={styles.note}>
          {fate ? `${fate} ` : ''}
          {policy.text} <b>In effect: {chunkName(effective)}.</b> {policy.source}
        </p>
      </form>
    </Popup>
  );
}
