import type { Timeline, Timing } from '../../shared/eventstream/timing.ts';
import type { Sheet } from '../ui/useCanvas.ts';

const HEIGHT = 84;
const FRAMES_TOP = 15;
const FRAMES_HEIGHT = 18;
const BARS_TOP = 50;
const BARS_HEIGHT = HEIGHT - BARS_TOP;
/** Where the slit of a bar begins, from below, and how high it is. */
const SLIT_ABOVE = 4;
const SLIT_HEIGHT = 2;

/** Draws the timeline; several frames or deliveries on one pixel become one mark. Every other delivery has a slit, as its text is underlined. */
export function paintStrip({ context, width, colour }: Sheet, line: Timeline | null, timing: Timing): void {
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
    const height = Math.max(5, (bar.frames / bar.most) * BARS_HEIGHT);
    context.fillStyle = tints[bar.delivery % 2 === 0 ? 0 : 1];
    const next = Math.min(10, Math.max(1.5, x(bar.nextMs) - x(bar.atMs) - 1));
    const at = Math.min(x(bar.atMs), width - next);
    context.fillRect(at, HEIGHT - height, next, height);
    if (bar.delivery % 2 === 1) context.clearRect(at, HEIGHT - SLIT_ABOVE, next, SLIT_HEIGHT);
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
