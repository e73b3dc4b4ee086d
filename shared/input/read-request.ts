import { isArray, isObject, type Json, type JsonObject } from '../json/json.ts';
import type { JsonReader } from '../json/json-reader.ts';
import { inheritTexts } from '../json/texts.ts';
import { carriedBy } from './carried.ts';
import { isCurl, parseCurl } from './curl.ts';
import { formOf } from './dialect.ts';
import { fencedIn, notebookCode } from './forms/documents.ts';
import { explainText } from './forms/explain-text.ts';
import { findCalls, inJson } from './forms/find-calls.ts';
import type { Found } from './forms/found.ts';
import { asSent, baseOf, bedrockTarget, elsewhere, formAt, pathOf } from './forms/http-call.ts';
import { looseCurl } from './forms/loose-body.ts';
import { readFound } from './forms/read-found.ts';
import { explainRecord, readRecord } from './forms/records.ts';
import { curlsIn, endOfCommand } from './forms/shell.ts';
import { FORMS, type FormChoice, type Recognised } from './forms.ts';
import { fromObject } from './from-object.ts';
import { parseJsonText } from './json-text.ts';
import { rangeAt, ranges } from './position.ts';
import type { ReadResult } from './read-result.ts';

const fail = (text: string, message: string, hint: string): ReadResult => ({
  ok: false,
  problems: [{ message, hint, range: rangeAt(text, 0, text.length) }],
});

function placeOf(url: string): Recognised | null {
  const target = bedrockTarget(url);
  if (target) {
    return target.converse
      ? { form: 'converse', by: 'place', sign: 'it calls Converse' }
      : { form: 'invoke', by: 'place', sign: 'it calls InvokeModel' };
  }
  const found = formAt(url);
  return found && { form: found.form, by: 'place', sign: `it goes to ${found.path}` };
}

const any = (found: readonly Found[]): found is readonly [Found, ...Found[]] => found.length > 0;

/** Curl commands of a script, where the text is more than one plain command; null where it is not. */
function fromScript(text: string, choice: FormChoice, call: number): ReadResult | null {
  const found = curlsIn(text);
  return any(found) ? readFound(text, found, choice, call) : null;
}

function fromCurl(text: string, choice: FormChoice, call: number): ReadResult {
  const end = endOfCommand(text.trimEnd(), 0);
  const more = text.slice(end).trim() === '' ? null : fromScript(text, choice, call);
  return more ?? fromOneCurl(text, choice, call);
}

