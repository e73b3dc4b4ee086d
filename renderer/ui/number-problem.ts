export interface NumberLimits {
  readonly min: number;
  readonly max: number;
  /** True where only whole numbers are taken. */
  readonly whole?: boolean;
}

/** What is wrong with a number that was typed, and what holds instead; null where nothing is. */
export function numberProblem(
  given: number,
  { min, max, whole }: NumberLimits,
  holds: number,
): string | null {
  const wanted =
    Number.isNaN(given) || (whole && !Number.isInteger(given))
      ? `Write a ${whole ? 'whole ' : ''}number`
      : given < min
        ? `At least ${min.toLocaleString('en')}`
        : given > max
          ? `At most ${max.toLocaleString('en')}`
          : null;
  return wanted && `${wanted}; ${holds.toLocaleString('en')} still holds.`;
}
