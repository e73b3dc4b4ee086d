import { type ParseError, printParseErrorCode, visit } from 'jsonc-parser';
import { isTooDeep, MOST_LEVELS, tooDeepAt } from '../json/depth.ts';
import type { Json } from '../json/json.ts';
import type { JsonReader, ReadAgain } from '../json/json-reader.ts';
import { lookUp } from '../json/look-up.ts';
import { readJson } from '../json/read-json.ts';
import { contextAt } from './json-context.ts';
import { mendOf } from './mend-json.ts';
import { rangeAt } from './position.ts';
import { repeatedKeys } from './repeated-keys.ts';
import { escapeSlip, quoteSlip } from './string-slip.ts';
import { symbolSlip } from './symbol-slip.ts';
import type { InputProblem } from './text-range.ts';

/** What each parse error means and what to do about it. */
const ERRORS: Readonly<Record<string, readonly [string, string]>> = {
  InvalidSymbol: [
    'This is no JSON value',
    'A value is text in double quotes, a number, true, false, null, a list […] or an object {…}.',
  ],
  InvalidNumberFormat: ['This is no JSON number', 'Write it like 12, -0.5 or 1e6.'],
  PropertyNameExpected: [
    'A key in double quotes is missing here',
    'Remove a trailing comma, or put the key in double quotes.',
  ],
  ValueExpected: ['A value is missing here', 'Add a value, or remove the comma or colon before it.'],
  ColonExpected: ['A colon is missing here', 'Put a colon between key and value.'],
  CommaExpected: ['A comma is missing here', 'Put a comma between two members.'],
  CloseBraceExpected: ['An object is not closed', 'Add the missing }.'],
  CloseBracketExpected: ['A list is not closed', 'Add the missing ].'],
  EndOfFileExpected: ['There is more text after the JSON document', 'Keep one document only.'],
  InvalidCommentToken: ['JSON has no comments', 'Remove the comment.'],
  UnexpectedEndOfComment: ['JSON has no comments', 'Remove the comment.'],
  UnexpectedEndOfString: [
    'A string is not closed',
    'Add the missing double quote; a line break inside a string is written \\n.',
  ],
  UnexpectedEndOfNumber: ['A number is cut short', 'Write it like 12, -0.5 or 1e6.'],
  InvalidUnicode: ['This \\u escape is cut short', 'Four hexadecimal digits follow \\u.'],
  InvalidEscapeCharacter: ['This escape does not exist in JSON', 'Write a backslash as \\\\.'],
  InvalidCharacter: [
    'This character may not stand in a JSON string',
    'Write it as an escape, for example \\n or \\t.',
  ],
};

const describe = (text: string, error: ParseError): InputProblem => {
  const context = contextAt(text, error.offset);
  const slip =
    mendOf(text, error.offset, context) ??
    escapeSlip(text, error.offset) ??
    quoteSlip(text, error.offset, context) ??
    symbolSlip(text, error.offset, context);
  if (slip) return { message: slip.message, hint: slip.hint, range: rangeAt(text, slip.at, slip.at + 1) };
  const [message, hint] = lookUp(ERRORS, printParseErrorCode(error.error)) ?? [
    'This is no valid JSON',
    'Check the text here.',
  ];
  return { message, hint, range: rangeAt(text, error.offset, error.offset + Math.max(error.length, 1)) };
};

export type JsonText =
  | { readonly ok: true; readonly value: Json; readonly warnings: readonly InputProblem[] }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** A request becomes a body that nests a few levels more, which has to be readable too. */
const MOST_REQUEST_LEVELS = MOST_LEVELS - 100;

const refused = (problem: InputProblem): JsonText => ({ ok: false, problems: [problem] });

const nestedTooDeep = (text: string, at: number): JsonText =>
  refused({
    message: `The bracket here is the ${MOST_REQUEST_LEVELS + 1}st inside another; Strata reads ${MOST_REQUEST_LEVELS} levels`,
    hint: 'No request needs so many: remove the innermost brackets.',
    range: rangeAt(text, at, at + 1),
  });

/** What keeps a text from being JSON, at the first place; later errors mostly follow from it. */
function explained(text: string): JsonText {
  const errors: ParseError[] = [];
  visit(
    text,
    {
      onError: (error, offset, length) => {
        if (errors.length === 0) errors.push({ error, offset, length });
      },
    },
    { disallowComments: true, allowTrailingComma: false },
  );
  const [error] = errors;
  if (error && text.trim() !== '') return refused(describe(text, error));
  return refused({
    message: 'There is no request yet',
    hint: 'Paste JSON or a curl command.',
    range: rangeAt(text, 0),
  });
}

/**
 * Parses strict JSON (no comments, no trailing commas); errors and warnings carry line and column.
 * @param reader has read the text before this one: what is the same in both is not looked at again
 */
export function parseJsonText(given: string, reader: JsonReader | null = null): JsonText {
  // Files of some editors begin with a byte order mark; a blank in its place leaves every position as it is.
  const text = given.replace(/^\uFEFF/, ' ');
  const parsed = parseQuickly(text, reader);
  if (parsed?.item && isPlain(parsed.item)) return { ok: true, value: parsed.value, warnings: [] };
  const isBounded =
    parsed !== null && (parsed.item === null || !isTooDeep(parsed.value, MOST_REQUEST_LEVELS));
  const deep = isBounded ? null : tooDeepAt(text, MOST_REQUEST_LEVELS);
  // What there is to say of a text has places in it, which move with every key: the next one is read whole.
  reader?.forgetUnless(deep === null && parsed !== null);
  if (deep !== null) return nestedTooDeep(text, deep);
  if (!parsed) return explained(text);
  const warnings = repeatedKeys(text, parsed.value);
  reader?.forgetUnless(warnings.length === 0);
  return { ok: true, value: parsed.value, warnings };
}

/** True for an item of a list in the request that is neither too deep nor to be warned of. */
const isPlain = ({ text, value }: NonNullable<ReadAgain['item']>): boolean =>
  !isTooDeep(value, MOST_REQUEST_LEVELS - 2) && repeatedKeys(text, value).length === 0;

function parseQuickly(text: string, reader: JsonReader | null): ReadAgain | null {
  try {
    return reader
      ? reader.read(text, MOST_REQUEST_LEVELS)
      : { value: readJson(text, MOST_REQUEST_LEVELS), item: null };
  } catch {
    return null;
  }
}
