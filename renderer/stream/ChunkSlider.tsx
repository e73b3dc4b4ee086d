import { Slider } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { type ChunkSize, chooseChunkSize, useLab } from '../store/lab.ts';
import { Button } from '../ui/Button.tsx';
import { chunkName } from '../ui/units.ts';
import styles from './ChunkSlider.module.css';
import { LAST_POSITION, MARKS, nearest, positionOf, sizeAt, snap } from './scale.ts';
import type { Reading } from './useReading.ts';

interface ChunkSliderProps {
  readonly reading: Reading;
  readonly children?: ReactNode;
}

/** Chooses the chunk size the recorded stream is re-timed with. */
export function ChunkSlider({ reading, children }: ChunkSliderProps) {
  const chosen = useLab((state) => state.chosen);
  const { size, effective, given, policy } = reading;
  return (
    <div className={styles.lab}>
      <div className={styles.line}>
        <span className={styles.name}>stream_chunk_size</span>
        <span className={styles.value}>{chunkName(size)}</span>
      </div>
      <ChunkTrack label="Chunk size" size={size} onChange={chooseChunkSize} />
      <div className={styles.note}>
        {chosen !== undefined ? (
          <>
            <p>What if: the same stream at another size.</p>
            <Button small look="quiet" className={styles.reset} onClick={() => chooseChunkSize(undefined)}>
              Back to {chunkName(effective)}
            </Button>
          </>
        ) : (
          <p>{whyThisSize(given, effective, policy.text)}</p>
        )}
      </div>
      {children}
    </div>
  );
}

/** Why the stream is read in this size, and not in the one that the request names. */
function whyThisSize(given: ChunkSize, effective: ChunkSize, policy: string): string {
  if (given === null) return `Not set: this release reads ${readAs(effective)}.`;
  if (given === effective) return policy;
  return `The request says ${chunkName(given)}, but this release reads ${readAs(effective)}. ${policy}`;
}

const readAs = (size: ChunkSize): string =>
  size === null ? 'as received' : `in pieces of ${chunkName(size)}`;

interface ChunkTrackProps {
  readonly label: string;
  readonly size: ChunkSize;
  readonly onChange: (size: ChunkSize) => void;
}

/** The slider itself: logarithmic, with its marks. */
export function ChunkTrack({ label, size, onChange }: ChunkTrackProps) {
  const position = positionOf(size);
  // The slider tells what was reached, not by which means: a key moves on from there, a pointer points at it.
  const isPointed = useRef(false);
  const change = (next: number) => onChange(sizeAt(isPointed.current ? nearest(next) : snap(next, position)));
  return (
    <div className={styles.scale}>
      <Slider.Root
        className={styles.slider}
        min={0}
        max={LAST_POSITION}
        step={1}
        value={[position]}
        onPointerDownCapture={() => {
          isPointed.current = true;
        }}
        onKeyDownCapture={() => {
          isPointed.current = false;
        }}
        onValueChange={([next = position]) => change(next)}
      >
        <Slider.Track className={styles.track}>
          <Slider.Range className={styles.range} />
        </Slider.Track>
        <Slider.Thumb className={styles.thumb} aria-label={label} aria-valuetext={chunkName(size)} />
      </Slider.Root>
      <div className={styles.marks} aria-hidden>
        {MARKS.map(({ label: mark, at }) => (
          <span key={mark} style={{ left: `${at * 100}%` }}>
            {mark}
          </span>
        ))}
        <span className={styles.received}>received</span>
      </div>
    </div>
  );
}
