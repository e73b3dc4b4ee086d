const ESCAPE = /\\(?:u([0-9a-f]{4})(?:\\u(d[c-f][0-9a-f]{2}))?|.)/gis;
/** One character that can be seen, and means nothing to JSON where it stands. */
const SEEN = /^[^\p{C}\p{Zl}\p{Zp}"\\]$/u;

const character = (code: string): string => String.fromCharCode(Number.parseInt(code, 16));
const isHigh = (code: string): boolean => /^d[89ab]/i.test(code);

/**
 * JSON text with the characters in place of their escapes (`\u6771`), as its reader means them; controls, marks that
 * turn or hide, quotes and halves of characters stay escaped. Linear in the length; only for showing.
 */
export const unescaped = (json: string): string =>
  json.replace(ESCAPE, (written: string, code?: string, low?: string) => {
    if (code === undefined) return written;
    const rest = low === undefined ? '' : `\\u${low}`;
    if (low !== undefined && isHigh(code)) {
      const pair = character(code) + character(low);
      return SEEN.test(pair) ? pair : written;
    }
    const sign = character(code);
    return SEEN.test(sign) ? sign + rest : written;
  });
