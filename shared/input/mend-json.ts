import { createScanner } from 'jsonc-parser';
import { isJson } from '../json/parse.ts';

/** One change of a few characters that makes JSON of a text, and what that says about the text. */
export interface Mend {
  readonly message: string;
  readonly hint: string;
  /** Where the change is, UTF-16 offset. */
  readonly at: number;
}

interface Candidate extends Mend {
  /** How many characters give way there, and to what. */
  readonly remove: number;
  readonly insert: string;
}

interface Open {
  readonly sign: '{' | '[';
  readonly at: number;
  /** Where the last value inside begins and ends; -1 before the first. */
  lastStart: number;
  lastEnd: number;
}

interface Token {
  /** Its first character. */
  readonly sign: string;
  readonly at: number;
  readonly end: number;
}

const CLOSER = { '{': '}', '[': ']' } as const;

const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;

/** What stands before an offset: what is open there, and the last token. */
function contextAt(
  text: string,
  offset: number,
): { readonly inside: Open | null; readonly last: Token | null } {
  const scanner = createScanner(text, false);
  const open: Open[] = [];
  let last: Token | null = null;
  const ended = (start: number, end: number): void => {
    const inside = open.at(-1);
    if (inside) [inside.lastStart, inside.lastEnd] = [start, end];
  };
  for (scanner.scan(); scanner.getTokenOffset() < offset; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const end = at + scanner.getTokenLength();
    const sign = text[at] ?? '';
    if (sign.trim() === '') {
      if (end >= text.length) break;
      continue;
    }
    if (sign === '{' || sign === '[') open.push({ sign, at, lastStart: -1, lastEnd: -1 });
    else if (sign === '}' || sign === ']') ended(open.pop()?.at ?? at, end);
    else if (sign !== ',' && sign !== ':') ended(at, end);
    last = { sign, at, end };
    if (end >= text.length) break;
  }
  return { inside: open.at(-1) ?? null, last };
}

const insertion = (at: number, insert: string, message: string, hint: string): Candidate => ({
  at,
  remove: 0,
  insert,
  message,
  hint,
});

function candidatesAt(text: string, offset: number): readonly Candidate[] {
  const { inside, last } = contextAt(text, offset);
  const sign = text[offset] ?? '';
  const closed = last?.sign === ',' ? last.at : (last?.end ?? offset);
  const found: Candidate[] = [
    insertion(offset, ',', 'A comma is missing here', 'Put a comma between two members.'),
    insertion(offset, ':', 'A colon is missing here', 'Put a colon between key and value.'),
  ];
  if (last?.sign === ',' && (sign === '}' || sign === ']'))
    found.push({
      at: last.at,
      remove: 1,
      insert: '',
      message: 'A comma stands here although nothing follows',
      hint: 'Remove the comma.',
    });
  if (inside) {
    const { sign: opener } = inside;
    const name = opener === '{' ? 'object' : 'list';
    const from = `the ${name} that begins in line ${lineOf(text, inside.at)}`;
    const closer = CLOSER[opener];
    const key = sign === ':' ? last?.at : offset;
    if (opener === '[' && key !== undefined)
      found.push(
        insertion(key, '{', 'A { is missing before this key', 'A list holds objects; each begins with {.'),
      );
    const end = sign === ':' ? inside.lastStart : closed;
    const before = sign === ':' ? text.lastIndexOf(',', end) : end;
    if (before > inside.at)
      found.push(
        insertion(before, closer, `A ${closer} is missing here`, `Close ${from} before this goes on.`),
      );
    if (opener === '{' && inside.lastStart > inside.at)
      found.push(
        insertion(
          inside.lastStart,
          '[',
          'A [ is missing before this value',
          'Several values follow each other here: they are a list, which begins with [.',
        ),
      );
    if (sign === '}' || sign === ']')
      found.push({
        at: offset,
        remove: 1,
        insert: closer,
        message: `This ${sign} closes nothing: ${from} is open`,
        hint: `Write ${closer} in its place.`,
      });
  }
  if (sign === '}' || sign === ']')
    found.push({
      at: offset,
      remove: 1,
      insert: '',
      message: `This ${sign} closes nothing`,
      hint: 'Remove it.',
    });
  const start = text.length - text.trimStart().length;
  if (text[start] === '"')
    found.push(insertion(start, '{', 'A { is missing at the beginning', 'A request begins with {.'));
  return found;
}

/**
 * What is really wrong with a text that a parser stumbled over at `offset`: the first of the usual slips around there
 * whose repair makes JSON of the whole text. Null where none does.
 */
export function mendOf(text: string, offset: number): Mend | null {
  const mends = (one: Candidate): boolean =>
    isJson(text.slice(0, one.at) + one.insert + text.slice(one.at + one.remove));
  return candidatesAt(text, offset).find(mends) ?? null;
}
