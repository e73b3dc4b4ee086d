import type { Dialect, InputProblem } from '../contract/inspection.ts';
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import type { Api } from '../pipeline/call/result.ts';
import { isCurl, parseCurl } from './curl.ts';
import { dialectOf, recogniseApi } from './dialect.ts';
import { parseJsonText } from './json-text.ts';
import { rangeAt } from './position.ts';

export type ReadResult =
  | { readonly ok: false; readonly problems: readonly InputProblem[] }
  | {
      readonly ok: true;
      readonly dialect: Dialect;
      readonly api: Api;
      /** The keyword arguments of the LiteLLM call. */
      readonly request: JsonObject;
      readonly warnings: readonly InputProblem[];
    };

const fail = (text: string, message: string, hint: string): ReadResult => ({
  ok: false,
  problems: [{ message, hint, range: rangeAt(text, 0, text.length) }],
});

/** `{"api": …, "request": {…}}`: a line of a batch file. */
function unwrapBatchLine(value: JsonObject): { readonly api: Api; readonly request: JsonObject } | null {
  const { api, request } = value;
  return (api === 'chat' || api === 'messages') && isObject(request) ? { api, request } : null;
}

function fromObject(value: JsonObject, warnings: readonly InputProblem[]): ReadResult {
  const line = unwrapBatchLine(value);
  const request = line?.request ?? value;
  const api = line?.api ?? recogniseApi(request);
  return { ok: true, dialect: dialectOf(api, request), api, request, warnings };
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

function fromCurl(text: string): ReadResult {
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
      : { model: `bedrock/invoke/${model}`, ...parsed.value, ...(streams ? { stream: true } : {}) };
  const api: Api = model !== null || /\/v1\/messages/.test(url) ? 'messages' : recogniseApi(request);
  return { ok: true, dialect: 'curl', api, request, warnings: parsed.warnings };
}

/**
 * Reads what a user typed, pasted or dropped: JSON of an OpenAI chat or Anthropic messages call,
 * a line of a batch file, or a curl command. Problems carry line and column.
 */
export function readRequest(text: string): ReadResult {
  if (isCurl(text)) return fromCurl(text);
  const parsed = parseJsonText(text);
  if (!parsed.ok) return parsed;
  const value: Json = parsed.value;
  if (!isObject(value)) {
    return fail(text, 'A request is a JSON object', 'Write it as {"model": …, "messages": […]}.');
  }
  return fromObject(value, parsed.warnings);
}