const noBodyHint = (command: string): string =>
  /\s-D\s*(?:['"]\s*)?\{/.test(command)
    ? 'The body goes with a small -d: -D names a file for the headers of the answer.'
    : 'Copy the command with its -d part.';

function fromOneCurl(text: string, choice: FormChoice, call: number): ReadResult {
  const curl = parseCurl(text);
  if (!curl.ok || curl.request.body === null) {
    const found = fromScript(text, choice, call);
    if (found) return found;
  }
  if (!curl.ok) return fail(text, curl.message, curl.hint);
  const { url, headers, body } = curl.request;
  const other = elsewhere(url);
  if (other !== null)
    return fail(
      text,
      `${other} is no entry point that Strata follows to Bedrock`,
      'Paste a call to a model.',
    );
  if (body === null) return fail(text, 'This curl command sends no body', noBodyHint(text));
  const parsed = parseJsonText(asSent(body));
  const loose = parsed.ok ? null : looseCurl(text, curl.request);
  if (loose) return readFound(text, [loose], choice, call);
  if (!parsed.ok) {
    const [first] = parsed.problems;
    const at = first ? ` (line ${first.range.line}, column ${first.range.column} of the body)` : '';
    return fail(
      text,
      `The body of this curl command is no JSON: ${first?.message ?? 'unreadable'}${at}`,
      first?.hint ?? '',
    );
  }
  if (!isObject(parsed.value))
    return fail(text, 'The body of this curl command is no JSON object', 'A request is written {…}.');
  const target = bedrockTarget(url);
  const request: JsonObject = target
    ? inheritTexts({ modelId: target.modelId, ...parsed.value }, parsed.value)
    : parsed.value;
  const recognised = formOf(request, choice, placeOf(url));
  const { api } = FORMS[recognised.form];
  const carried = carriedBy({ path: pathOf(url), base: baseOf(url), headers });
  return {
    ok: true,
    dialect: 'curl',
    api,
    recognised,
    request,
    asTyped: false,
    carried,
    warnings: parsed.warnings,
  };
}

function read(text: string, choice: FormChoice, call: number, reader: JsonReader | null): ReadResult {
  if (isCurl(text)) return fromCurl(text, choice, call);
  const parsed = parseJsonText(text, reader);
  if (!parsed.ok) {
    const inner = unescapedOnce(text);
    if (inner !== null) return inside(read(inner, choice, call, null));
    const found = findCalls(text);
    return any(found) ? readFound(text, found, choice, call) : notFound(text, parsed);
  }
  const value: Json = parsed.value;
  if (typeof value === 'string' && value.trim().startsWith('{'))
    return inside(read(value, choice, call, null));
  const found = isArray(value) ? value.flatMap(inJson) : isObject(value) ? inDocument(value) : [];
  if (any(found)) return readFound(text, found, choice, call);
  if (!isObject(value)) {
    return fail(text, 'A request is a JSON object', 'Write it as {"model": …, "messages": […]}.');
  }
  const other = explainRecord(value);
  return other ? fail(text, other.message, other.hint) : fromObject(value, choice, parsed.warnings);
}

/**
 * Reads what a user typed, pasted or dropped: JSON of an OpenAI chat or Anthropic messages call, a curl command, code
 * that makes a call, a log or another record that holds one. `choice` is the form that the user says it has.
 * Of several calls the one of the number `call` is read, from 0. Problems carry line and column.
 * `reader` has read the text before this one, of which this may be an edit.
 */
export function readRequest(
  text: string,
  choice: FormChoice = 'auto',
  call = 0,
  reader: JsonReader | null = null,
): ReadResult {
  try {
    return read(text, choice, call, reader);
  } catch (error) {
    // Patterns run out of space on quotes of many million signs; that of a library's parser of shells does, too.
    if (!(error instanceof RangeError)) throw error;
    return fail(text, 'This text is too long to be read as a call', 'Paste the request alone, as JSON.');
  }
}

/** What was read from a text inside of another one. */
const inside = (result: ReadResult): ReadResult => (result.ok ? { ...result, asTyped: false } : result);

/** Calls in a JSON document that is no request itself. */
function inDocument(value: JsonObject): readonly Found[] {
  const code = notebookCode(value);
  return code === null ? readRecord(value) : findCalls(code);
}

/** JSON whose quotes are escaped, as it stands inside of another string; null for other texts. */
function unescapedOnce(text: string): string | null {
  if (!/^\s*\{\s*\\"/.test(text)) return null;
  const parsed = parseJsonText(`"${text.trim().replace(/\r?\n/g, '\\n')}"`);
  return parsed.ok && typeof parsed.value === 'string' ? parsed.value : null;
}

/** What a text without any call is, where it is plainly no JSON; what is wrong with it as JSON otherwise. */
function notFound(text: string, problems: ReadResult): ReadResult {
  const known = explainText(text);
  const fenced = known ? null : inOnlyFence(text);
  if (fenced) return fenced;
  return known ? fail(text, known.message, known.hint) : problems;
}

/** What is wrong with the JSON in the only fence of a document, where it stands there; null for other documents. */
function inOnlyFence(text: string): ReadResult | null {
  const [piece, more] = fencedIn(text);
  if (!piece || more || !piece.text.trimStart().startsWith('{')) return null;
  const parsed = parseJsonText(piece.text);
  if (parsed.ok) return null;
  const placed = ranges(text);
  const problems = parsed.problems.map((one) => ({
    ...one,
    range: placed(piece.at + one.range.from, piece.at + one.range.to),
  }));
  return { ok: false, problems };
}
