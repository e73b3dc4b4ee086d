import { isJson } from '../json/parse.ts';
import { type JsonContext, nameOf, type Open } from './json-context.ts';
import type { Slip } from './slip.ts';

/** One change of a few characters that might make JSON of a text, and what that would say about the text. */
interface Candidate extends Slip {
  /** How many characters give way there, and to what. */
  readonly remove: number;
  readonly insert: string;
}

const CLOSER = { '{': '}', '[': ']' } as const;

const change = (at: number, remove: number, insert: string, message: string, hint: string): Candidate => ({
  at,
  remove,
  insert,
  message,
  hint,
});

const insertion = (at: number, insert: string, message: string, hint: string): Candidate =>
  change(at, 0, insert, message, hint);

/** A comma or a colon that is missing, too many or in the place of the other one. */
function separators(text: string, offset: number, { last }: JsonContext): readonly Candidate[] {
  const sign = text[offset] ?? '';
  const found = [
    insertion(offset, ',', 'A comma is missing here', 'Put a comma between two members.'),
    insertion(offset, ':', 'A colon is missing here', 'Put a colon between key and value.'),
  ];
  if (last?.sign === ',' && (sign === '}' || sign === ']'))
    found.push(change(last.at, 1, '', 'A comma stands here although nothing follows', 'Remove the comma.'));
  if (last?.sign === ',' && /\d,\d/.test(text.slice(last.at - 1, offset + 1)))
    found.push(
      change(last.at, 1, '', 'A number has no commas in it', 'Remove the comma between the digits.'),
    );
  if (sign !== ',' && sign !== ':') return found;
  const name = sign === ',' ? 'comma' : 'colon';
  const isFirst = last?.sign === '{' || last?.sign === '[';
  const what = isFirst
    ? `A ${name} stands here although nothing comes before`
    : `This ${name} is one too many`;
  found.push(change(offset, 1, '', what, `Remove the ${name}.`));
  found.push(
    sign === ','
      ? change(
          offset,
          1,
          ':',
          'A comma stands here in place of a colon',
          'Put a colon between key and value.',
        )
      : change(
          offset,
          1,
          ',',
          'A colon stands in a list',
          'Put a comma in its place; only objects {…} have keys.',
        ),
  );
  return found;
}

/** A bracket that is missing, or of the wrong kind, inside of the one that is open. */
function inner(text: string, offset: number, inside: Open, { last }: JsonContext): readonly Candidate[] {
  const found: Candidate[] = [];
  const sign = text[offset] ?? '';
  const from = nameOf(text, inside);
  const closer = CLOSER[inside.sign];
  const closed = last?.sign === ',' ? last.at : (last?.end ?? offset);
  const key = sign === ':' ? last?.at : offset;
  if (inside.sign === '[' && key !== undefined)
    found.push(
      insertion(key, '{', 'A { is missing before this key', 'A list holds objects; each begins with {.'),
    );
  const end = sign === ':' ? inside.lastStart : closed;
  const before = sign === ':' ? text.lastIndexOf(',', end) : end;
  const missing = `A ${closer} is missing here`;
  if (before > inside.at)
    found.push(insertion(before, closer, missing, `Close ${from} before this goes on.`));
  if (end > inside.at && last?.sign !== ',')
    found.push(insertion(end, `${closer},`, missing, `Close ${from} here; a comma goes behind it.`));
  if (inside.sign === '{' && inside.lastStart > inside.at)
    found.push(
      insertion(
        inside.lastStart,
        '[',
        'A [ is missing before this value',
        'Several values follow each other here: they are a list, which begins with [.',
      ),
    );
  if (sign === '}' || sign === ']')
    found.push(
      change(
        offset,
        1,
        closer,
        `This ${sign} closes nothing: ${from} is open`,
        `Write ${closer} in its place.`,
      ),
    );
  return found;
}

/** A double quote that is too many or escaped, a line break in a string, a string in two pieces. */
function quotes(text: string, offset: number, { last }: JsonContext): readonly Candidate[] {
  const found: Candidate[] = [];
  if (text[offset] !== '"') return found;
  found.push(change(offset, 1, '', 'This double quote is one too many', 'Remove it.'));
  if (last?.sign === '"')
    found.push(
      change(
        last.end - 1,
        offset + 2 - last.end,
        '',
        'Two strings stand side by side',
        'Write them as one string.',
      ),
    );
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(offset, lineEnd < 0 ? text.length : lineEnd);
  const escaped = offset + line.lastIndexOf('\\"');
  if (escaped > offset)
    found.push(
      change(
        escaped,
        1,
        '',
        'This \\" is a part of the string and does not close it',
        'Remove the backslash.',
      ),
    );
  const close = lineEnd < 0 ? -1 : text.indexOf('"', lineEnd);
  if (close < 0) return found;
  const broken = text.slice(lineEnd, close);
  found.push(
    change(
      lineEnd,
      broken.length,
      broken.replace(/\r?\n/g, '\\n'),
      'A string goes on in the next line',
      'Write the line break as \\n, in one line.',
    ),
  );
  return found;
}

function candidatesAt(text: string, offset: number, context: JsonContext): readonly Candidate[] {
  const { inside, last } = context;
  const sign = text[offset] ?? '';
  const closes = sign === '}' || sign === ']';
  const removal = closes ? [change(offset, 1, '', `This ${sign} closes nothing`, 'Remove it.')] : [];
  const isDoubled = sign === last?.sign;
  const start = text.length - text.trimStart().length;
  const opener = insertion(start, '{', 'A { is missing at the beginning', 'A request begins with {.');
  return [
    ...separators(text, offset, context),
    ...quotes(text, offset, context),
    ...(isDoubled ? removal : []),
    ...(inside ? inner(text, offset, inside, context) : []),
    ...(isDoubled ? [] : removal),
    ...(text[start] === '"' ? [opener] : []),
  ];
}

/**
 * What is really wrong with a text that a parser stumbled over at `offset`: the first of the usual slips around there
 * whose repair makes JSON of the whole text. Null where none does.
 */
export function mendOf(text: string, offset: number, context: JsonContext): Slip | null {
  const mends = (one: Candidate): boolean =>
    isJson(text.slice(0, one.at) + one.insert + text.slice(one.at + one.remove));
  return candidatesAt(text, offset, context).find(mends) ?? null;
}
