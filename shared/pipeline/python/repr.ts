import { isArray, isObject, type Json } from '../../json/json.ts';
import { lookUp } from '../../json/look-up.ts';
import { keysAsWritten, numberAsWritten } from '../../json/texts.ts';
import { numberText, rewritten } from './numbers.ts';

/*
 * LiteLLM is written in Python, and several of its prompt templates put a message's content into
 * the prompt with `str()`. A list of content parts then arrives at the model as Python source.
 */

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Characters that Python's `repr` escapes: controls, separators other than the blank, unassigned ones. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|[^\P{Zs} ]/u;

function escapeCharacter(character: string): string {
  const named = lookUp(NAMED_ESCAPES, character);
  if (named !== undefined) return named;
  if (!UNPRINTABLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

function stringLiteral(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) body += character === quote ? `\\${quote}` : escapeCharacter(character);
  return quote + body + quote;
}

/** A JSON value as Python's `repr` writes it: `{'a': [True, None, 'x']}`. */
export function pythonRepr(value: Json): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return stringLiteral(value);
  const member = (key: string | number, item: Json): string => {
    const written = typeof item === 'number' ? numberAsWritten(value, key) : undefined;
    return written === undefined ? pythonRepr(item) : rewritten(written).replace('Infinity', 'inf');
  };
  if (isArray(value)) return `[${value.map((item, i) => member(i, item)).join(', ')}]`;
  if (isObject(value)) {
    const members = keysAsWritten(value).map(
      (key) => `${stringLiteral(key)}: ${member(key, value[key] as Json)}`,
    );
    return `{${members.join(', ')}}`;
  }
  return '';
}

/** A JSON value as Python's `str` writes it: strings as they are, everything else as `repr` does. */
export function pythonText(value: Json): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}
