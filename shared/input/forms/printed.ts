import { parseJsonText } from '../json-text.ts';
import { readPython } from './python.ts';
import type { Value } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

/** Python prints what has no literal as `<a.b object at 0x7f…>`: a text of the same length in its place. */
export const withoutReprs = (text: string): string =>
  text
    .replace(
      /<([\w.]+(?: object)?(?: [^<>'"\n]{0,200})?(?: at 0x[0-9a-fA-F]{1,16})[^<>'"\n]{0,200})>/g,
      "'$1'",
    )
    .replace(/<((?:class|enum|function|module) [^<>"\n]{1,200})>/g, '"$1"');

/** An object as JSON or as Python prints it. */
function objectIn(written: string): Value | null {
  const parsed = parseJsonText(written);
  if (parsed.ok) return valueOfJson(parsed.value);
  for (const text of new Set([written, withoutReprs(written)])) {
    const { clean, whole } = readPython(text, () => false, 'whole');
    if (clean && whole?.kind === 'map') return whole;
  }
  return null;
}

/** An object that a program printed. A terminal breaks long lines: without its breaks the object may be whole. */
export const printedObject = (written: string): Value | null =>
  objectIn(written) ?? (written.includes('\n') ? objectIn(written.replace(/\r?\n/g, '')) : null);
