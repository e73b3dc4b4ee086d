import type { ChunkSize } from '../store/lab.ts';

const STEPS_PER_OCTAVE = 8;
const OCTAVES = 16;

/** The last position of the slider stands for "as received". */
export const LAST_POSITION = (OCTAVES + 4) * STEPS_PER_OCTAVE;
const LARGEST = OCTAVES * STEPS_PER_OCTAVE;

/** The chunk size at a slider position: 1 byte to 64 KB on a logarithmic scale, then as received. */
export function sizeAt(position: number): ChunkSize {
  return position > LARGEST ? null : Math.round(2 ** (position / STEPS_PER_OCTAVE));
}

/** The slider position nearest to a chunk size. */
export function positionOf(size: ChunkSize): number {
  if (size === null) return LAST_POSITION;
  return Math.min(LARGEST, Math.max(0, Math.round(Math.log2(Math.max(1, size)) * STEPS_PER_OCTAVE)));
}

/** The position that a pointer at `position` sets: of 64 KB and "as received" the nearer one, nothing between them. */
export function nearest(position: number): number {
  if (position <= LARGEST) return position;
  return position - LARGEST < LAST_POSITION - position ? LARGEST : LAST_POSITION;
}

/**
 * The position that a key's move from `before` to `position` ends on: never between 64 KB and "as received", and never one
 * that stands for the size it left, since several positions share a size below 12 bytes and an arrow key would stick.
 */
export function snap(position: number, before: number): number {
  const step = Math.sign(position - before);
  if (position > LARGEST) return position === LAST_POSITION || step > 0 ? LAST_POSITION : LARGEST;
  const left = sizeAt(before);
  let reached = position;
  while (step !== 0 && reached > 0 && reached < LARGEST && sizeAt(reached) === left) reached += step;
  return reached;
}

/** The marks below the slider, with their place as a share of its length. */
export const MARKS: readonly { readonly label: string; readonly at: number }[] = [
  ['1 B', 1],
  ['64', 64],
  ['512', 512],
  ['4 KB', 4096],
  ['64 KB', 65_536],
].map(([label, size]) => ({ label: String(label), at: positionOf(Number(size)) / LAST_POSITION }));
