import type { Found } from './found.ts';
import { httpCall } from './http-call.ts';
import { holeAt, marked, text, type Value } from './value.ts';

const REQUEST_LINE = /^(?:POST|PUT)[ \t]+(\S+)(?:[ \t]+HTTP\/[\d.]+)?[ \t]*$/m;
const START =
  /^(?:\s*(?:#.*|\/\/.*|@[\w-]+\s*=.*|###.*)?\r?\n)*\s*(?:POST|PUT)[ \t]+\S+(?:[ \t]+HTTP\/[\d.]+)?[ \t]*\r?\n/;

/** What `@name = value` lines of a .http file say. */
const variables = (file: string): ReadonlyMap<string, string> =>
  new Map(
    [...file.matchAll(/^@([\w-]+)[ \t]*=[ \t]*(.*?)[ \t]*\r?$/gm)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );

/** A text with its `{{names}}` filled in; those that the file does not say stay visible. */
const filled = (given: string, known: ReadonlyMap<string, string>): string =>
  given.replace(
    /\{\{\s*([$\w.-]+)(?:\s[^}]*)?\}\}/g,
    (whole, name: string) => known.get(name) ?? marked(holeAt(whole, 2, whole.length - 2)),
  );

function message(section: string, known: ReadonlyMap<string, string>): Found | null {
  const line = REQUEST_LINE.exec(section);
  if (!line) return null;
  const after = section.slice(line.index + line[0].length).replace(/^\r?\n/, '');
  const blank = /^\s*$/m.exec(after);
  const head = blank ? after.slice(0, blank.index) : after;
  const rest = blank ? after.slice(blank.index) : '';
  const headers: Record<string, string> = {};
  for (const row of head.split(/\r?\n/)) {
    const [, name, value = ''] = /^([\w-]+):[ \t]*(.*)$/.exec(row) ?? [];
    if (name !== undefined) headers[name.toLowerCase()] = filled(value.trim(), known);
  }
  const body = rest.replace(/^\s*(?:[<>] ?\{%|>>?!? |HTTP\/)[\s\S]*/m, '').trim();
  const url = filled(line[1] ?? '', known);
  const host = headers.host;
  const whole = url.startsWith('/') && host !== undefined ? `https://${host}${url}` : url;
  const value: Value = text(filled(body, known));
  return httpCall({ what: 'a request over HTTP', url: whole, headers, body: value });
}

/** Requests as HTTP writes them, and files of them (`.http`, `.rest`) with `###` between and `{{names}}`. */
export function readHttp(file: string): readonly Found[] {
  if (!START.test(file)) return [];
  const known = variables(file);
  return file.split(/^###.*$/m).flatMap((section) => message(section, known) ?? []);
}
