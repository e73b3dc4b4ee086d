import type { JsonObject } from '../../json/json.ts';
import type { FormId } from '../forms.ts';
import { parseJsonText } from '../json-text.ts';
import type { Found } from './found.ts';
import { asMembers, asText, map, text, type Value } from './value.ts';
import { valueOfJson, withHoles } from './values-of-json.ts';

/** Paths that only requests of one form go to. */
const PATHS: readonly { readonly path: string; readonly form: FormId }[] = [
  { path: '/messages/count_tokens', form: 'count-tokens' },
  { path: '/v1/messages', form: 'messages' },
  { path: '/chat/completions', form: 'chat' },
  { path: '/images/generations', form: 'images' },
  { path: '/completions', form: 'completions' },
  { path: '/embeddings', form: 'embeddings' },
  { path: '/rerank', form: 'rerank' },
  { path: '/responses', form: 'responses' },
];

const BEDROCK =
  /^(?:(?!\/model\/)[\s\S])*\/model\/(.+)\/(invoke|invoke-with-response-stream|converse|converse-stream)(?:[?#]|$)/;

/** Paths of the same APIs that ask no model for text, vectors or pictures, though their bodies look alike. */
const ELSEWHERE =
  /\/(?:audio|moderations|files|batches|fine_tuning|assistants|threads|vector_stores|realtime|rag|search|mcp)(?=\/|$)|\/images\/(?:edits|variations)$|\/(?:key|user|team|customer|budget)\/\w+$|\/model\/[^/]+\/count-tokens$|\/guardrail\/[^/]+\/version\/[^/]+\/apply$|\/async-invoke$/;

const decoded = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
};

/** The path of a URL, with or without its host; null for none. */
export const pathOf = (url: string): string | null =>
  /^(?:[a-z][a-z0-9+.-]*:\/\/[^/?#]*|‹[^›]*›|\{\{[^}]*\}\}|\$\{?\w+\}?|<[^>]*>)?(\/[^?#]*)/i.exec(url)?.[1] ??
  null;

/** Scheme and host of a URL over HTTP, with what stands before the entry point; null for none. */
export function baseOf(url: string): string | null {
  const [, host = null, path = ''] = /^(https?:\/\/[^/?#]+)([^?#]*)/i.exec(url) ?? [];
  if (host === null || /[@$<{‹]/.test(host)) return null;
  return bedrockTarget(path) && !path.includes('/bedrock/') ? null : host;
}

/** Bedrock's operation that a URL names; null for another place. */
export function bedrockTarget(url: string): { readonly modelId: string; readonly converse: boolean } | null {
  const [, model, action] = BEDROCK.exec(url) ?? [];
  return model === undefined || action === undefined
    ? null
    : { modelId: decoded(model), converse: action.startsWith('converse') };
}

/** The form of what is sent to a URL, where the URL tells. */
export const formAt = (url: string): { readonly form: FormId; readonly path: string } | null =>
  PATHS.find(({ path }) => url.includes(path)) ?? null;

/** The path of a URL that leads to none of the entry points that are followed; null for all others. */
export const elsewhere = (url: string): string | null => {
  const path = pathOf(url)?.replace(/\/+$/, '') ?? '';
  return ELSEWHERE.test(path) && !bedrockTarget(url) && !formAt(url) ? path : null;
};

interface Message {
  readonly what: string;
  readonly url: string;
  /** Lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Value;
}

/** A body whose quotes are escaped for a program that takes one level of them away, as PowerShell needs it for curl. */
const BACKSLASHES = /^\s*\{\s*\\"/;

/** A body as it is sent, where its quotes are escaped for the program that sends it. */
export const asSent = (body: string): string =>
  BACKSLASHES.test(body) ? body.replace(/\\(["\\])/g, '$1') : body;

/** The value of a body: JSON in a text, or an object. */
function bodyValue(body: Value): Value {
  if (body.kind !== 'text') return body;
  const parsed = parseJsonText(asSent(body.text));
  return parsed.ok ? withHoles(valueOfJson(parsed.value), body.holes) : body;
}

/** A request over HTTP; null where its body is no object, or where it asks no model. */
export function httpCall({ what, url, headers, body }: Message): Found | null {
  const request = bodyValue(body);
  if (request.kind !== 'map' || elsewhere(url) !== null) return null;
  const path = pathOf(url);
  const target = bedrockTarget(url);
  if (target) {
    const { modelId, converse } = target;
    return {
      what,
      form: converse ? 'converse' : 'invoke',
      request: map([['modelId', text(modelId)], ...request.members]),
      path,
      base: baseOf(url),
      headers,
      left: [],
    };
  }
  return { what, form: formAt(url)?.form ?? null, request, path, base: baseOf(url), headers, left: [] };
}

const ASKED = ['messages', 'input', 'prompt', 'inputText', 'anthropic_version'];

/** True where a value looks like a request to a model. */
export const isRequest = (value: Value): boolean => {
  const members = asMembers(value);
  return ASKED.some((key) => members.has(key)) || asText(members.get('model')) !== null;
};

/** The same of an object of JSON, whatever its size. */
export const isRequestInJson = (value: JsonObject): boolean =>
  ASKED.some((key) => Object.hasOwn(value, key)) ||
  (Object.hasOwn(value, 'model') && typeof value.model === 'string');
