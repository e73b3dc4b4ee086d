/** A day as it is written: `YYYY-MM-DD`. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The day that verdicts are given for, `YYYY-MM-DD`: today, or the one that STRATA_AS_OF names. Models come to
 * the end of their life, so what is asked today may be answered otherwise tomorrow.
 */
export function today(): string {
  const asked = process.env.STRATA_AS_OF;
  return asked !== undefined && DAY.test(asked) ? asked : new Date().toISOString().slice(0, 10);
}
