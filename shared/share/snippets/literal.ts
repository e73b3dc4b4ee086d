import { isArray, isObject, type Json } from '../../json/json.ts';
import { keysAsWritten, numberAsWritten } from '../../json/texts.ts';
import { numberText, rewritten } from '../../pipeline/python/numbers.ts';

/** How a language writes what JSON holds. */
export interface Language {
  readonly null: string;
  readonly true: string;
  readonly false: string;
  readonly indent: string;
  /** Bytes whose base64 is the text. */
  readonly bytes: (base64: string) => string;
}

export const PYTHON: Language = {
  null: 'None',
  true: 'True',
  false: 'False',
  indent: '    ',
  bytes: (base64) => `base64.b64decode(${JSON.stringify(base64)})`,
};

export const JAVASCRIPT: Language = {
  null: 'null',
  true: 'true',
  false: 'false',
  indent: '  ',
  bytes: (base64) => `Buffer.from(${JSON.stringify(base64)}, 'base64')`,
};

const NO_BLOBS: ReadonlyMap<object, string> = new Map();

/** JavaScript reads `{"__proto__": …}` as another object's prototype, unless the key is computed. */
const keyText = (key: string, language: Language): string =>
  key === '__proto__' && language === JAVASCRIPT ? '["__proto__"]' : JSON.stringify(key);

/** A JSON value as a literal, laid out; numbers as they were written. `blobs`: members that are bytes. */
export function literal(
  value: Json,
  language: Language,
  {
    blobs = NO_BLOBS,
    indent = '',
  }: { readonly blobs?: ReadonlyMap<object, string>; readonly indent?: string } = {},
): string {
  if (value === null) return language.null;
  if (typeof value === 'boolean') return value ? language.true : language.false;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return JSON.stringify(value);
  const inner = indent + language.indent;
  const member = (key: string | number, item: Json): string => {
    if (typeof item === 'string' && blobs.get(value) === key) return language.bytes(item);
    const written = typeof item === 'number' ? numberAsWritten(value, key) : undefined;
    return written === undefined ? literal(item, language, { blobs, indent: inner }) : rewritten(written);
  };
  const lines = isArray(value)
    ? value.map((item, i) => `${inner}${member(i, item)},`)
    : isObject(value)
      ? keysAsWritten(value).map(
          (key) => `${inner}${keyText(key, language)}: ${member(key, value[key] as Json)},`,
        )
      : [];
  const [open, close] = isArray(value) ? '[]' : '{}';
  return lines.length === 0 ? `${open}${close}` : `${open}\n${lines.join('\n')}\n${indent}${close}`;
}
