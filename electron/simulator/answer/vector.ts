import { createRandom } from './random.ts';

/**
 * A direction in space for a text: the same text gives the same one, and texts that share words lie
 * nearer to each other than others do. Unit length.
 */
export function vectorOf(text: string, wanted: number): readonly number[] {
  const dimensions = Math.max(1, Math.min(MOST_DIMENSIONS, Math.trunc(wanted) || 1));
  const sum = new Float64Array(dimensions);
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [text];
  for (const word of words.slice(0, MOST_WORDS)) {
    const random = createRandom(`word|${word}`);
    for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + random() - 0.5;
  }
  const length = Math.hypot(...sum) || 1;
  return Array.from(sum, (value) => Math.round((value / length) * 1e8) / 1e8);
}

/** Words beyond these change nothing: a long text must not take long. */
const MOST_WORDS = 200;

/** No model gives longer ones; where an ARN hides the model, nothing has checked the number. */
const MOST_DIMENSIONS = 4096;

/** The same as bytes from -128 to 127. */
export const asBytes = (vector: readonly number[]): readonly number[] =>
  vector.map((value) => Math.max(-128, Math.min(127, Math.round(value * 127))));

/** The same as signs: 0 or 1. */
export const asBits = (vector: readonly number[]): readonly number[] =>
  vector.map((value) => (value > 0 ? 1 : 0));
