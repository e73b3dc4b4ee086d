import { useEffect, useRef, useState } from 'react';
import { retime, type Timeline, type Timing } from '../../shared/eventstream/timing.ts';
import type { ChunkSize } from '../store/lab.ts';
import { usePulse } from '../store/pulse.ts';
import type { LiveRecording } from '../store/recordings.ts';
import type { Send } from '../store/sends.ts';
import { recordingOf } from '../store/streams.ts';
import { GrowingTimeline, NO_TIMING } from './growing-timeline.ts';

/** While a stream runs its figures are renewed this often, milliseconds. */
const LIVE_EVERY_MS = 200;

export interface StreamTiming {
  readonly line: Timeline | null;
  readonly timing: Timing;
}

const NOTHING: StreamTiming = { line: null, timing: NO_TIMING };

/** The figures of the shown stream at a chunk size; a few times a second while it runs. */
export function useTiming(send: Send | null, size: ChunkSize): StreamTiming {
  const growing = useRef<{ readonly recording: LiveRecording; readonly line: GrowingTimeline } | null>(null);
  const [figures, setFigures] = useState<StreamTiming>(NOTHING);
  const id = send?.id ?? null;
  const running = send?.status === 'running';
  const endMs = send?.endMs ?? null;

  useEffect(() => {
    if (id === null) {
      setFigures(NOTHING);
      return;
    }
    const measure = (): void => {
      const recording = recordingOf(id);
      if (growing.current?.recording !== recording)
        growing.current = { recording, line: new GrowingTimeline() };
      const now = growing.current.line.follow(recording, endMs);
      setFigures({ line: now, timing: retime(now, size) });
    };
    measure();
    if (!running) return;
    let last = performance.now();
    return usePulse.subscribe(() => {
      if (performance.now() - last < LIVE_EVERY_MS) return;
      last = performance.now();
      measure();
    });
  }, [id, size, running, endMs]);

  return figures;
}
