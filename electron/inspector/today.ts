/** A day as it is written: `YYYY-MM-DD`. */
export const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The day that verdicts are given for, `YYYY-MM-DD`: the one that STRATA_AS_OF names, otherwise that of the call where it
 * was made before, otherwise today. Models come to the end of their life, so what is asked today may be answered otherwise
 * tomorrow.
 * @param called the day on which a captured call was made
 */
export function today(called?: string): string {
  const asked = process.env.STRATA_AS_OF;
  if (asked !== undefined && DAY.test(asked)) return asked;
  return called ?? new Date().toISOString().slice(0, 10);
}
