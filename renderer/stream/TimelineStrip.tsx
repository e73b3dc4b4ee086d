import { useCallback } from 'react';
import { milliseconds } from '../ui/units.ts';
import { type Sheet, useCanvas } from '../ui/useCanvas.ts';
import { paintStrip } from './strip-painter.ts';
import styles from './TimelineStrip.module.css';
import type { StreamTiming } from './useTiming.ts';

/** Frames as they came in above, deliveries as a reader saw them below, on one time axis. */
export function TimelineStrip({ figures }: { readonly figures: StreamTiming }) {
  const { line, timing } = figures;
  const empty = !line || line.frameEnds.length === 0;
  const canvas = useCanvas(useCallback((sheet: Sheet) => paintStrip(sheet, line, timing), [line, timing]));
  return (
    <div className={styles.strip}>
      {!empty && <span className={styles.label}>frames in</span>}
      {!empty && <span className={styles.label}>text out</span>}
      <canvas ref={canvas} className={styles.canvas} role="img" aria-label={describe(figures)} />
    </div>
  );
}

function describe({ line, timing }: StreamTiming): string {
  if (!line || line.frameEnds.length === 0) return 'Timeline: no frames yet';
  return `Timeline: ${line.frameEnds.length} frames within ${milliseconds(line.endMs)}, shown in ${timing.deliveries} deliveries`;
}
