import { lookUp } from '../../../json/look-up.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' },
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|\r?(\n)|([\s\S]))/g;

/** What the escapes of a string literal stand for. */
export function unescaped(inner: string): string {
  return inner.replace(ESCAPE, (_whole, x, point, u, line, other) => {
    const hex: string | undefined = x ?? point ?? u;
    if (hex === undefined) return line === undefined ? (lookUp(ESCAPES, other) ?? other) : '';
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
  });
}
