/** Joins class names; empty, false and undefined ones are left out. */
export const cx = (...names: readonly (string | false | undefined | null)[]): string =>
  names.filter(Boolean).join(' ');
