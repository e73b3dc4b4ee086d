import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { inheritTexts } from '../json/texts.ts';
import type { Api } from '../pipeline/call/result.ts';
import { type Carried, carriedBy, NOTHING_CARRIED } from './carried.ts';
import { isCurl, parseCurl } from './curl.ts';
import type { Dialect } from './dialect.ts';
import { dialectOf, formOf } from './dialect.ts';
import { FORMS, type FormChoice, type FormId, type Recognised } from './forms.ts';
import { parseJsonText } from './json-text.ts';
import { rangeAt } from './position.ts';
import type { InputProblem } from './text-range.ts';

export type ReadResult =
  | { readonly ok: false; readonly problems: readonly InputProblem[] }
  | {
      readonly ok: true;
      readonly dialect: Dialect;
      readonly api: Api;
      readonly recognised: Recognised;
      /** The keyword arguments of the LiteLLM call. */
      readonly request: JsonObject;
      /** How the request travels, where the text says so: the URL path and the headers. */
      readonly carried: Carried;
      readonly warnings: readonly InputProblem[];
    };

const fail = (text: string, message: string, hint: string): ReadResult => ({
  ok: false,
  problems: [{ message, hint, range: rangeAt(text, 0, text.length) }],
});

const isForm = (value: Json | undefined): value is FormId =>
  typeof value === 'string' && Object.hasOwn(FORMS, value);

/** `{"api": …, "request": {…}}`: a line of a batch file. */
function unwrapBatchLine(value: JsonObject): { readonly form: FormId; readonly request: JsonObject } | null {
  const { api, request } = value;
  return isForm(api) && isObject(request) ? { form: api, request } : null;
}

function fromObject(value: JsonObject, choice: FormChoice, warnings: readonly InputProblem[]): ReadResult {
  const line = unwrapBatchLine(value);
  const request = line?.request ?? value;
  const place = line && ({ form: line.form, by: 'place', sign: 'its line says so' } as const);
  const recognised = formOf(request, choice, place);
  const { form } = recognised;
  return {
    ok: true,
    dialect: dialectOf(form, request),
    api: FORMS[form].api,
    recognised,
    request,
    carried: NOTHING_CARRIED,
    warnings,
  };
}

/** The Bedrock model id in a URL of the Bedrock runtime, decoded, or null. */
const bedrockModel = (url: string): string | null => {
  const encoded = /\/model\/(.+)\/(?:invoke|invoke-with-response-stream)(?:\?|$)/.exec(url)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
};

/** Paths that only requests of one form go to. */
const PATHS: readonly { readonly path: string; readonly form: FormId }[] = [
  { path: '/v1/messages', form: 'messages' },
  { path: '/chat/completions', form: 'chat' },
  { path: '/responses', form: 'responses' },
];

function placeOf(url: string, model: string | null): Recognised | null {
  if (model !== null) return { form: 'messages', by: 'place', sign: 'it calls InvokeModel' };
  const found = PATHS.find(({ path }) => url.includes(path));
  return found ? { form: found.form, by: 'place', sign: `it goes to ${found.path}` } : null;
}

function fromCurl(text: string, choice: FormChoice): ReadResult {
  const curl = parseCurl(text);
  if (!curl.ok) return fail(text, curl.message, curl.hint);
  const { url, body } = curl.request;
  if (body === null)
    return fail(text, 'This curl command sends no body', 'Copy the command with its -d part.');
  const parsed = parseJsonText(body);
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
  if (/\/converse(-stream)?(\?|$)/.test(url)) {
    return fail(
      text,
      'This curl command calls Bedrock’s Converse API directly',
      'Strata starts from what a program hands to LiteLLM: paste the call to LiteLLM instead.',
    );
  }
  const model = bedrockModel(url);
  const streams = /invoke-with-response-stream/.test(url);
  const request: JsonObject =
    model === null
      ? parsed.value
      : inheritTexts(
          { model: `bedrock/invoke/${model}`, ...parsed.value, ...(streams ? { stream: true } : {}) },
          parsed.value,
        );
  const recognised = formOf(request, choice, placeOf(url, model));
  const { api } = FORMS[recognised.form];
  const carried = carriedBy(curl.request);
  return { ok: true, dialect: 'curl', api, recognised, request, carried, warnings: parsed.warnings };
}

/**
 * Reads what a user typed, pasted or dropped: JSON of an OpenAI chat or Anthropic messages call,
 * a line of a batch file, or a curl command. `choice` is the form that the user says it has.
 * Problems carry line and column.
 */
export function readRequest(text: string, choice: FormChoice = 'auto'): ReadResult {
  if (isCurl(text)) return fromCurl(text, choice);
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  const value: Json = parsed.value;
  if (!isObject(value)) {
    return fail(text, 'A request is a JSON object', 'Write it as {"model": …, "messages": […]}.');
  }
  return fromObject(value, choice, parsed.warnings);
}
