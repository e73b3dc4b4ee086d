import { withoutPrefixes } from './cleaned.ts';
import type { Found } from './found.ts';
import { httpCall, isRequest } from './http-call.ts';
import { holeAt, marked, text, type Value } from './value.ts';

const REQUEST_LINE = /^(?:POST|PUT)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/m;
/** Blank lines, comments and variables, each read in one way: `\s` would take line ends in as many ways as there are. */
const START =
  /^(?:[^\S\r\n]*(?:#.*|\/\/.*|@[\w-]+[^\S\r\n]*=.*)?\r?\n)*[^\S\r\n]*(?:POST|PUT|GET|DELETE|PATCH)[ \t]+\S+(?:[ \t]+HTTP\/[\d.]+)?[ \t]*\r?\n/;

/** The fields that stand for the request line in HTTP/2. */
const PSEUDO = /^:(?:method|path|authority|scheme):/m;

/** What `@name = value` lines of a .http file say. */
const variables = (file: string): ReadonlyMap<string, string> =>
  new Map(
    [...file.matchAll(/^@([\w-]+)[ \t]*=(.*)\r?$/gm)].map(([, name = '', value = '']) => [
      name,
      value.trim(),
    ]),
  );

/** A text with its `{{names}}` filled in; those that the file does not say stay visible. */
const filled = (given: string, known: ReadonlyMap<string, string>): string =>
  given.replace(
    /\{\{\s*([$\w.-]+)(?:\s[^}]{0,200})?\}\}/g,
    (whole, name: string) => known.get(name) ?? marked(holeAt(whole, 2, whole.length - 2)),
  );

/** What stands behind a body: a script of the editor, an answer, also one that begins right behind it. */
const BEHIND_BODY =
  /^[^\S\r\n\u2028\u2029]*(?:[<>] ?\{%|>>?!? |HTTP(?:\/| (?:\d{3}|\*)))[\s\S]*|(?<=[}\]])HTTP\/[\d.]+ \d{3}[\s\S]*/m;

/** A script that an editor runs before a request: `< {% … %}`. */
const SCRIPT_BEFORE = /^[ \t]*< ?\{%(?:(?!%\}|< ?\{%)[\s\S])*%\}[ \t]*\r?\n/gm;

/** A body without the sizes of its chunks. */
function unchunked(body: string): string {
  if (!/^[0-9a-fA-F]+\r?\n/.test(body)) return body;
  return body
    .split(/\r?\n/)
    .filter((line) => !/^[0-9a-fA-F]{1,8}$/.test(line))
    .join('\n');
}

function message(section: string, known: ReadonlyMap<string, string>): Found | null {
  const line = REQUEST_LINE.exec(section);
  if (!line) return null;
  // The query of an address may go on below it.
  const [query = ''] = /^(?:\r?\n[ \t]+[?&]\S*)*/.exec(section.slice(line.index + line[0].length)) ?? [];
  const after = section.slice(line.index + line[0].length + query.length).replace(/^\r?\n/, '');
  // Hurl needs no blank line before a body.
  const blank = /^[^\S\r\n]*$|^(?=[{[])/m.exec(after);
  const head = blank ? after.slice(0, blank.index) : after;
  const rest = blank ? after.slice(blank.index) : '';
  const headers: Record<string, string> = {};
  for (const row of head.split(/\r?\n/)) {
    const [, name, value = ''] = /^([\w-]+):(.*)$/.exec(row) ?? [];
    if (name !== undefined) headers[name.toLowerCase()] = filled(value.trim(), known);
  }
  const given = rest.replace(BEHIND_BODY, '').trim();
  const body = headers['transfer-encoding'] === 'chunked' ? unchunked(given) : given;
  const url = filled(line[1] ?? '', known);
  const host = headers.host;
  const local = host !== undefined && /^(?:localhost|127\.|0\.0\.0\.0|\[::1\])/.test(host);
  const whole =
    url.startsWith('/') && host !== undefined ? `${local ? 'http' : 'https'}://${host}${url}` : url;
  const value: Value = text(filled(body, known));
  return httpCall({ what: 'a request over HTTP', url: whole, headers, body: value });
}

/** HTTP/2's fields as HTTP/1.1 would write them. */
function withRequestLine(given: string): string {
  const field = (name: string): string =>
    new RegExp(`^:${name}:(.*)\\r?$`, 'm').exec(given)?.[1]?.trim() ?? '';
  const others = given.replace(/^:(?:method|path|authority|scheme):.*\r?\n/gm, '');
  return `${field('method')} ${field('path')} HTTP/2\nhost: ${field('authority')}\n${others}`;
}

/** The requests of a text without curl's signs before its lines. */
function plainly(file: string): string {
  if (/^> (?:POST|PUT) \S+ HTTP\//m.test(file)) {
    const from = file.search(/^> (?:POST|PUT) /m);
    // The answer begins with its first field; its own body has no sign.
    const [asked = ''] = file.slice(from).split(/^< ?HTTP\//m);
    return withoutPrefixes(asked.replace(/^[*<] ?.*\r?\n?/gm, ''), /^> ?/).text;
  }
  return PSEUDO.test(file) && /^\s*:/.test(file) ? withRequestLine(file.trimStart()) : file;
}

/** Requests as HTTP writes them, and files of them (`.http`, `.rest`) with `###` between and `{{names}}`. */
export function readHttp(given: string): readonly Found[] {
  const file = plainly(given).replace(SCRIPT_BEFORE, '');
  if (!START.test(file)) return [];
  const known = variables(file);
  const found = file.split(/^###.*$/m).flatMap((section) => message(section, known) ?? []);
  // A login or the like beside calls of models is none.
  const calls = found.filter(({ form, request }) => form !== null || isRequest(request));
  return calls.length > 0 ? calls : found;
}
