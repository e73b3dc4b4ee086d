/** Stands for U+0000 where no text can have it: the sign that Unicode has for it. */
const SIGN = '\u2400';

/**
 * A text as a database keeps it: SQLite's own functions, and the engine where it reads, end a text at its first
 * U+0000, so that what stands behind it would be gone.
 */
export const withoutNul = (text: string): string =>
  text.includes('\0') ? text.replaceAll('\0', SIGN) : text;
