import { Play, Square } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { retime, type Timeline } from '../../shared/eventstream/timing.ts';
import { type ChunkSize, chooseChunkSize, chooseOtherSize, useLab } from '../store/lab.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { Button } from '../ui/Button.tsx';
import { cx } from '../ui/cx.ts';
import tint from '../ui/deliveries.module.css';
import { chunkName, milliseconds } from '../ui/units.ts';
import { ChunkTrack } from './ChunkSlider.tsx';
import { type Step, stepsOf } from './replay.ts';
import styles from './TwoSizes.module.css';

interface TwoSizesProps {
  readonly send: Send;
  readonly line: Timeline;
  readonly size: ChunkSize;
}

/** Of a long answer so many characters are shown on each side. */
const LONGEST = 2_000;

/** One recording at two sizes, side by side, as it would play in real time. */
export const TwoSizes = memo(function TwoSizes({ send, line, size }: TwoSizesProps) {
  const other = useLab((state) => state.other);
  const [playing, setPlaying] = useState(false);
  const [clock, setClock] = useState(Number.POSITIVE_INFINITY);
  const { frames } = recordingOf(send.id);
  const left = useMemo(() => stepsOf(frames, retime(line, size), LONGEST), [frames, line, size]);
  const right = useMemo(() => stepsOf(frames, retime(line, other), LONGEST), [frames, line, other]);
  const end = Math.max(left[left.length - 1]?.atMs ?? 0, right[right.length - 1]?.atMs ?? 0);
  usePlayback(playing, end, setClock, () => setPlaying(false));
  return (
    <div className={styles.two}>
      <div className={styles.head}>
        <h3>Two sizes, same recording</h3>
        <span className={styles.clock}>{playing ? milliseconds(clock) : ''}</span>
        <Button small onClick={() => setPlaying(!playing)}>
          {playing ? <Square size={12} aria-hidden /> : <Play size={12} aria-hidden />}
          {playing ? 'Stop' : 'Replay'}
        </Button>
      </div>
      <div className={styles.sides}>
        <Side label="First chunk size" size={size} onChange={chooseChunkSize} steps={left} clock={clock} />
        <Side label="Second chunk size" size={other} onChange={chooseOtherSize} steps={right} clock={clock} />
      </div>
    </div>
  );
});

/** Runs a clock in real time from 0 to `end`, milliseconds, while `playing`. */
function usePlayback(playing: boolean, end: number, tick: (ms: number) => void, done: () => void): void {
  const call = useRef({ tick, done });
  call.current = { tick, done };
  useEffect(() => {
    if (!playing) {
      call.current.tick(Number.POSITIVE_INFINITY);
      return;
    }
    const start = performance.now();
    let frame = 0;
    const step = (): void => {
      const at = performance.now() - start;
      call.current.tick(at);
      if (at > end) call.current.done();
      else frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [playing, end]);
}

interface SideProps {
  readonly label: string;
  readonly size: ChunkSize;
  readonly onChange: (size: ChunkSize) => void;
  readonly steps: readonly Step[];
  readonly clock: number;
}

function Side({ label, size, onChange, steps, clock }: SideProps) {
  return (
    <div className={styles.side}>
      <p className={styles.name}>{chunkName(size)}</p>
      <ChunkTrack label={label} size={size} onChange={onChange} />
      <p className={styles.text}>
        {steps.map(({ delivery, atMs, text }) => (
          <span
            key={delivery}
            className={cx(delivery % 2 === 0 ? tint.a : tint.b, atMs > clock && styles.hidden)}
          >
            {text}
          </span>
        ))}
      </p>
    </div>
  );
}
