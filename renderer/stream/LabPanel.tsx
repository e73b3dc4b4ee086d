import { memo, useMemo } from 'react';
import { advise } from '../../shared/eventstream/advice.ts';
import type { Timeline } from '../../shared/eventstream/timing.ts';
import { type ChunkSize, chooseChunkSize } from '../store/lab.ts';
import { paintingMs } from '../store/pulse.ts';
import { type Send, shownSend, useSends } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { Button } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { chunkName, milliseconds } from '../ui/units.ts';
import { ChunkSlider } from './ChunkSlider.tsx';
import { Curves } from './Curves.tsx';
import { decodingMs } from './decoding-time.ts';
import styles from './LabPanel.module.css';
import { RecordingMenu } from './RecordingMenu.tsx';
import { StatRow } from './Stats.tsx';
import { TimelineStrip } from './TimelineStrip.tsx';
import { TwoSizes } from './TwoSizes.tsx';
import { useReading } from './useReading.ts';
import { useSettled } from './useSettled.ts';
import { useTiming } from './useTiming.ts';

/** Verdict and comparison follow the slider when it rests this long, milliseconds. */
const SETTLE_MS = 90;

/** What chunk sizes do to the recorded stream: figures, curves, a verdict, two sizes side by side. */
export function LabPanel() {
  const send = useSends(shownSend);
  const reading = useReading(send);
  const figures = useTiming(send, reading.size);
  const { timing } = figures;
  const untimed = isUntimed(send);
  const share = untimed ? null : timing.burstShare;
  const time = (ms: number | null): string | null => (untimed || ms === null ? null : milliseconds(ms));
  // What costs more than a frame of the screen follows the slider a moment later.
  const settled = useSettled(reading.size, SETTLE_MS);
  return (
    <section className={styles.panel} aria-label="Chunk lab">
      <div className={styles.head}>
        <h2>Chunk lab</h2>
        <RecordingMenu send={send} />
      </div>
      <ScrollRegion label="Chunk lab figures" className={styles.scroll}>
        <ChunkSlider reading={reading}>
          <TimelineStrip figures={figures} />
        </ChunkSlider>
        <StatRow
          stats={[
            {
              name: 'first token',
              value: time(timing.firstTokenMs),
            },
            {
              name: 'gaps < 1 ms',
              value: share === null ? null : `${Math.round(share * 100)} %`,
              warn: (share ?? 0) > 0.4,
            },
            {
              name: 'longest silence',
              value: time(timing.longestSilenceMs),
            },
            {
              name: 'frames/delivery',
              value: untimed ? null : (timing.framesPerDelivery?.toFixed(1) ?? null),
            },
          ]}
        />
        {untimed ? (
          <Empty title="No times in this file">
            It has the bytes alone: frames and what they say are here, when they came is not known, so nothing
            can be re-timed. A stream that Strata sends or captures has its times.
          </Empty>
        ) : send && figures.line && figures.line.shown.length > 1 ? (
          <>
            <Verdict send={send} line={figures.line} size={settled} />
            <Curves line={figures.line} size={reading.size} />
            <TwoSizes send={send} line={figures.line} size={settled} />
          </>
        ) : (
          <Empty title="No stream to measure">
            Send a streaming request, or open a recording, and drag the slider: the same stream is re-timed
            for every size.
          </Empty>
        )}
      </ScrollRegion>
    </section>
  );
}

/** Whether a recording was made of a stream's bytes alone: frames of a sent one come after its beginning. */
function isUntimed(send: Send | null): boolean {
  if (!send?.recorded) return false;
  const { frames } = recordingOf(send.id);
  return frames.length > 0 && frames.every(({ arrivalMs }) => arrivalMs === 0);
}

interface VerdictProps {
  readonly send: Send;
  readonly line: Timeline;
  readonly size: ChunkSize;
}

const Verdict = memo(function Verdict({ send, line, size }: VerdictProps) {
  const ended = send.status !== 'running';
  const decode = useMemo(() => (ended ? decodingMs(recordingOf(send.id)) : null), [send.id, ended]);
  const paint = paintingMs();
  const advice = useMemo(() => advise(line, size), [line, size]);
  const [first = '', ...rest] = advice.sentence.split(/(?<=[.!:]) /);
  return (
    <div className={advice.verdict.kind === 'smooth' ? styles.calm : styles.verdict}>
      <p>
        <b>{first}</b> {rest.join(' ')}
      </p>
      {advice.verdict.kind === 'rechunking' && (
        <p className={styles.ways}>
          {advice.largestSmooth !== null && (
            <Button small onClick={() => chooseChunkSize(advice.largestSmooth)}>
              Use {chunkName(advice.largestSmooth)}
            </Button>
          )}
          <Button small onClick={() => chooseChunkSize(null)}>
            Use as received
          </Button>
        </p>
      )}
      <p className={styles.layers}>
        source {advice.sourceGapMs === null ? '–' : milliseconds(advice.sourceGapMs)} a frame · re-chunking +
        {milliseconds(advice.addedMs)}
        {decode !== null && ` · decoding ${milliseconds(decode)}`}
        {paint !== null && ` · painting ${milliseconds(paint)}`}
      </p>
    </div>
  );
});
