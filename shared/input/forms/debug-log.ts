import { parseJsonText } from '../json-text.ts';
import type { Found } from './found.ts';
import { httpCall } from './http-call.ts';
import { readPython } from './python.ts';
import type { Value } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

const TITLE = 'POST Request Sent from LiteLLM:';

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour their lines by them
const COLOURS = /\u001b\[[\d;]*m/g;

/** The end of the object that begins at `from`, past its last bracket; -1 where it does not end. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (quote !== '') {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}

/** An object as JSON or as Python prints it. */
function objectIn(written: string): Value | null {
  const parsed = parseJsonText(written);
  if (parsed.ok) return valueOfJson(parsed.value);
  const { clean, whole } = readPython(written, () => false);
  return clean && whole?.kind === 'map' ? whole : null;
}

/** A terminal breaks long lines: without its breaks the object may be whole. */
const object = (written: string): Value | null =>
  objectIn(written) ?? objectIn(written.replace(/\r?\n/g, ''));

const HEADER = /-H '([^:']+): ([^']*)'/g;

/** One block of the log, from its title to the next one. */
function block(text: string): Found | null {
  const begin = text.indexOf('-d ');
  const brace = begin < 0 ? -1 : text.indexOf('{', begin);
  const end = brace < 0 ? -1 : endOfObject(text, brace);
  const [url] = /[a-z]+:\/\/[^\s\\']+/.exec(text) ?? [];
  if (end < 0 || url === undefined) return null;
  const body = object(text.slice(brace, end));
  if (!body) return null;
  const headers = Object.fromEntries(
    [...text.slice(0, begin).matchAll(HEADER)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );
  return httpCall({ what: 'a block of LiteLLM’s debug log, what LiteLLM sent', url, headers, body });
}

/** The blocks "POST Request Sent from LiteLLM" of a log, with or without other lines around. */
export function readDebugLog(log: string): readonly Found[] {
  if (!log.includes(TITLE)) return [];
  const [, ...blocks] = log.replace(COLOURS, '').split(TITLE);
  return blocks.flatMap((one) => block(one) ?? []);
}
