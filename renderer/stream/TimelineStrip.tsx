import { useCallback } from 'react';
import type { Timeline, Timing } from '../../shared/eventstream/timing.ts';
import { milliseconds } from '../ui/units.ts';
import { type Sheet, useCanvas } from '../ui/useCanvas.ts';
import styles from './TimelineStrip.module.css';
import type { StreamTiming } from './useTiming.ts';

const HEIGHT = 84;
const FRAMES_TOP = 15;
const FRAMES_HEIGHT = 18;
const BARS_TOP = 50;
const BARS_HEIGHT = HEIGHT - BARS_TOP;

/** Frames as they came in above, deliveries as a reader saw them below, on one time axis. */
export function TimelineStrip({ figures }: { readonly figures: StreamTiming }) {
  const { line, timing } = figures;
  const empty = !line || line.frameEnds.length === 0;
  const canvas = useCanvas(useCallback((sheet: Sheet) => paint(sheet, line, timing), [line, timing]));
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

/** Draws the timeline; several frames or deliveries on one pixel become one mark. */
function paint({ context, width, colour }: Sheet, line: Timeline | null, timing: Timing): void {
  context.fillStyle = colour('--line');
  context.fillRect(0, HEIGHT - 1, width, 1);
  if (!line || line.readTimes.length === 0 || line.endMs === 0) return;
  const x = (ms: number): number => (ms / line.endMs) * (width - 4) + 1;

  context.fillStyle = colour('--bar-a');
  let lastX = -2;
  for (const at of line.readTimes) {
    const px = Math.round(x(at));
    if (px === lastX) continue;
    context.fillRect(px, FRAMES_TOP, 1, FRAMES_HEIGHT);
    lastX = px;
  }

  const tints = [colour('--bar-a'), colour('--bar-b')] as const;
  let lastBar = -1;
  for (const bar of bars(timing)) {
    const left = Math.round(x(bar.atMs));
    if (left === lastBar) continue;
    lastBar = left;
    const height = Math.max(3, (bar.frames / bar.most) * BARS_HEIGHT);
    context.fillStyle = tints[bar.delivery % 2 === 0 ? 0 : 1];
    const next = Math.min(10, Math.max(1.5, x(bar.nextMs) - x(bar.atMs) - 1));
    context.fillRect(Math.min(x(bar.atMs), width - next), HEIGHT - height, next, height);
  }
}

interface Bar {
  readonly delivery: number;
  readonly atMs: number;
  readonly nextMs: number;
  readonly frames: number;
  readonly most: number;
}

function bars({ delivery, visibleMs, deliveries }: Timing): readonly Bar[] {
  const frames = new Int32Array(deliveries);
  const at = new Float64Array(deliveries);
  for (let k = 0; k < delivery.length; k++) {
    const number = delivery[k] ?? -1;
    if (number < 0) continue;
    frames[number] = (frames[number] ?? 0) + 1;
    at[number] = visibleMs[k] ?? 0;
  }
  const most = frames.reduce((a, b) => Math.max(a, b), 1);
  return Array.from(frames, (count, number) => ({
    delivery: number,
    atMs: at[number] ?? 0,
    nextMs: at[number + 1] ?? Number.POSITIVE_INFINITY,
    frames: count,
    most,
  }));
}
