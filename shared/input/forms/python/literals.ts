import { lookUp } from '../../../json/look-up.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\u0007', b: '\b', f: '\f', v: '\v', '\n': '' },
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|\r?(\n)|([\s\S]))/g;

const codePoint = (hex: string): string => {
  const point = Number.parseInt(hex, 16);
  return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
};

/** What the escapes of a string literal stand for; an unknown one stays as it is. */
export function unescaped(inner: string): string {
  return inner.replace(ESCAPE, (whole, x, u, wide, octal, line, other) => {
    const hex: string | undefined = x ?? u ?? wide;
    if (hex !== undefined) return codePoint(hex);
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    if (line !== undefined) return '';
    return lookUp(ESCAPES, other) ?? (/['"\\]/.test(other) ? other : whole);
  });
}

/** Prefix, quotes and what is between them. */
export const STRING = /^([a-zA-Z]*)("""|'''|"|')([\s\S]*)\2$/;

const OTHER_BASE = /^0(?:x[0-9a-f]+|o[0-7]+|b[01]+)$/;

/** A number as JSON writes it; null for what is none. */
export function number(written: string): string | null {
  const digits = written.replace(/_/g, '').toLowerCase();
  if (OTHER_BASE.test(digits)) return BigInt(digits).toString();
  const [, whole = '', fraction, exponent = ''] = /^(\d*)(?:\.(\d*))?(e[+-]?\d+)?$/.exec(digits) ?? [];
  if (whole === '' && fraction === undefined) return null;
  const before = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${before}${fraction === undefined ? '' : `.${fraction || '0'}`}${exponent}`;
}
