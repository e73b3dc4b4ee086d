import { countValues } from '../../json/count.ts';
import { NestedTooDeep } from '../../json/depth.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';
import { readJson } from '../../json/read-json.ts';
import { keysAsWritten, numberAsWritten } from '../../json/texts.ts';
import { isNativeText, nativeDumps } from './native-text.ts';
import { numberText, rewritten } from './numbers.ts';

/** Tells the text of a number by its place, where something better than its value is known. */
export type TextOf = (container: object, key: string | number) => string | undefined;

interface Style {
  readonly comma: string;
  readonly colon: string;
  readonly textOf: TextOf;
}

const OUTSIDE_ASCII = /[\x7f-\uffff]/;
/** Signs of an escape such as `\u00e9`. */
const ESCAPED = 6;
const HEX = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0));
const BACKSLASH = 0x5c;
const SMALL_U = 0x75;
const ascii = new TextDecoder('latin1');

/** Written as bytes: a string put together of escapes took five times as long at 1 MB in several scripts. */
function escaped(text: string): string {
  const bytes = new Uint8Array(text.length * ESCAPED);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x7f) {
      bytes[length++] = unit;
      continue;
    }
    bytes[length++] = BACKSLASH;
    bytes[length++] = SMALL_U;
    for (let shift = 12; shift >= 0; shift -= 4) bytes[length++] = HEX[(unit >> shift) & 15] as number;
  }
  return ascii.decode(bytes.subarray(0, length));
}

const asciiOnly = (text: string): string => (OUTSIDE_ASCII.test(text) ? escaped(text) : text);

const stringText = (value: string): string => asciiOnly(JSON.stringify(value));

function memberText(container: object, key: string | number, value: Json, style: Style): string {
  if (typeof value !== 'number') return textWith(value, style);
  const written = style.textOf(container, key);
  return written === undefined ? numberText(value) : rewritten(written);
}

function textWith(value: Json, style: Style): string {
  const { comma, colon } = style;
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'number') return numberText(value);
  if (isArray(value)) return `[${value.map((item, i) => memberText(value, i, item, style)).join(comma)}]`;
  if (isObject(value)) {
    const members = keysAsWritten(value).map(
      (key) => stringText(key) + colon + memberText(value, key, value[key] as Json, style),
    );
    return `{${members.join(comma)}}`;
  }
  return JSON.stringify(value);
}

/** A member of a container as `json.dumps` writes it, a number as it was written. */
export const dumpsMember = (container: JsonObject, key: string): string =>
  memberText(container, key, container[key] as Json, { comma: ', ', colon: ': ', textOf: numberAsWritten });

const INDENT = '  ';

/** What lies deeper than 64 levels stands on one line: indentation would make the text many times the size of the value. */
const MOST_INDENT = 64 * INDENT.length;

/**
 * A value for people to read: as `JSON.stringify(value, null, 2)` lays it out down to 64 levels, numbers as Python writes
 * them, keys as they were written.
 */
export const layOut = (value: Json, textOf: TextOf = numberAsWritten): string =>
  textOf === numberAsWritten && isNativeText(value)
    ? JSON.stringify(value, null, INDENT)
    : laidOut(value, textOf, '');

function laidOut(value: Json, textOf: TextOf, indent: string): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const isDeep = indent.length >= MOST_INDENT;
  const inner = isDeep ? indent : indent + INDENT;
  const start = isDeep ? '' : inner;
  const member = (key: string | number, item: Json): string => {
    const written = typeof item === 'number' ? textOf(value, key) : undefined;
    return written === undefined ? laidOut(item, textOf, inner) : rewritten(written);
  };
  const members = isArray(value)
    ? value.map((item, i) => start + member(i, item))
    : isObject(value)
      ? keysAsWritten(value).map(
          (key) => `${start}${JSON.stringify(key)}: ${member(key, value[key] as Json)}`,
        )
      : [];
  const [open, close] = isArray(value) ? '[]' : '{}';
  if (members.length === 0) return `${open}${close}`;
  return isDeep
    ? `${open}${members.join(', ')}${close}`
    : `${open}\n${members.join(',\n')}\n${indent}${close}`;
}

