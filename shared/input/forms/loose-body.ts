import { type CurlRequest, parseCurl } from '../curl.ts';
import { parseJsonText } from '../json-text.ts';
import { rangeAt } from '../position.ts';
import type { Found } from './found.ts';
import { httpCall } from './http-call.ts';
import { readPython } from './python.ts';
import type { Value } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

/** JSON's own words are names to Python. */
const WORDS = 'true = True\nfalse = False\nnull = None\nbody = ';

/** More than this is no body of a manual's. */
const LONGEST = 200_000;

/** Where the value of an option for a body begins, in single quotes. */
const QUOTED = /(?:^|\s)(?:-d|--data(?:-raw|-binary|-ascii)?|--json)(?:\s+|=)?'(?=\s*[{[])/;

interface Quoted {
  readonly body: string;
  /** The command with an empty body in its place. */
  readonly rest: string;
  /** Where an apostrophe ends the quotes, UTF-16 offset; null where they are never closed. */
  readonly apostrophe: number | null;
}

/** Behind the quote that ends a body: nothing, a further option, or what a shell does with the output. */
const AFTER_BODY = /^'\s*(?:\\?\s*$|\\?\s+-|[|;>&])/;
/** An apostrophe inside of single quotes, as a shell wants it. */
const APOSTROPHE = /'(?:\\'|"'")'/g;

/**
 * The body of a command in single quotes that an apostrophe inside of it ends too early, or that nothing closes:
 * everything up to the last quote behind which a body can be over. Null for other commands.
 */
function quotedIn(command: string): Quoted | null {
  const start = QUOTED.exec(command);
  if (!start) return null;
  const from = start.index + start[0].length;
  let to = command.lastIndexOf("'");
  while (to >= from && !AFTER_BODY.test(command.slice(to, to + 40))) to = command.lastIndexOf("'", to - 1);
  const written = command.slice(from, to < from ? command.length : to);
  const inside = written.replace(APOSTROPHE, '____').indexOf("'");
  if (inside < 0 && to >= from) return null;
  return {
    body: written.replace(APOSTROPHE, "'"),
    rest: `${command.slice(0, from)}{}'${to < from ? '' : command.slice(to + 1)}`,
    apostrophe: inside < 0 ? null : from + inside,
  };
}

/** A body as manuals write JSON: with comments, commas too many, Python's words, values left open. Null where it is none. */
function looseValue(body: string): Value | null {
  if (body.length > LONGEST) return null;
  const script = readPython(WORDS + body.trim(), () => false, 'whole');
  const value = script.clean ? script.named('body') : null;
  return value?.kind === 'map' ? value : null;
}

const place = (text: string, at: number): string => {
  const { line, column } = rangeAt(text, at);
  return `line ${line}, column ${column}`;
};

function readBody(
  text: string,
  { url, headers, body }: CurlRequest & { readonly body: string },
  notes: readonly string[],
): Found | null {
  const parsed = parseJsonText(body);
  const value = parsed.ok ? valueOfJson(parsed.value) : looseValue(body);
  const found = value && httpCall({ what: 'a curl command', url, headers, body: value });
  if (!found) return null;
  const [problem] = parsed.ok ? [] : parsed.problems;
  const told = problem
    ? [
        `The body is no JSON as it stands, so that a server refuses it: ${problem.message} (line ${problem.range.line} of the body).`,
      ]
    : [];
  const start = Math.max(0, text.indexOf(body.trim()));
  return {
    ...found,
    notes: [...notes, ...told],
    placeOf: (at) => start + Math.max(0, at - WORDS.length),
  };
}

/**
 * A curl command whose body a shell or a server would not take as it is written, but which tells what is meant, as
 * manuals have them: an apostrophe in single quotes, comments, a comma too many. Null where it tells nothing.
 */
export function looseCurl(text: string, request: CurlRequest): Found | null {
  const { body } = request;
  const direct = body === null ? null : readBody(text, { ...request, body }, []);
  if (direct) return direct;
  const quoted = quotedIn(text);
  const rest = quoted && parseCurl(quoted.rest);
  if (!quoted || !rest?.ok) return null;
  const note =
    quoted.apostrophe === null
      ? 'The quotes around the body are not closed.'
      : `To a shell the apostrophe at ${place(text, quoted.apostrophe)} ends the body: write '\\'' there.`;
  return readBody(text, { ...rest.request, body: quoted.body }, [note]);
}
