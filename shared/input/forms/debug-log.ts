import { parseJsonText } from '../json-text.ts';
import { endOfBrackets } from './brackets.ts';
import { knownCalls } from './calls.ts';
import { withoutLogPrefixes } from './cleaned.ts';
import type { Found } from './found.ts';
import { httpCall } from './http-call.ts';
import { printedObject, withoutReprs } from './printed.ts';
import { readPython } from './python.ts';

const TITLE = 'POST Request Sent from LiteLLM:';
const ASKED = /Request to litellm:[\s\S]{0,200}?(?=\blitellm\.a?\w+\()/g;

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour their lines by them
const COLOURS = /\u001b?\[\d{1,3}(?:;\d{1,3})*m/g;

const HEADER = /-H '([^:']+): ([^']*)'/g;

/** One block of the log, from its title to the next one. */
function block(text: string): Found | null {
  const begin = text.indexOf('-d ');
  const brace = begin < 0 ? -1 : text.indexOf('{', begin);
  const end = brace < 0 ? -1 : endOfBrackets(text, brace);
  const [url] = /[a-z]{1,20}:\/\/[^\s\\']+/.exec(text) ?? [];
  if (end < 0 || url === undefined) return null;
  const body = printedObject(text.slice(brace, end));
  if (!body) return null;
  const headers = Object.fromEntries(
    [...text.slice(0, begin).matchAll(HEADER)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );
  return httpCall({ what: 'a block of LiteLLM’s debug log, what LiteLLM sent', url, headers, body });
}

/** The call that LiteLLM says it was given. */
function asked(text: string): readonly Found[] {
  const end = endOfBrackets(text, text.indexOf('('));
  if (end < 0) return [];
  const script = readPython(
    withoutReprs(text.slice(0, end)),
    (callee) => /^litellm\.\w+$/.test(callee),
    'parts',
  );
  return knownCalls({ name: 'Python', script })
    .slice(0, 1)
    .map((found) => ({ ...found, what: 'a line of LiteLLM’s debug log, the call it was given', notes: [] }));
}

/** The records of a log that is written as JSON, one a line; other lines as they are. */
const unpacked = (log: string): string =>
  log.includes('"message"')
    ? log
        .split('\n')
        .map((line) => {
          if (!/^\s*\{/.test(line)) return line;
          const parsed = parseJsonText(line);
          const value = parsed.ok ? parsed.value : null;
          const message =
            typeof value === 'object' && value !== null && 'message' in value ? value.message : null;
          return typeof message === 'string' ? message : line;
        })
        .join('\n')
    : log;

/** True where a text is LiteLLM's log, whether or not a call stands in it. */
export const isLog = (text: string): boolean =>
  text.includes(TITLE) ||
  /^[^\S\r\n\u2028\u2029]*(?:INFO|DEBUG|WARNING|ERROR): |LiteLLM(?: \w+)?:(?:DEBUG|INFO|WARNING|ERROR)/m.test(
    text,
  );

/** A block that begins in a log and does not end there. */
export const isCutOff = (log: string): boolean => log.includes(TITLE);

/**
 * What LiteLLM's log tells of calls: the blocks "POST Request Sent from LiteLLM" and the lines "Request to litellm",
 * with or without other lines around, and whatever else stands before each line.
 */
export function readDebugLog(given: string): readonly Found[] {
  if (!given.includes(TITLE) && !given.includes('Request to litellm:')) return [];
  const log = withoutLogPrefixes(unpacked(given).replace(COLOURS, '')).text;
  const places: { readonly at: number; readonly read: (text: string) => readonly Found[] }[] = [];
  for (const { index } of log.matchAll(new RegExp(TITLE, 'g'))) {
    places.push({ at: index + TITLE.length, read: (text) => [block(text)].flatMap((found) => found ?? []) });
  }
  for (const found of log.matchAll(ASKED)) places.push({ at: found.index + found[0].length, read: asked });
  places.sort((a, b) => a.at - b.at);
  return places.flatMap(({ at, read }, i) => {
    const next = places[i + 1]?.at ?? log.length;
    return read(log.slice(at, next));
  });
}
