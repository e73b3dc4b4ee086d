import type { Timing } from '../../shared/eventstream/timing.ts';
import type { RecordedFrame } from '../../shared/recording/recording.ts';
import { piecesOf } from './lanes.ts';

/** What one delivery puts on the screen, and when. */
export interface Step {
  readonly delivery: number;
  readonly atMs: number;
  readonly text: string;
}

/** The deliveries of a re-timed stream that show something, in order, until they hold `most` characters. */
export function stepsOf(
  frames: readonly RecordedFrame[],
  timing: Timing,
  most = Number.POSITIVE_INFINITY,
): readonly Step[] {
  const steps: { delivery: number; atMs: number; text: string }[] = [];
  let length = 0;
  for (let k = 0; k < frames.length; k++) {
    const frame = frames[k];
    const delivery = timing.delivery[k] ?? -1;
    if (!frame || delivery < 0) continue;
    const text = piecesOf(frame)
      .map((piece) => piece.text)
      .join('');
    if (text === '') continue;
    const last = steps[steps.length - 1];
    length += text.length;
    if (last?.delivery === delivery) last.text += text;
    else if (length > most) break;
    else steps.push({ delivery, atMs: timing.visibleMs[k] ?? 0, text });
  }
  return steps;
}
