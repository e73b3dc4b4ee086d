import { isObject, type JsonObject } from '../../json/json.ts';
import { type Found, NOTHING_BESIDE } from './found.ts';
import { httpCall, isRequestInJson } from './http-call.ts';
import { objectOf, textOf, textsIn } from './record-parts.ts';
import { map, text, type Value } from './value.ts';
import { valueOfJson } from './values-of-json.ts';

/** What a LiteLLM proxy keeps of a call in its spend log or hands to a callback. */
function spendLog(value: JsonObject): readonly Found[] {
  const kept = objectOf(value.proxy_server_request);
  const body = kept && (isObject(kept.body) ? kept.body : kept);
  if (!body || !isRequestInJson(body)) return [];
  const url = textOf(kept.url);
  const what = 'a record of a proxy’s log, what the client asked';
  const found = httpCall({ what, url, headers: {}, body: valueOfJson(body) });
  return found ? [found] : [];
}

/** What LiteLLM hands to callbacks of a call that it made (`StandardLoggingPayload`). */
function loggedCall(value: JsonObject): readonly Found[] {
  const { call_type: type, messages, model, model_parameters: given, custom_llm_provider: provider } = value;
  if (typeof type !== 'string' || typeof model !== 'string' || messages === undefined) return [];
  const name =
    typeof provider === 'string' && !model.startsWith(`${provider}/`) ? `${provider}/${model}` : model;
  const parameters = isObject(given ?? null) ? valueOfJson(given as JsonObject) : null;
  const request: [string, Value][] = [
    ['model', text(name)],
    ['messages', valueOfJson(messages)],
    ...(parameters?.kind === 'map' ? parameters.members : []),
  ];
  const what = 'a record of LiteLLM’s callbacks, the call that it made';
  return [{ ...NOTHING_BESIDE, what, form: null, request: map(request) }];
}

/** Members that hold what was asked, in records of programs of one's own. */
const ASKED_IN = ['request', 'body', 'payload', 'requestBody', 'request_body', 'json'] as const;

/** A request in a record of any program: an object, or its JSON text, that has messages or an input itself. */
function enveloped(value: JsonObject): readonly Found[] {
  // A line of a batch that names the form of its request is read with that.
  if (value.api !== undefined || isRequestInJson(value)) return [];
  for (const name of ASKED_IN) {
    const body = objectOf(value[name]);
    if (!body || !['messages', 'input', 'prompt'].some((key) => body[key] !== undefined)) continue;
    const url = textOf(value.url) || textOf(value.path) || textOf(value.uri);
    const what = `the member “${name}” of a record in JSON`;
    const found = httpCall({ what, url, headers: textsIn(value.headers), body: valueOfJson(body) });
    if (found) return [found];
  }
  return [];
}

/** The records of a proxy, of LiteLLM's callbacks, and of any program that holds a request. */
export const RECORDS_OF_CALLS = [spendLog, loggedCall, enveloped] as const;
