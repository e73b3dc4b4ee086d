import { findInOptions } from './find-options.ts';
import type { Finding } from './finding.ts';

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/y;
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
]);

/** A string as it is meant, and where each of its characters stands in the text; the last place is the string's end. */
function decoded(
  text: string,
  from: number,
  to: number,
): { readonly says: string; readonly places: Uint32Array } {
  const parts: string[] = [];
  const places = new Uint32Array(to - from + 1);
  let count = 0;
  for (let at = from; at < to; ) {
    places[count++] = at;
    ESCAPE.lastIndex = at;
    const escaped = text.charCodeAt(at) === 92 ? ESCAPE.exec(text) : null;
    const [whole, code, letter = ''] = escaped ?? [];
    parts.push(
      code
        ? String.fromCharCode(Number.parseInt(code, 16))
        : escaped
          ? (LETTERS.get(letter) ?? letter)
          : text.charAt(at),
    );
    at += whole?.length ?? 1;
  }
  places[count] = to;
  return { says: parts.join(''), places };
}

/** Something that a command may begin with or has: what has none of it need not be read. */
const COMMANDS = /(?:^|\s|\\n)-|(?:^|\\n)[ \t]*(?:ENV|ARG|machine|setx|setenv|set|export)\s|\sset\s/;

/**
 * Secrets in the options of commands that a string holds, `{"cmd": "curl -u key:secret …"}`: `[from, to)` is what stands
 * between its quotes, escapes and all.
 */
export function findInStrings(text: string, from: number, to: number): readonly Finding[] {
  const raw = text.slice(from, to);
  if (!COMMANDS.test(raw)) return [];
  const { says, places } = decoded(text, from, to);
  return findInOptions(says).map((finding) => ({
    ...finding,
    from: places[finding.from] ?? to,
    to: places[finding.to] ?? to,
  }));
}
