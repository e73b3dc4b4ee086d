import type { DocumentEnds } from './here-document.ts';

/**
 * Where a script gives a variable its text: in quotes, as a word, or by a here-document (`$(cat <<EOF …)`,
 * `read -r -d '' NAME <<EOF …`).
 */
const GIVES =
  /^[ \t]*(?:export[ \t]+|local[ \t]+|readonly[ \t]+)?([A-Za-z_]\w{0,80})=(?:'([^']*)'|"([^"\\]*(?:\\[\s\S][^"\\]*)*)"|([^\s'"$`(]+))[ \t]*\r?$/gm;
const GIVES_DOCUMENT =
  /^[ \t]*(?:(?:export[ \t]+)?([A-Za-z_]\w{0,80})=["']?\$\(cat|read[ \t]+(?:-[rd]{1,2}[ \t]+(?:''[ \t]+|"" )?){0,3}([A-Za-z_]\w{0,80}))[ \t]*<<-?[ \t]*["']?(\w{1,40})["']?[ \t]*\r?\n/gm;

export type Variables = ReadonlyMap<string, string>;

/** What a script's variables hold, as far as it says so before any run. */
export function variablesIn(script: string, documents: DocumentEnds): Variables {
  const known = new Map<string, string>();
  for (const [, name = '', single, double, word] of script.matchAll(GIVES)) {
    known.set(name, single ?? word ?? (double ?? '').replace(/\\(["\\$`])/g, '$1'));
  }
  for (const { 0: begin, 1: set, 2: read, 3: mark = '', index } of script.matchAll(GIVES_DOCUMENT)) {
    const from = index + begin.length;
    const end = documents.endOf(mark, from);
    if (end !== null) known.set(set ?? read ?? '', script.slice(from, end).trimEnd());
  }
  return known;
}

/** No address is longer, nor any part of one, UTF-16 units. */
const LONGEST_ADDRESS = 2000;

/** An address with the variables that are known in their places. */
export const addressWith = (url: string, known: Variables): string =>
  known.size === 0 || url.length > LONGEST_ADDRESS
    ? url
    : url.replace(/\$(?:(\w+)|\{(\w+)\})/g, (whole, plain, braced) => {
        const value = known.get(plain ?? braced);
        return value === undefined || value.length > LONGEST_ADDRESS ? whole : value;
      });

/** What a text stands for that is one variable alone; the text itself for others. */
export function valueOfVariable(text: string, known: Variables): string {
  const [, plain, braced] = /^\$(?:(\w+)|\{(\w+)\})$/.exec(text) ?? [];
  return known.get(plain ?? braced ?? '') ?? text;
}