/** A JSON text laid out like a value, numbers and keys as they were written; a text that is no JSON as it is. */
export function laidOutText(text: string): string {
  try {
    return layOut(readJson(text));
  } catch {
    return text;
  }
}

const PIECES = /"[^"\\]*(?:\\.[^"\\]*)*"|\s+|[,:]/gs;

/** The text that `layOut` made, as `dumps` would have written the same value. */
export const packed = (text: string): string =>
  text.replace(PIECES, (piece) => {
    if (piece === ',' || piece === ':') return `${piece} `;
    return piece.startsWith('"') ? asciiOnly(piece) : '';
  });

const COMMA = 0x2c;
const BLANK = 0x20;
const DELETE = 0x7f;

/** How long the text is that {@link packed} makes of what `layOut` made: it is ASCII, so that these are its bytes, too. */
export function packedLength(text: string): number {
  let length = text.length;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at)) {
    const comma = text.charCodeAt(at - 1) === COMMA;
    const from = at++;
    while (text.charCodeAt(at) === BLANK) at++;
    length -= at - from - (comma ? 1 : 0);
  }
  if (OUTSIDE_ASCII.test(text))
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= DELETE) length += ESCAPED - 1;
  return length;
}

/** `json.loads(text)`, numbers kept as written; undefined where Python raises a JSONDecodeError. @throws NestedTooDeep */
export function loads(text: string): Json | undefined {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof NestedTooDeep) throw error;
    return undefined;
  }
}

/** `json.dumps(value)`: a space after `,` and `:`, everything outside ASCII escaped. */
export const dumps = (value: Json, textOf: TextOf = numberAsWritten): string =>
  textOf === numberAsWritten && isNativeText(value)
    ? asciiOnly(nativeDumps(value))
    : textWith(value, { comma: ', ', colon: ': ', textOf });

/** A value of more parts is written by the engine: strings are short then, and looking each up takes longer. */
const MOST_PARTS = 20_000;

/**
 * Writes values of which each is the one before with a little changed: strings that stood in the last one are not
 * written anew. Gives the same texts as {@link dumps}.
 */
export class RepeatedDumps {
  #last: ReadonlyMap<string, string> = new Map();

  dumps(value: Json, textOf: TextOf = numberAsWritten): string {
    if (countValues(value, MOST_PARTS) >= MOST_PARTS) return dumps(value, textOf);
    const last = this.#last;
    const strings = new Map<string, string>();
    // Put together when somebody reads it: a judge mostly does not.
    let text = '';
    const putString = (value: string): void => {
      let written = strings.get(value);
      if (written === undefined) {
        written = last.get(value) ?? stringText(value);
        strings.set(value, written);
      }
      text += written;
    };
    const putMember = (container: object, key: string | number, item: Json): void => {
      if (typeof item !== 'number') {
        put(item);
        return;
      }
      const written = textOf(container, key);
      text += written === undefined ? numberText(item) : rewritten(written);
    };
    const put = (item: Json): void => {
      if (typeof item === 'string') putString(item);
      else if (typeof item === 'number') text += numberText(item);
      else if (isArray(item)) {
        text += '[';
        for (let i = 0; i < item.length; i++) {
          if (i > 0) text += ', ';
          putMember(item, i, item[i] as Json);
        }
        text += ']';
      } else if (isObject(item)) {
        let between = '{';
        for (const key of keysAsWritten(item)) {
          text += between;
          putString(key);
          text += ': ';
          putMember(item, key, item[key] as Json);
          between = ', ';
        }
        text += between === '{' ? '{}' : '}';
      } else text += JSON.stringify(item);
    };
    put(value);
    this.#last = strings;
    return text;
  }
}

/** `json.dumps(value, separators=(",", ":"))`: the same without the spaces. */
export const compactDumps = (value: Json): string =>
  textWith(value, { comma: ',', colon: ':', textOf: numberAsWritten });
