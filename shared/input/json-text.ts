import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { InputProblem } from '../contract/inspection.ts';
import type { Json } from '../json/json.ts';
import { lookUp } from '../json/look-up.ts';
import { child } from '../json/pointer.ts';
import { rangeAt } from './position.ts';

/** What each parse error means and what to do about it. */
const ERRORS: Readonly<Record<string, readonly [string, string]>> = {
  InvalidSymbol: [
    'This word is no JSON value',
    'Strings need double quotes; Python’s True, False and None are true, false and null in JSON.',
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
  const [message, hint] = lookUp(ERRORS, printParseErrorCode(error.error)) ?? [
    'This is no valid JSON',
    'Check the text here.',
  ];
  return { message, hint, range: rangeAt(text, error.offset, error.offset + Math.max(error.length, 1)) };
};

/** Keys given twice in one object: JSON keeps the last, which is seldom what was meant. */
function repeatedKeys(text: string, root: Node): readonly InputProblem[] {
  const problems: InputProblem[] = [];
  const walk = (node: Node, pointer: string): void => {
    if (node.type === 'array') node.children?.forEach((item, i) => void walk(item, child(pointer, i)));
    if (node.type !== 'object') return;
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (!key) continue;
      const name = String(key.value);
      if (seen.has(name)) {
        problems.push({
          message: `The key "${name}" is given twice; the last one counts`,
          hint: 'Remove one of them.',
          range: rangeAt(text, key.offset, key.offset + key.length),
        });
      }
      seen.add(name);
      if (value) walk(value, child(pointer, name));
    }
  };
  walk(root, '');
  return problems;
}

export type JsonText =
  | { readonly ok: true; readonly value: Json; readonly warnings: readonly InputProblem[] }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** Above this many UTF-16 units the quick parser alone is used; its errors carry a position too. */
const TREE_LIMIT = 2_000_000;

/** Parses strict JSON (no comments, no trailing commas); errors and warnings carry line and column. */
export function parseJsonText(text: string): JsonText {
  const quick = parseQuickly(text);
  if (quick && text.length > TREE_LIMIT) return { ok: true, value: quick.value, warnings: [] };
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (quick && root) return { ok: true, value: quick.value, warnings: repeatedKeys(text, root) };
  // Later errors mostly follow from the first.
  const [error] = errors;
  if (error) return { ok: false, problems: [describe(text, error)] };
  return root
    ? { ok: true, value: getNodeValue(root) as Json, warnings: repeatedKeys(text, root) }
    : {
        ok: false,
        problems: [
          {
            message: 'There is no request yet',
            hint: 'Paste JSON or a curl command.',
            range: rangeAt(text, 0),
          },
        ],
      };
}

function parseQuickly(text: string): { readonly value: Json } | null {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return null;
  }
}
