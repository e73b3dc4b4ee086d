import { withoutNul } from '../text/nul.ts';
import type { Pattern } from './tree.ts';

/** Halves of characters, which UTF-8 cannot carry. */
const HALVES = /[\ud800-\udfff]/gu;

/** Texts as they are compared: small, and as a database keeps them. */
export const folded = (text: string): string => withoutNul(text.toLowerCase()).replace(HALVES, '\ufffd');

/** `*` stands for anything; without `whole` the pattern may stand anywhere in the text. */
export function patternOf(text: string, quoted: boolean, whole: boolean): Pattern {
  const small = folded(text);
  return { parts: quoted ? [small] : small.split(/\*+/), whole };
}

/** True where a folded text has the pattern. */
export function fits({ parts, whole }: Pattern, text: string): boolean {
  const [first = '', ...rest] = parts;
  if (!whole) {
    let at = 0;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return true;
  }
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last))
    return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** The pattern for SQL's LIKE with `\` as its escape character. */
export function likeOf({ parts, whole }: Pattern): string {
  const inner = parts.map((part) => part.replace(/[\\%_]/g, '\\$&')).join('%');
  return whole ? inner : `%${inner}%`;
}

/** The pattern as it was typed. */
export const sayPattern = ({ parts }: Pattern): string => parts.join('*');
